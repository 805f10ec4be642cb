"""What is known of every picture held, beside the index: its hashes, and the matches between pictures. Derived."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.match import Match, Reason
from matching.pictures.column import Column
from matching.pictures.database import Database
from matching.pictures.hashing import read_answer
from matching.pictures.image_hash import ImageHash
from matching.pictures.photos import SAME

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS picture(sha256 TEXT PRIMARY KEY, hashes TEXT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE IF NOT EXISTS match(
    left TEXT NOT NULL, right TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, algorithm TEXT NOT NULL,
    PRIMARY KEY(left, right)) WITHOUT ROWID, STRICT;
CREATE INDEX IF NOT EXISTS match_from_right ON match(right);
CREATE TABLE IF NOT EXISTS similar_room(
    left TEXT NOT NULL, right TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, algorithm TEXT NOT NULL,
    PRIMARY KEY(left, right)) WITHOUT ROWID, STRICT;
CREATE INDEX IF NOT EXISTS similar_room_from_right ON similar_room(right);
"""
_SURE_SCORE: Final = 1 - SAME / 256


class Album(Database):
    """Hashes and matches in `folder`, with the column that is scanned. One writer, any number of readers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "pictures.sqlite", _SCHEMA)
        self.folder = folder
        self.column = Column(folder)

    def get(self, sha256: str) -> ImageHash | None:
        """The hashes of a picture, None when it was never hashed."""
        row = self._database.execute("SELECT hashes FROM picture WHERE sha256 = ?", (sha256,)).fetchone()
        return read_answer(json.loads(row[0])) if row else None

    def digests(self) -> list[str]:
        """Every picture that was hashed, readable or not."""
        return [str(sha256) for (sha256,) in self._database.execute("SELECT sha256 FROM picture ORDER BY sha256")]

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Those of the digests that were never hashed, each once, in order."""
        wanted = dict.fromkeys(digests)
        return [one for one in wanted if not self._database.execute(
            "SELECT 1 FROM picture WHERE sha256 = ?", (one,)).fetchone()]  # fmt: skip

    def add(self, pictures: Sequence[ImageHash], matches: Iterable[Match]) -> None:
        """Store hashes and matches in one transaction, after the column: a stop between the two repeats the column."""
        self.column.add(pictures)
        with self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO picture VALUES(?, ?)",
                [(one.sha256, json.dumps(dataclasses.asdict(one))) for one in pictures if one.sha256],
            )
            self._database.executemany("INSERT OR REPLACE INTO match VALUES(?, ?, ?, ?, ?)", map(_match_row, matches))

    def matches_of(self, sha256: str) -> list[Match]:
        """Matches that name this picture, best first."""
        rows = self._database.execute(
            "SELECT * FROM match WHERE left = ?1 OR right = ?1 ORDER BY score DESC, left, right", (sha256,)
        )
        return [_read_match(row) for row in rows]

    def add_similar_rooms(self, matches: Iterable[Match]) -> None:
        """Keep matches of their own kind: they are shown apart, and never link ads."""
        with self._database:
            rows = map(_match_row, matches)
            self._database.executemany("INSERT OR REPLACE INTO similar_room VALUES(?, ?, ?, ?, ?)", rows)

    def similar_rooms_of(self, sha256: str) -> list[Match]:
        """Similar rooms in other pictures, most places first."""
        rows = self._database.execute(
            "SELECT * FROM similar_room WHERE left = ?1 OR right = ?1 ORDER BY score DESC, left, right", (sha256,)
        )
        return [_read_match(row) for row in rows]

    def groups(self) -> dict[str, str]:
        """For each picture that is the same photo as another (at most 31 bits differ): the group's smallest digest."""
        rows = self._database.execute("SELECT left, right FROM match WHERE score >= ?", (_SURE_SCORE,))
        pairs = [(str(left), str(right)) for left, right in rows]
        names = sorted({name for pair in pairs for name in pair})
        number = {name: at for at, name in enumerate(names)}
        left = np.fromiter((number[pair[0]] for pair in pairs), np.int64, len(pairs))
        right = np.fromiter((number[pair[1]] for pair in pairs), np.int64, len(pairs))
        graph = coo_array((np.ones(len(pairs), np.int8), (left, right)), shape=(len(names), len(names)))
        _, group_of = connected_components(graph, directed=False)
        smallest: dict[int, str] = {}
        for name, group in zip(names, group_of, strict=True):
            smallest.setdefault(int(group), name)
        return {name: smallest[int(group)] for name, group in zip(names, group_of, strict=True)}

    def count(self) -> tuple[int, int]:
        """Pictures hashed, and matches between them."""
        counted = self._database.execute("SELECT (SELECT count(*) FROM picture), (SELECT count(*) FROM match)")
        pictures, matches = next(counted)
        return int(str(pictures)), int(str(matches))

    def faults(self) -> Iterator[tuple[str, str]]:
        """Digest and fault of every picture that could not be read."""
        for sha256, hashes in self._database.execute("SELECT sha256, hashes FROM picture"):
            if fault := json.loads(hashes)["fault"]:
                yield sha256, fault


def _match_row(match: Match) -> tuple[str, str, float, str, str]:
    reasons = json.dumps([dataclasses.astuple(reason) for reason in match.reasons])
    return match.left, match.right, match.score, reasons, match.algorithm


def _read_match(row: tuple[str, str, float, str, str]) -> Match:
    reasons = tuple(Reason(*parts) for parts in json.loads(row[3]))
    return Match(row[0], row[1], row[2], reasons, row[4])
