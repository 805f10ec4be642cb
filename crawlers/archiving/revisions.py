"""Whether an ad is new, changed or unchanged, and what is stored of it in each case."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from crawlers.ad import Ad, AdImage
from crawlers.archiving.rows import read_ad, write_ad, write_time
from crawlers.parsing.found import Found
from crawlers.site import Site

Change = Literal["new", "changed", "unchanged"]

NEWEST = (
    "SELECT ad.*, ad_state.status, ad_state.first_seen_at FROM ad JOIN ad_state"
    " ON ad_state.ad_id=ad.ad_id AND ad_state.revision=ad.revision"
)


@dataclass(frozen=True, slots=True)
class Revisions:
    """Stores ads; runs inside the caller's transaction."""

    connection: sqlite3.Connection
    round_id: int = 0

    def newest(self, ad_id: str) -> tuple[Ad, str] | None:
        """The newest revision held and its digest."""
        row = self.connection.execute(f"{NEWEST} WHERE ad.ad_id=?", (ad_id,)).fetchone()
        return (read_ad(row), row["digest"]) if row is not None else None

    def store(self, ad: Ad, digest: str) -> Change:
        """Store what a page said. `ad.revision` is ignored: it grows only when digest or pictures differ.

        Every call gives the ad's newest revision a new sequence, so that whoever follows `ads_since` learns when it was
        last seen.
        """
        held = self.newest(ad.ad_id)
        if held is None:
            self._insert(replace(ad, revision=1), digest)
            return "new"
        old, old_digest = held
        if old_digest != digest or not _same_pictures(old.images, ad.images):
            self._insert(replace(ad, revision=old.revision + 1), digest)
            return "changed"
        images = _with_digests(old.images, ad.images)
        self.connection.execute(
            "UPDATE ad SET payload=?, last_seen_at=?, sequence=? WHERE ad_id=? AND revision=?",
            (
                write_ad(replace(old, images=images)),
                write_time(ad.last_seen_at),
                self.next_sequence(),
                ad.ad_id,
                old.revision,
            ),
        )
        self._seen(ad)
        return "unchanged"

    def withdraw(self, site: str) -> int:
        """Take back every revision this round stored: what a broken definition read. The captures stay.

        Each ad is again what it was before the round; `Archive.reparse` reads the captures with a mended definition.
        """
        cursor = self.connection.execute("DELETE FROM ad WHERE site=? AND round=?", (site, self.round_id))
        self.connection.execute(
            "DELETE FROM ad_state WHERE site=? AND NOT EXISTS (SELECT 1 FROM ad WHERE ad.ad_id=ad_state.ad_id)", (site,)
        )
        self.connection.execute(
            "UPDATE ad_state SET revision=(SELECT MAX(revision) FROM ad WHERE ad.ad_id=ad_state.ad_id) WHERE site=?",
            (site,),
        )
        return cursor.rowcount

    def next_sequence(self) -> int:
        """The next number of the order in which revisions were stored or seen again."""
        row = self.connection.execute(
            "UPDATE counter SET value=value+1 WHERE name='sequence' RETURNING value"
        ).fetchone()
        return int(row["value"])

    def _insert(self, ad: Ad, digest: str) -> None:
        self.connection.execute(
            "INSERT INTO ad(ad_id, revision, site, sequence, payload, digest, last_seen_at, round)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ad.ad_id,
                ad.revision,
                ad.site,
                self.next_sequence(),
                write_ad(ad),
                digest,
                write_time(ad.last_seen_at),
                self.round_id,
            ),
        )
        self.connection.execute(
            "INSERT INTO ad_state(ad_id, site, url, revision, first_seen_at, last_seen_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(ad_id) DO UPDATE SET revision=excluded.revision, url=excluded.url",
            (ad.ad_id, ad.site, ad.url, ad.revision, write_time(ad.first_seen_at), write_time(ad.last_seen_at)),
        )
        self._seen(ad)

    def _seen(self, ad: Ad) -> None:
        self.connection.execute(
            "UPDATE ad_state SET last_seen_at=?, status='live', gone_count=0, gone_at=0 WHERE ad_id=?",
            (write_time(ad.last_seen_at), ad.ad_id),
        )


def ad_from(site: Site, found: Found, at: datetime) -> Ad:
    """The Ad that a page read at `at` makes; pictures and capture are the caller's to add."""
    return Ad(
        ad_id=f"{site.slug}:{found.native_id}",
        revision=0,
        site=site.slug,
        ad_type=site.ad_type,
        url=found.url,
        title=found.title,
        text=found.text,
        first_seen_at=at,
        last_seen_at=at,
        language=found.language,
        region=site.region,
        posted_at=found.posted_at,
        posted_text=found.fields.get("posted_at", ""),
        posted_precision=found.posted_precision,
        fields=found.fields,
    )


def _same_pictures(old: tuple[AdImage, ...], new: tuple[AdImage, ...]) -> bool:
    """Whether both sets may be the same pictures: one that could not be fetched may be any of the other side's."""
    old_known, new_known = ({image.sha256 for image in images if image.sha256} for images in (old, new))
    added, lost = new_known - old_known, old_known - new_known
    old_unknown, new_unknown = (sum(1 for image in images if not image.sha256) for images in (old, new))
    return len(added) <= old_unknown and len(lost) <= new_unknown


def _with_digests(old: tuple[AdImage, ...], new: tuple[AdImage, ...]) -> tuple[AdImage, ...]:
    """The pictures of this revision, digests filled in where the new fetch has them and the old one had not."""
    if all(image.sha256 for image in old) or not new:
        return old
    return tuple(new) if sum(1 for image in new if image.sha256) > sum(1 for image in old if image.sha256) else old
