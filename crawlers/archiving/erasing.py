"""Takes ads out of the archive for good: segments are swapped, a signed tombstone stays, the chain still verifies."""

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawlers.archiving.revisions import Revisions
from crawlers.archiving.segments import read_bytes
from crawlers.archiving.teasers import lists_that_show
from crawlers.archiving.tombstones import Erasure, sign_tombstone
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.pictures import PictureStore


@dataclass(frozen=True, slots=True)
class ErasureCounts:
    """What was taken out."""

    ads: int
    records: int
    pictures: int


def erase_ads(root: Path, connection: sqlite3.Connection, ad_ids: Iterable[str], erasure: Erasure) -> ErasureCounts:
    """Erase these ads with every capture, every stored list that shows them, every picture that no other ad shows.

    Raises ArchiveError while one of their sites is being crawled. Record digests stay in the chain: they tell that
    something was there, not what.
    """
    by_site: dict[str, list[str]] = {}
    for ad_id in dict.fromkeys(ad_ids):
        by_site.setdefault(ad_id.partition(":")[0], []).append(ad_id)
    counts = ErasureCounts(0, 0, 0)
    for site, ids in by_site.items():
        lock = lock_site(root, site)
        try:
            done = _erase_of_site(root, connection, ids, erasure)
        finally:
            lock.close()
        counts = ErasureCounts(counts.ads + done.ads, counts.records + done.records, counts.pictures + done.pictures)
    return counts


def _erase_of_site(root: Path, connection: sqlite3.Connection, ad_ids: list[str], erasure: Erasure) -> ErasureCounts:
    drop_old_segments(root, connection)
    lists = lists_that_show(root, connection, ad_ids)
    records = _records_of(connection, ad_ids, lists)
    sequences = {row["sequence"] for row in records}
    rewritten = [
        _copy_without(root, connection, segment, sequences) for segment in sorted({row["segment"] for row in records})
    ]
    orphans = _orphaned_pictures(connection, ad_ids)
    with transaction(connection):
        tombstone = sign_tombstone(connection, records, erasure)
        for copy in rewritten:
            _swap(connection, copy)
        connection.executemany("UPDATE record SET erased=? WHERE sequence=?", [(tombstone, one) for one in sequences])
        erased = _delete_rows(connection, ad_ids, orphans)
        connection.executemany("DELETE FROM capture WHERE capture_id=?", [(one,) for one in lists])
    drop_old_segments(root, connection)
    for sha256 in orphans:
        PictureStore(root).path(sha256).unlink(missing_ok=True)
    return ErasureCounts(erased, len(sequences), len(orphans))


def _records_of(connection: sqlite3.Connection, ad_ids: list[str], captures: list[str]) -> list[sqlite3.Row]:
    """Records that still lie in a segment, of the ads' own captures and of those named, each once."""
    wanted = (
        "SELECT record.* FROM record JOIN capture ON capture.capture_id=record.capture_id WHERE record.erased=0 AND"
    )
    newest = "SELECT json_extract(payload, '$.capture_id') FROM ad WHERE ad_id=?"
    own = f" (capture.ad_id=? OR capture.capture_id IN ({newest}))"
    rows: dict[int, sqlite3.Row] = {}
    for ad_id in ad_ids:
        rows |= {row["sequence"]: row for row in connection.execute(wanted + own, (ad_id, ad_id))}
    for capture_id in captures:
        found = connection.execute(f"{wanted} capture.capture_id=?", (capture_id,))
        rows |= {row["sequence"]: row for row in found}
    return list(rows.values())


@dataclass(frozen=True, slots=True)
class _Copy:
    """A segment written anew: where each kept record lies now."""

    segment: int
    site: str
    path: str
    size: int
    starts: dict[int, int]


def _copy_without(root: Path, connection: sqlite3.Connection, segment: int, erased: set[int]) -> _Copy:
    old = connection.execute("SELECT * FROM segment WHERE id=?", (segment,)).fetchone()
    kept = connection.execute(
        "SELECT sequence, start, length FROM record WHERE segment=? AND erased=0 ORDER BY start", (segment,)
    ).fetchall()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = f"warc/{old['site']}/{stamp}-{os.getpid()}-kept-{segment}.warc.gz"
    starts: dict[int, int] = {}
    with (root / path).open("xb") as handle:
        for row in kept:
            if row["sequence"] not in erased:
                starts[row["sequence"]] = handle.tell()
                handle.write(read_bytes(root / old["path"], row["start"], row["length"]))
        handle.flush()
        os.fsync(handle.fileno())
        size = handle.tell()
    return _Copy(segment, old["site"], path, size, starts)


def _swap(connection: sqlite3.Connection, copy: _Copy) -> None:
    cursor = connection.execute(
        "INSERT INTO segment(path, site, committed_bytes, state) VALUES (?, ?, ?, 'closed')",
        (copy.path, copy.site, copy.size),
    )
    for sequence, start in copy.starts.items():
        connection.execute(
            "UPDATE capture SET segment=?, start=? WHERE segment=? AND start="
            "(SELECT start FROM record WHERE sequence=?)",
            (cursor.lastrowid, start, copy.segment, sequence),
        )
        connection.execute("UPDATE record SET segment=?, start=? WHERE sequence=?", (cursor.lastrowid, start, sequence))
    connection.execute("UPDATE segment SET state='dropped' WHERE id=?", (copy.segment,))


def drop_old_segments(root: Path, connection: sqlite3.Connection) -> None:
    """Delete files whose records were swapped away; also after a crash between the swap and this."""
    for row in connection.execute("SELECT path FROM segment WHERE state='dropped'").fetchall():
        (root / row["path"]).unlink(missing_ok=True)


def _orphaned_pictures(connection: sqlite3.Connection, ad_ids: list[str]) -> list[str]:
    marks = ",".join("?" * len(ad_ids))
    rows = connection.execute(
        "SELECT DISTINCT json_extract(image.value, '$[1]') AS sha256 FROM ad,"
        f" json_each(ad.payload, '$.images') AS image WHERE ad.ad_id IN ({marks}) AND sha256 IS NOT NULL EXCEPT"
        " SELECT json_extract(image.value, '$[1]') FROM ad, json_each(ad.payload, '$.images') AS image"
        f" WHERE ad.ad_id NOT IN ({marks})",
        (*ad_ids, *ad_ids),
    )
    return [row["sha256"] for row in rows]


def _delete_rows(connection: sqlite3.Connection, ad_ids: list[str], orphans: list[str]) -> int:
    erased = 0
    for ad_id in ad_ids:
        connection.execute(
            "DELETE FROM capture WHERE ad_id=? OR capture_id IN"
            " (SELECT json_extract(payload, '$.capture_id') FROM ad WHERE ad_id=?)",
            (ad_id, ad_id),
        )
        connection.execute("DELETE FROM ad WHERE ad_id=?", (ad_id,))
        erased += connection.execute("DELETE FROM ad_state WHERE ad_id=?", (ad_id,)).rowcount
        site, _, native = ad_id.partition(":")
        connection.execute("DELETE FROM frontier WHERE site=? AND key=?", (site, f"ad:{native}"))
    connection.executemany("DELETE FROM picture WHERE sha256=?", [(sha256,) for sha256 in orphans])
    Revisions(connection).next_sequence()
    return erased
