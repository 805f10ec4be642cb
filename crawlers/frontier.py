"""What is still to be fetched, in SQLite: nothing is forgotten by a killed process, nothing is fetched twice.

Scrapy's own JOBDIR lost 42 to 52 % of a crawl after one SIGKILL and reported "finished".
"""

import json
import sqlite3
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

Role = Literal["listing", "ad"]
State = Literal["queued", "inflight", "retry", "done", "failed", "blocked"]

LEASE_SIZE: Final = 32

# After a day a broken-off round would finish a list that has long moved on.
_STALE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One page to fetch. `key` is what makes it the same page; `attempts` counts fetches begun, this one included."""

    id: int
    key: str
    url: str
    role: Role
    attempts: int
    depth: int


@dataclass(frozen=True, slots=True)
class Lead:
    """A page found: `depth` is its place in a chain of listing pages."""

    key: str
    url: str
    role: Role
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Settlement:
    """How an entry's fetch ended; `due_at` (seconds since the epoch) counts for `retry` only."""

    entry: Entry
    state: State
    reason: str = ""
    due_at: float = 0.0


class Frontier:
    """The queue of one site. Every method runs inside the caller's transaction, so pages and queue commit together."""

    def __init__(self, connection: sqlite3.Connection, site: str, run_id: str) -> None:
        self._connection, self._site, self._run_id = connection, site, run_id
        self.round = 0

    def open_round(self) -> bool:
        """Go on with the last round if it was broken off, else begin a new one. True when it is new.

        To be called while holding the site's lock: leases of a process that is gone are taken back. A round whose every
        page was tried is over even if some failed: they come along into the new one, which reads the lists again.
        """
        row = self._one("SELECT id, state, started_at FROM round WHERE site=? ORDER BY id DESC LIMIT 1", self._site)
        if row is not None and row["state"] == "open":
            self.round = int(row["id"])
            if self._is_unfinished() and datetime.now(UTC) - datetime.fromisoformat(row["started_at"]) < _STALE:
                self._take_back()
                return False
            self.close_round("incomplete")
        cursor = self._run("INSERT INTO round(site, started_at) VALUES (?, ?)", self._site, _now())
        self.round = int(cursor.lastrowid or 0)
        self._take_back()
        return True

    def _is_unfinished(self) -> bool:
        states = "('queued', 'retry', 'inflight', 'blocked')"
        row = self._one(f"SELECT 1 FROM frontier WHERE site=? AND state IN {states} LIMIT 1", self._site)
        return row is not None

    def _take_back(self) -> None:
        self._run(
            "UPDATE frontier SET state='queued', attempts=CASE state WHEN 'inflight' THEN attempts ELSE 0 END,"
            " due_at=0, leased_by='', round=? WHERE site=? AND state!='done'",
            self.round,
            self._site,
        )

    def add(self, leads: Iterable[Lead]) -> int:
        """Queue what is new to this round; how many were. A page already fetched in this round stays done."""
        before = self._connection.total_changes
        self._connection.executemany(
            "INSERT INTO frontier(site, key, url, role, depth, round, found_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(site, key) DO UPDATE SET state='queued', attempts=0, due_at=0, reason='', url=excluded.url,"
            " depth=excluded.depth, round=excluded.round WHERE frontier.round < excluded.round",
            [(self._site, lead.key, lead.url, lead.role, lead.depth, self.round, _now()) for lead in leads],
        )
        return self._connection.total_changes - before

    def lease(self, most: int = LEASE_SIZE, only: Collection[str] | None = None) -> list[Entry]:
        """Take what is due, in the order found; `only`: of these keys.

        The lease ends with this process: `open_round` takes it back.
        """
        keys = None if only is None else json.dumps(sorted(only))
        rows = self._connection.execute(
            "UPDATE frontier SET state='inflight', attempts=attempts+1, leased_by=? WHERE id IN"
            " (SELECT id FROM frontier WHERE site=? AND state IN ('queued', 'retry') AND due_at<=?"
            " AND (? IS NULL OR key IN (SELECT value FROM json_each(?)))"
            " ORDER BY due_at, id LIMIT ?) RETURNING id, key, url, role, attempts, depth",
            (self._run_id, self._site, time.time(), keys, keys, most),
        ).fetchall()
        return sorted((Entry(**dict(row)) for row in rows), key=lambda entry: entry.id)

    def settle(self, settlements: Iterable[Settlement]) -> None:
        """Store how fetches ended."""
        self._connection.executemany(
            "UPDATE frontier SET state=?, reason=?, due_at=?, leased_by='' WHERE id=?",
            [(done.state, done.reason[:500], done.due_at, done.entry.id) for done in settlements],
        )

    def give_back(self, entries: Iterable[Entry]) -> None:
        """Return leases that were not used, without counting an attempt."""
        self._connection.executemany(
            "UPDATE frontier SET state='queued', attempts=attempts-1, leased_by='' WHERE id=? AND state='inflight'",
            [(entry.id,) for entry in entries],
        )

    def give_up(self, state: State, reason: str) -> None:
        """Everything that still waits is not asked for in this run."""
        self._run(
            "UPDATE frontier SET state=?, reason=? WHERE site=? AND state IN ('queued', 'retry')",
            state,
            reason,
            self._site,
        )

    def ask_again(self, key: str) -> None:
        """Queue a page that is through once more."""
        self._run("UPDATE frontier SET state='queued', attempts=0, due_at=0 WHERE site=? AND key=?", self._site, key)

    def counts(self) -> dict[str, int]:
        """Pages of this round by state."""
        rows = self._connection.execute(
            "SELECT state, COUNT(*) AS n FROM frontier WHERE site=? AND round=? GROUP BY state",
            (self._site, self.round),
        )
        return {row["state"]: row["n"] for row in rows}

    def knows_ads(self) -> bool:
        """Whether any list has ever led to an ad."""
        return self._one("SELECT 1 FROM frontier WHERE site=? AND role='ad' LIMIT 1", self._site) is not None

    def waiting(self) -> tuple[int, float]:
        """How many pages are queued or waiting for a retry, and when the first is due (seconds since the epoch)."""
        row = self._one(
            "SELECT COUNT(*) AS n, MIN(due_at) AS due FROM frontier WHERE site=? AND state IN ('queued', 'retry')",
            self._site,
        )
        return (row["n"], row["due"] or 0.0) if row is not None else (0, 0.0)

    def close_round(self, state: Literal["complete", "incomplete", "quarantined"]) -> None:
        """End the round. One that is not closed stays open, and the next crawl goes on with it."""
        self._run("UPDATE round SET state=?, finished_at=? WHERE id=?", state, _now(), self.round)

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return row


def _now() -> str:
    return datetime.now(UTC).isoformat()
