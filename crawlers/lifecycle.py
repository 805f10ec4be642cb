"""The life of an ad as we see it: live, missing from its lists, removed, unknown; and when to look again."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crawlers.archiving.revisions import Change, Revisions

SHORTEST_INTERVAL: Final = 3_600.0
LONGEST_INTERVAL: Final = 14 * 86_400.0
FIRST_INTERVAL: Final = 86_400.0

GONE_SEPARATION: Final = 3_600.0
"""Seconds between two fetches that both find an ad gone, before it is called removed: one 404 decides nothing."""


def next_interval(interval: float, change: Change) -> float:
    """Seconds until the next look: half as long after a change, half as long again after none."""
    factor = {"new": 1.0, "changed": 0.5, "unchanged": 1.5}[change]
    return min(max((interval or FIRST_INTERVAL) * factor, SHORTEST_INTERVAL), LONGEST_INTERVAL)


@dataclass(frozen=True, slots=True)
class Lives:
    """States of one site's ads; runs inside the caller's transaction. Times in seconds since the epoch."""

    connection: sqlite3.Connection
    site: str
    gone_separation: float = GONE_SEPARATION

    def seen(self, ad_id: str, change: Change, at: datetime) -> None:
        """The ad's page was read."""
        row = self._row(ad_id)
        interval = next_interval(row["interval"] if row is not None else 0.0, change)
        self._run("UPDATE ad_state SET interval=?, due_at=? WHERE ad_id=?", interval, at.timestamp() + interval, ad_id)

    def listed(self, ad_ids: tuple[str, ...], round_id: int) -> None:
        """A listing page of this round links to these ads."""
        self.connection.executemany(
            "UPDATE ad_state SET listed_round=? WHERE ad_id=?", [(round_id, ad_id) for ad_id in ad_ids]
        )

    def gone(self, ad_id: str, at: datetime) -> None:
        """The ad's page answered 404 or 410, or carried the definition's gone-marker, while the site was well.

        The first time counts as unknown; a second one, separated, as removed.
        """
        row = self._row(ad_id)
        if row is None or row["status"] == "removed":
            return
        moment = at.timestamp()
        if row["gone_count"] == 0:
            self._run("UPDATE ad_state SET gone_count=1, gone_at=? WHERE ad_id=?", moment, ad_id)
            self._set(ad_id, "unknown")
        elif moment - row["gone_at"] >= self.gone_separation:
            self._run("UPDATE ad_state SET gone_count=gone_count+1, gone_at=? WHERE ad_id=?", moment, ad_id)
            self._set(ad_id, "removed")

    def doubt(self, ad_id: str) -> None:
        """The ad's page looked gone, but no other ad of the site could be read to show that the site was well."""
        row = self._row(ad_id)
        if row is not None and row["status"] in ("live", "missing"):
            self._set(ad_id, "unknown")

    def missing(self, round_id: int) -> int:
        """After a complete round: ads on no list any more whose own page was not read. How many became missing."""
        rows = self.connection.execute(
            "SELECT ad_id FROM ad_state WHERE site=? AND status='live' AND listed_round<?"
            " AND last_seen_at<(SELECT started_at FROM round WHERE id=?)",
            (self.site, round_id, round_id),
        ).fetchall()
        for row in rows:
            self._set(row["ad_id"], "missing")
        return len(rows)

    def due(self, now: float) -> list[tuple[str, str]]:
        """(ad_id, url) of the ads to look at again, removed ones left out."""
        rows = self.connection.execute(
            "SELECT ad_id, url FROM ad_state WHERE site=? AND status!='removed' AND due_at<=? ORDER BY due_at",
            (self.site, now),
        )
        return [(row["ad_id"], row["url"]) for row in rows]

    def is_waiting(self, ad_id: str, now: float) -> bool:
        """Whether the ad was read lately enough that a look at its list suffices."""
        row = self._row(ad_id)
        return row is not None and row["status"] == "live" and row["due_at"] > now

    def count(self) -> int:
        """Ads held that were live when last seen."""
        row = self._run("SELECT COUNT(*) AS n FROM ad_state WHERE site=? AND status='live'", self.site).fetchone()
        return int(row["n"])

    def _set(self, ad_id: str, status: str) -> None:
        self._run("UPDATE ad_state SET status=? WHERE ad_id=?", status, ad_id)
        sequence = Revisions(self.connection).next_sequence()
        self._run(
            "UPDATE ad SET sequence=? WHERE ad_id=? AND revision=(SELECT revision FROM ad_state WHERE ad_id=?)",
            sequence,
            ad_id,
            ad_id,
        )

    def _row(self, ad_id: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._run("SELECT * FROM ad_state WHERE ad_id=?", ad_id).fetchone()
        return row

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)
