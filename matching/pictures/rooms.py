"""The known hotel rooms: reference photos with their hashes and local features. Derived from the archive."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np

from matching.pictures.column import Column
from matching.pictures.database import Database
from matching.pictures.features import LocalFeatures
from matching.pictures.overlays import NO_OVERLAY, Overlay, learn_overlay
from matching.pictures.reference_photo import ReferencePhoto
from matching.pictures.votes import Votes, write_votes

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS picture(
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, width INTEGER NOT NULL, height INTEGER NOT NULL,
    points BLOB NOT NULL, descriptors BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS reference(
    sha256 TEXT NOT NULL, hotel TEXT NOT NULL, room TEXT NOT NULL, told TEXT NOT NULL,
    PRIMARY KEY(sha256, hotel, room)) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS overlay(source TEXT PRIMARY KEY, places BLOB NOT NULL, descriptors BLOB NOT NULL)
    WITHOUT ROWID, STRICT;
"""
_SCALE: Final = 255
"""RootSIFT values are 0 to 1, mostly below .5: a byte each keeps distances to half a percent, at a quarter the size."""
OVERLAY_SAMPLE: Final = 10
"""Photos of one source that are compared to learn what is printed on them."""


class RoomBook(Database):
    """Reference photos in `folder`: one writer, any number of readers. A context manager."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "rooms.sqlite", _SCHEMA)
        self.folder = folder
        self.column = Column(folder)
        self._votes = Votes(folder)

    def __len__(self) -> int:
        """References held: a photo of two rooms counts twice."""
        return int(str(next(self._database.execute("SELECT count(*) FROM reference"))[0]))

    def holds(self, reference: ReferencePhoto) -> bool:
        """Whether exactly this photo is known for this room."""
        row = self._database.execute(
            "SELECT 1 FROM reference WHERE sha256 = ? AND hotel = ? AND room = ?",
            (reference.sha256, reference.hotel, reference.room),
        ).fetchone()
        return row is not None

    def add(self, pictures: Iterable[tuple[ReferencePhoto, LocalFeatures]]) -> None:
        """Keep references; `seal` makes them findable."""
        with self._database:
            for reference, features in pictures:
                self._database.execute(
                    "INSERT INTO reference VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET told = excluded.told",
                    (reference.sha256, reference.hotel, reference.room, json.dumps(reference.row())),
                )
                self._database.execute(
                    "INSERT INTO picture(sha256, width, height, points, descriptors) VALUES(?, ?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (reference.sha256, *_pack(features)),
                )

    def seal(self) -> None:
        """Write anew what queries scan, and learn what each source prints on its pictures."""
        write_votes(self.folder, self._numbered())
        self._votes = Votes(self.folder)
        sources = self._database.execute("SELECT DISTINCT json_extract(told, '$.source') FROM reference").fetchall()
        learnt = [(str(source), self._learn_overlay(str(source))) for (source,) in sources]
        with self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO overlay VALUES(?, ?, ?)",
                [(source, one.places.tobytes(), one.descriptors.tobytes()) for source, one in learnt],
            )

    def digests(self) -> list[str]:
        """Every reference photo."""
        return [str(sha256) for (sha256,) in self._database.execute("SELECT sha256 FROM picture ORDER BY number")]

    def rooms_of(self, sha256: str) -> list[ReferencePhoto]:
        """What this photo is a reference for; empty for an unknown one."""
        rows = self._database.execute("SELECT told FROM reference WHERE sha256 = ? ORDER BY hotel, room", (sha256,))
        return [ReferencePhoto(**json.loads(str(told))) for (told,) in rows]

    def features_of(self, sha256: str) -> LocalFeatures | None:
        """The local features of a reference photo."""
        row = self._database.execute(
            "SELECT width, height, points, descriptors FROM picture WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return _unpack(row) if row else None

    def candidates(self, features: LocalFeatures, most: int) -> list[tuple[str, int]]:
        """(sha256, votes) of the reference photos that share most features with a query."""
        found = self._votes.count(features, most)
        names = dict(self._database.execute("SELECT number, sha256 FROM picture")) if found else {}
        return [(str(names[number]), votes) for number, votes in found if number in names]

    def overlay_of(self, source: str) -> Overlay:
        """What is printed on the pictures of one source, as learnt when the book was sealed."""
        row = self._database.execute("SELECT places, descriptors FROM overlay WHERE source = ?", (source,)).fetchone()
        if row is None or not (isinstance(row[0], bytes) and isinstance(row[1], bytes) and row[0]):
            return NO_OVERLAY
        places, descriptors = (np.frombuffer(part, np.float32) for part in row)
        return Overlay(places.reshape(-1, 2), descriptors.reshape(-1, 128))

    def _learn_overlay(self, source: str) -> Overlay:
        """From photos of different rooms."""
        rows = self._database.execute(
            "SELECT min(sha256) FROM reference WHERE json_extract(told, '$.source') = ? GROUP BY hotel, room LIMIT ?",
            (source, OVERLAY_SAMPLE),
        )
        pictures = [self.features_of(str(sha256)) for (sha256,) in rows.fetchall()]
        return learn_overlay([one for one in pictures if one is not None])

    def _numbered(self) -> Iterator[tuple[int, LocalFeatures]]:
        rows = self._database.execute("SELECT number, width, height, points, descriptors FROM picture ORDER BY number")
        for number, *parts in rows:
            yield int(str(number)), _unpack(tuple(parts))


def _pack(features: LocalFeatures) -> tuple[int, int, bytes, bytes]:
    small = np.clip(np.rint(features.descriptors * _SCALE), 0, 255).astype(np.uint8)
    return features.width, features.height, features.points.astype(np.float32).tobytes(), small.tobytes()


def _unpack(row: tuple[object, ...]) -> LocalFeatures:
    width, height, points, descriptors = row
    if not (isinstance(width, int) and isinstance(height, int)):
        message = "a reference photo without its size"
        raise TypeError(message)
    if not (isinstance(points, bytes) and isinstance(descriptors, bytes)):
        message = "a reference photo without its features"
        raise TypeError(message)
    values = np.frombuffer(descriptors, np.uint8).reshape(-1, 128).astype(np.float32)
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    return LocalFeatures(
        np.frombuffer(points, np.float32).reshape(-1, 2), values / np.maximum(lengths, 1e-6), width, height
    )
