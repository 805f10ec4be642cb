"""Take in reference photos of hotel rooms: archived like all evidence, then made findable."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import quote

import numpy as np

from crawlers.archive import Archive
from crawlers.archiving.captures import Prepared, Provenance, prepare_resource, store_captures
from crawlers.archiving.chain import append_anchor
from crawlers.archiving.rows import write_time
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import SegmentWriter, cut_uncommitted
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.pictures import STORE_ALL, PictureStore, Screen, media_type_of
from crawlers.version import software_version
from matching.pictures.decoding import MOST_BYTES
from matching.pictures.features import find_features
from matching.pictures.hashing import PicturePool
from matching.pictures.likeness import fill_likeness, open_likeness
from matching.pictures.reference_photo import ReferencePhoto
from matching.pictures.rooms import RoomBook

_BLANK = np.zeros((16, 16, 3), np.uint8)
HOTELS: Final = "hotels"
"""The name under which reference photos stand in the archive."""
BATCH: Final = 50
"""Photos in memory at a time, of up to 24 MB each."""


@dataclass(frozen=True, slots=True)
class HotelCounts:
    """Rows read, references new to us, and faults that name file and line."""

    rows: int
    new: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    path: Path
    told: dict[str, str]


def import_hotels(
    source: Path, archive: Path, book: RoomBook, pool: PicturePool, screen: Screen = STORE_ALL
) -> HotelCounts:
    """Archive the photos of a CSV file or a folder and index them; what is known already changes nothing.
    `screen` sees their bytes before they are stored.

    CSV: `file` (relative to it), `hotel`, and optionally `room, address, lat, lon, source, licence, taken_at`. Folder:
    `HOTEL/ROOM/photo.jpg`, `HOTEL/photo.jpg`, or a `hotels.csv` inside. Raises OSError when nothing can be read.
    """
    rows = list(_read(source))
    faults: list[str] = []
    new = 0
    fresh = (one for row in rows if (one := _check(row, book, screen, faults)) is not None)
    while batch := list(islice(fresh, BATCH)):
        _archive(batch, archive)
        new += len(batch)
    faults += index_hotels(archive, book, pool)
    return HotelCounts(len(rows), new, tuple(faults))


def index_hotels(archive: Path, book: RoomBook, pool: PicturePool) -> list[str]:
    """Bring the book up to what the archive holds (after an import, or for a rebuild); returns faults."""
    faults: list[str] = []
    with Archive(archive) as held:
        missing = (one for one in _archived(held) if not book.holds(one))
        while batch := list(islice(missing, BATCH)):
            paths = [held.pictures.path(one.sha256) for one in batch]
            book.column.add(pool.hash(paths))
            views = list(pool.view(paths))
            faults += [
                f"{one.hotel} {one.room}: {view.fault}" for one, view in zip(batch, views, strict=True) if view.fault
            ]
            # A photo that cannot be read is kept as a reference without features, so that it is not tried for ever.
            blank = find_features(_BLANK)
            book.add(
                (one, blank if view.fault else find_features(view.pixels))
                for one, view in zip(batch, views, strict=True)
            )
        book.seal()
        if (likeness := open_likeness(book.folder)) is not None:
            fill_likeness(likeness, book.digests(), held.picture_path, pool)
    return faults


def _read(source: Path) -> Iterator[_Row]:
    listed = source / "hotels.csv" if source.is_dir() else source
    if listed.is_file():
        yield from _read_csv(listed)
    elif source.is_dir():
        for path in sorted(source.rglob("*")):
            parts = path.relative_to(source).parts
            if path.is_file() and 2 <= len(parts) <= 3:
                room = parts[1] if len(parts) == 3 else ""
                yield _Row(str(path), path, {"hotel": parts[0], "room": room, "source": source.name})
    else:
        message = f"{source}: no such file or folder"
        raise FileNotFoundError(message)


def _read_csv(path: Path) -> Iterator[_Row]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            told = {name: value for name, value in row.items() if name and isinstance(value, str)}
            # A reference may not name files elsewhere on the machine.
            name = Path(told.get("file", "")).as_posix()
            yield _Row(f"{path}:{reader.line_num}", path.parent / name, told | {"file": name})


def _check(row: _Row, book: RoomBook, screen: Screen, faults: list[str]) -> tuple[ReferencePhoto, bytes, str] | None:
    """The reference with its bytes when it is new; None where it is known, wrong or listed: `faults` says how."""
    try:
        content = _content(row)
        reference = ReferencePhoto.read(hashlib.sha256(content).hexdigest(), row.told)
    except (ValueError, OSError) as error:
        faults.append(f"{row.where}: {error}")
        return None
    if book.holds(reference):
        return None
    if screen.verdict(reference.sha256, content) != "store":
        faults.append(f"{row.where}: not stored, the screen keeps it apart")
        return None
    return reference, content, row.path.name


def _content(row: _Row) -> bytes:
    """The picture's bytes. Raises ValueError or OSError."""
    name = Path(row.told.get("file", ""))
    is_small = row.path.is_file() and row.path.stat().st_size <= MOST_BYTES
    content = row.path.read_bytes() if is_small else b""
    problem = ""
    if ".." in name.parts or name.is_absolute():
        problem = "the file must lie beside the list"
    elif not content:
        problem = f"no file of 1 to {MOST_BYTES} bytes: {row.path.name}"
    elif not media_type_of(content):
        problem = f"not a picture: {row.path.name}"
    if problem:
        raise ValueError(problem)
    return content


def _archive(batch: list[tuple[ReferencePhoto, bytes, str]], root: Path) -> None:
    """Bytes to the picture store, then a WARC record that says what each photo is, then the rows."""
    root.mkdir(parents=True, exist_ok=True)
    lock, connection = lock_site(root, HOTELS), open_database(root / "archive.sqlite")
    try:
        cut_uncommitted(root, connection, HOTELS)
        store, writer, at = PictureStore(root), SegmentWriter(root, connection, HOTELS), datetime.now(UTC)
        store.sync([store.put(content) for _, content, _ in batch])
        provenance = Provenance(HOTELS, "", "", software_version())
        prepared = [_prepare(reference, name, at, provenance) for reference, _, name in batch]
        places = writer.write([record.content for one in prepared for record in one.records])
        with transaction(connection):
            store_captures(connection, HOTELS, prepared, places)
            connection.executemany(
                "INSERT INTO picture(sha256, bytes, stored, media_type, first_seen_at) VALUES (?, ?, 1, ?, ?)"
                " ON CONFLICT(sha256) DO UPDATE SET stored = 1",
                [(one.sha256, len(body), media_type_of(body), write_time(at)) for one, body, _ in batch],
            )
            writer.commit()
        append_anchor(root, connection)
        writer.close()
    finally:
        connection.close()
        lock.close()


def _prepare(reference: ReferencePhoto, name: str, at: datetime, provenance: Provenance) -> Prepared:
    body = json.dumps(reference.row(), ensure_ascii=False).encode()
    return prepare_resource(f"file:{quote(name)}?sha256={reference.sha256}", body, "application/json", at, provenance)


def _archived(held: Archive) -> Iterator[ReferencePhoto]:
    connection = open_database(held.root / "archive.sqlite")
    try:
        rows = connection.execute("SELECT capture_id FROM capture WHERE site = ? ORDER BY rowid", (HOTELS,)).fetchall()
    finally:
        connection.close()
    for row in rows:
        record = held.read_record(row["capture_id"])
        yield ReferencePhoto(**json.loads(record.content_stream().read()))
