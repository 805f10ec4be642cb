"""The column of PDQ hashes beside the index: two append-only files, memory-mapped, scanned whole."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import faiss
import numpy as np
import numpy.typing as npt

from matching.pictures.faults import ColumnError
from matching.pictures.image_hash import ImageHash

HASH_BYTES: Final = 32
OWNER: Final = np.dtype([("sha256", "u1", 32), ("view", "u1"), ("quality", "u1")])
WHOLE, TRIMMED, FORGOTTEN = 0, 1, 255
VIEWS: Final = {WHOLE: "whole", TRIMMED: "trimmed"}

Bytes = npt.NDArray[np.uint8]
Owners = npt.NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored view near a query: whose it is, which view, its quality, and the distance in bits (0 to 256)."""

    sha256: str
    view: str
    quality: int
    distance: int


class Column:
    """PDQ hashes of pictures in `folder` (`pdq.hashes` 32 bytes a row, `pdq.owners` 34). Derived data.

    One process writes, any number read; a torn last row is cut off by the next writer. Raises ColumnError for files
    that do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self._hash_path, self._owner_path = folder / "pdq.hashes", folder / "pdq.owners"
        folder.mkdir(parents=True, exist_ok=True)
        for path in (self._hash_path, self._owner_path):
            path.touch()
        self._map()

    def __len__(self) -> int:
        """Rows, forgotten ones included: one or two for each picture."""
        return len(self._hashes)

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and bool(self._rows_of(sha256).size)

    def add(self, pictures: Iterable[ImageHash]) -> int:
        """Store the pictures not yet held; durable on return. Returns how many were new. Unreadable ones get no row."""
        fresh: dict[str, ImageHash] = {}
        for picture in pictures:
            if picture.whole is not None and picture.sha256 not in fresh and picture.sha256 not in self:
                fresh[picture.sha256] = picture
        rows = [row for picture in fresh.values() for row in _rows(picture)]
        if rows:
            self._append(np.array([row[0] for row in rows], dtype=np.uint8), np.array([row[1] for row in rows], OWNER))
        return len(fresh)

    def forget(self, digests: Iterable[str]) -> int:
        """Blank the rows of these pictures; returns how many rows were blanked. Their places stay empty."""
        rows = [int(row) for digest in digests for row in self._rows_of(digest)]
        if rows:
            with self._hash_path.open("r+b") as hashes, self._owner_path.open("r+b") as owners:
                blank = np.array([(np.zeros(32), FORGOTTEN, 0)], OWNER).tobytes()
                for row in rows:
                    hashes.seek(row * HASH_BYTES)
                    hashes.write(bytes(HASH_BYTES))
                    owners.seek(row * OWNER.itemsize)
                    owners.write(blank)
                _sync(hashes.fileno(), owners.fileno())
            self._map()
        return len(rows)

    def search(self, queries: Bytes, radius: int) -> Iterator[list[Hit]]:
        """For each query row (shape (n, 32)) every stored view within `radius` bits, nearest first.

        A flat scan by faiss, straight over the mapped file: it runs at the memory's limit (1.7 ms for a million), and
        at these radii no index structure beats it.
        """
        for query in np.ascontiguousarray(queries, dtype=np.uint8):
            rows, distances = scan(self._hashes, query, radius)
            order = np.lexsort((rows, distances))
            yield [hit for at in order if (hit := self._hit(int(rows[at]), int(distances[at]))) is not None]

    def _hit(self, row: int, distance: int) -> Hit | None:
        owner = self._owners[row]
        view = VIEWS.get(int(owner["view"]))
        return None if view is None else Hit(owner["sha256"].tobytes().hex(), view, int(owner["quality"]), distance)

    def _append(self, hashes: Bytes, owners: Owners) -> None:
        with self._hash_path.open("r+b") as hash_file, self._owner_path.open("r+b") as owner_file:
            hash_file.truncate(len(self) * HASH_BYTES)
            owner_file.truncate(len(self) * OWNER.itemsize)
            owner_file.seek(0, os.SEEK_END)
            owner_file.write(owners.tobytes())
            owner_file.flush()
            hash_file.seek(0, os.SEEK_END)
            hash_file.write(hashes.tobytes())
            hash_file.flush()
            _sync(owner_file.fileno(), hash_file.fileno())
        self._map()

    def _map(self) -> None:
        hash_count, owner_count = (
            path.stat().st_size // size
            for path, size in ((self._hash_path, HASH_BYTES), (self._owner_path, OWNER.itemsize))
        )
        # Owners are written first, so a stop in the middle leaves more owners than hashes, never fewer.
        if owner_count < hash_count:
            message = f"{self._owner_path}: {owner_count} rows for {hash_count} hashes; run: threadline rebuild"
            raise ColumnError(message)
        count = hash_count
        self._hashes: Bytes = _map_rows(self._hash_path, np.dtype(("u1", HASH_BYTES)), count)
        self._owners: Owners = _map_rows(self._owner_path, OWNER, count)
        # Eight bytes of each digest, sorted: 16 MB for a million pictures, where a set of digests takes 90.
        prefixes = np.ascontiguousarray(self._owners["sha256"][:, :8]).view(np.uint64).ravel()
        self._order = np.argsort(prefixes, kind="stable")
        self._prefixes = prefixes[self._order]

    def _rows_of(self, sha256: str) -> npt.NDArray[np.int64]:
        wanted = np.frombuffer(bytes.fromhex(sha256), dtype=np.uint8)
        prefix = wanted[:8].view(np.uint64)[0]
        first, last = np.searchsorted(self._prefixes, [prefix, prefix + np.uint64(1)])
        rows = self._order[first:last]
        found: npt.NDArray[np.int64] = rows[(self._owners["sha256"][rows] == wanted).all(axis=1)]
        return found


def to_bytes(pdq: str) -> Bytes:
    """A hash of 64 hex digits as a row of 32 bytes."""
    return np.frombuffer(bytes.fromhex(pdq), dtype=np.uint8)


def _rows(picture: ImageHash) -> Iterator[tuple[Bytes, tuple[Bytes, int, int]]]:
    digest = np.frombuffer(bytes.fromhex(picture.sha256), dtype=np.uint8)
    for name, view in ((WHOLE, picture.whole), (TRIMMED, picture.trimmed)):
        if view is not None:
            yield to_bytes(view.pdq), (digest, name, view.quality)


def scan(hashes: Bytes, query: Bytes, radius: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Numbers of the rows of `hashes` (shape (n, 32)) within `radius` bits of `query`, and their distances."""
    if len(hashes) == 0:
        empty = np.zeros(0, np.int64)
        return empty, empty
    # One query is one pass over memory: a second thread only waits (3.5 against 10 ms for a million on two cores).
    faiss.omp_set_num_threads(1)
    result = faiss.RangeSearchResult(1)
    # faiss keeps what is nearer than the radius, we what is at most as far.
    faiss.hamming_range_search(  # type: ignore[attr-defined]  # missing in faiss's annotations
        faiss.swig_ptr(query), faiss.swig_ptr(hashes), 1, len(hashes), radius + 1, HASH_BYTES, result
    )
    limits = faiss.rev_swig_ptr(result.lims, 2)
    found = int(limits[1])
    rows = faiss.rev_swig_ptr(result.labels, found).astype(np.int64)
    distances = faiss.rev_swig_ptr(result.distances, found).astype(np.int64)
    return rows, distances


def _map_rows(path: Path, kind: np.dtype[Any], count: int) -> npt.NDArray[Any]:
    """The file's first `count` rows; numpy cannot map an empty file."""
    if count == 0:
        return np.zeros(0, kind)
    return np.asarray(np.memmap(path, dtype=kind, mode="r", shape=(count,)))


def _sync(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.fsync(descriptor)
