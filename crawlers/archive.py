"""The evidence we hold, to be read by everyone else: ads, captures, pictures, and the check that all is as stored."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from crawlers.ad import Ad
from crawlers.archiving.chain import Check, verify_records
from crawlers.archiving.erasing import ErasureCounts, erase_ads
from crawlers.archiving.revisions import NEWEST
from crawlers.archiving.rows import read_ad, read_capture, read_time, write_time
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import parse_record, read_bytes
from crawlers.archiving.tombstones import Erasure
from crawlers.capture import Capture
from crawlers.faults import ArchiveError
from crawlers.pictures import PictureStore
from crawlers.reparsing import ReparseCounts, reparse
from crawlers.site import Site

_REVISIONS = (
    "SELECT ad.*, ad_state.first_seen_at, CASE WHEN ad_state.revision=ad.revision THEN ad_state.status ELSE 'live' END"
    " AS status FROM ad JOIN ad_state ON ad_state.ad_id=ad.ad_id"
)


class Archive:
    """Reader of `root` (made if absent): `archive.sqlite`, `warc/`, `pictures/`. Use as a context manager."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pictures = PictureStore(root)
        self._connection = open_database(root / "archive.sqlite")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def ads_since(self, sequence: int, site: str | None = None) -> Iterator[tuple[int, Ad]]:
        """(sequence, Ad) of every revision stored or seen again after `sequence`, in order.

        A revision comes once, under its latest sequence. One that comes again says only when the ad was last seen, its
        status, or the digest of a picture that failed before.
        """
        # Rows are taken in portions, so that a reader never keeps the database's log from being folded in.
        while True:
            rows = self._connection.execute(
                f"{_REVISIONS} WHERE ad.sequence>? AND (? IS NULL OR ad.site=?) ORDER BY ad.sequence LIMIT 500",
                (sequence, site, site),
            ).fetchall()
            if not rows:
                return
            for row in rows:
                yield row["sequence"], read_ad(row)
            sequence = rows[-1]["sequence"]

    def ads(self) -> Iterator[Ad]:
        """The newest revision of each ad, by ad_id."""
        after = ""
        while True:
            rows = self._connection.execute(
                f"{NEWEST} WHERE ad.ad_id>? ORDER BY ad.ad_id LIMIT 500", (after,)
            ).fetchall()
            if not rows:
                return
            yield from (read_ad(row) for row in rows)
            after = rows[-1]["ad_id"]

    def ad(self, ad_id: str) -> Ad | None:
        """The newest revision, or None."""
        row = self._connection.execute(f"{NEWEST} WHERE ad.ad_id=?", (ad_id,)).fetchone()
        return read_ad(row) if row is not None else None

    def revisions(self, ad_id: str) -> list[Ad]:
        """All revisions, oldest first."""
        rows = self._connection.execute(f"{_REVISIONS} WHERE ad.ad_id=? ORDER BY ad.revision", (ad_id,))
        return [read_ad(row) for row in rows]

    def capture(self, capture_id: str) -> Capture | None:
        """Provenance of one fetch, or None."""
        row = self._connection.execute(
            "SELECT capture.*, segment.path FROM capture JOIN segment ON segment.id=capture.segment WHERE capture_id=?",
            (capture_id,),
        ).fetchone()
        return read_capture(row) if row is not None else None

    def read_record(self, capture_id: str) -> Any:
        """The warcio record of a capture. Raises ArchiveError when it is not held or cannot be read."""
        row = self._connection.execute(
            "SELECT record.start, record.length, segment.path FROM record JOIN segment ON segment.id=record.segment"
            " WHERE record.capture_id=? ORDER BY sequence LIMIT 1",
            (capture_id,),
        ).fetchone()
        if row is None:
            message = f"no capture {capture_id}"
            raise ArchiveError(message)
        content = read_bytes(self.root / row["path"], row["start"], row["length"])
        return parse_record(content, f"{row['path']} at byte {row['start']}")

    def picture_path(self, sha256: str) -> Path | None:
        """The file with a picture's original bytes, or None when they are not held."""
        return self.pictures.find(sha256)

    def last_sequence(self) -> int:
        """The highest sequence given so far."""
        return int(self._connection.execute("SELECT value FROM counter WHERE name='sequence'").fetchone()["value"])

    def site_states(self) -> list[tuple[str, datetime | None]]:
        """Every site held, with the end of its last complete crawl."""
        rows = self._connection.execute(
            "SELECT site, MAX(at) AS at FROM (SELECT site, finished_at AS at FROM round WHERE state='complete'"
            " UNION ALL SELECT DISTINCT site, NULL FROM ad_state UNION ALL SELECT site, NULL FROM round)"
            " GROUP BY site ORDER BY site"
        )
        return [(row["site"], read_time(row["at"]) if row["at"] else None) for row in rows]

    def unseen_since(self, site: str, before: datetime) -> list[str]:
        """ad_ids of a site that were last seen before an instant, by ad_id."""
        rows = self._connection.execute(
            "SELECT ad_id FROM ad_state WHERE site=? AND last_seen_at<? ORDER BY ad_id", (site, write_time(before))
        )
        return [str(row["ad_id"]) for row in rows]

    def reparse(self, site: Site) -> ReparseCounts:
        """Read every stored page of a site again with this definition, without one fetch.

        Raises ArchiveError while the site is being crawled.
        """
        return reparse(self.root, self._connection, site)

    def erase(self, ad_ids: Iterable[str], erasure: Erasure) -> ErasureCounts:
        """Take ads out for good (retention, removal); a signed tombstone stays. Raises ArchiveError during a crawl."""
        return erase_ads(self.root, self._connection, ad_ids, erasure)

    def verify(self) -> Iterator[Check]:
        """Check every WARC record against its digest and the chain, and every picture against its name."""
        yield from verify_records(self.root, self._connection)
        yield from _verify_pictures(self.pictures, self._connection)


def _verify_pictures(store: PictureStore, connection: sqlite3.Connection) -> Iterator[Check]:
    count, faults = 0, 0
    for row in connection.execute("SELECT sha256 FROM picture WHERE stored ORDER BY sha256").fetchall():
        count += 1
        if not store.is_intact(row["sha256"]):
            faults += 1
            reason = "is missing" if store.find(row["sha256"]) is None else "was changed"
            yield Check(f"picture {row['sha256']}", ok=False, detail=f"{store.path(row['sha256'])} {reason}")
    yield Check("pictures", ok=faults == 0, detail=f"{count} pictures stored")
