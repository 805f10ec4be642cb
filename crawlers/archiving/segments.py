"""WARC files of the archive: appended to, never rewritten, read back record by record."""

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawlers.faults import ArchiveError

# Small enough that taking one ad out of a segment rewrites little, large enough for few files.
LARGEST_SEGMENT: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where one record's compressed bytes lie."""

    segment: int
    start: int
    length: int


class SegmentWriter:
    """Appends records of one site to a segment of its own, so that two crawls never write one file."""

    def __init__(self, root: Path, connection: sqlite3.Connection, site: str) -> None:
        self._root, self._connection, self._site = root, connection, site
        self._handle: BinaryIO | None = None
        self._segment = 0
        self.path = ""
        """Path of the segment last written to, relative to the archive."""

    def write(self, records: Iterable[bytes]) -> list[Place]:
        """Append gzip members and force them to disk. The places count only once `commit` is called."""
        places: list[Place] = []
        handle = self._opened()
        for record in records:
            places.append(Place(self._segment, handle.tell(), len(record)))
            handle.write(record)
        handle.flush()
        os.fsync(handle.fileno())
        return places

    def commit(self) -> None:
        """Inside the transaction that stores the places: say how far the segment is good."""
        if self._handle is not None:
            self._connection.execute(
                "UPDATE segment SET committed_bytes=? WHERE id=?", (self._handle.tell(), self._segment)
            )

    def close(self) -> None:
        """Close the file; what was not committed is cut when the archive is next opened."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def _opened(self) -> BinaryIO:
        if self._handle is not None and self._handle.tell() < LARGEST_SEGMENT:
            return self._handle
        self.close()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        self.path = f"warc/{self._site}/{stamp}-{os.getpid()}-{threading.get_native_id()}.warc.gz"
        path = self._root / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = path.open("xb")
        cursor = self._connection.execute("INSERT INTO segment(path, site) VALUES (?, ?)", (self.path, self._site))
        self._segment = int(cursor.lastrowid or 0)
        return self._handle


def cut_uncommitted(root: Path, connection: sqlite3.Connection, site: str) -> list[str]:
    """Cut what a killed run wrote behind its last commit: it was never evidence, and half a record stops every reader.

    Only to be called while holding the site's lock. Returns what was cut, for the log.
    """
    cut = []
    rows = connection.execute("SELECT id, path, committed_bytes FROM segment WHERE site=? AND state='open'", (site,))
    for row in rows.fetchall():
        path = root / row["path"]
        if path.exists() and path.stat().st_size > row["committed_bytes"]:
            surplus = path.stat().st_size - row["committed_bytes"]
            os.truncate(path, row["committed_bytes"])
            cut.append(f"{row['path']}: {surplus} bytes of an interrupted run cut")
        connection.execute("UPDATE segment SET state='closed' WHERE id=?", (row["id"],))
    return cut


def read_bytes(path: Path, start: int, length: int) -> bytes:
    """The compressed bytes of one record. Raises ArchiveError when they are not all there."""
    try:
        with path.open("rb") as handle:
            handle.seek(start)
            found = handle.read(length)
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise ArchiveError(message) from error
    if len(found) != length:
        message = f"{path}: record at byte {start} is truncated ({len(found)} of {length} bytes)"
        raise ArchiveError(message)
    return found


def parse_record(compressed: bytes, where: str) -> Any:
    """The warcio record in one gzip member. Raises ArchiveError naming `where`."""
    try:
        return next(iter(ArchiveIterator(BytesIO(compressed), arc2warc=False)))
    except (ArchiveLoadFailed, StopIteration, zlib.error, EOFError, OSError) as error:
        message = f"{where}: not a readable WARC record ({error})"
        raise ArchiveError(message) from error
