"""The column of embeddings: sign codes to scan, bytes to rank. What it finds are leads, never matches by themselves."""

import contextlib
import json
import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

import faiss
import numpy as np
import numpy.typing as npt

from matching.pictures.comparing import FindPicture
from matching.pictures.embedding import DIMENSIONS, RoomEye, Vector, parts
from matching.pictures.faults import RoomModelsMissingError
from matching.pictures.features import Mask
from matching.pictures.hashing import PicturePool
from matching.pictures.view import Pixels

BATCH: Final = 64
RANKED: Final = 200
"""Nearest sign codes that are ranked by their bytes: keeps rank 1 of the full vectors nearly unchanged."""
LEAD: Final = 0.37
"""Cosine at a false-positive rate of 1e-5: a weak lead even where geometry finds nothing. It is no limit for comparing:
collages, screenshots and half-hidden copies stay below it, but among the nearest."""
_SCALE: Final = 127 * 4
"""Values of a unit vector of 512 dimensions rarely pass .25."""
ROW: Final = np.dtype([("code", "u1", DIMENSIONS // 8), ("values", "i1", DIMENSIONS), ("sha256", "u1", 32)])


class Likeness:
    """Embeddings of pictures in `folder/likeness.rows`; made with one model, and made anew when the model changes."""

    def __init__(self, folder: Path, eye: RoomEye) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path, self._eye = folder / "likeness.rows", eye
        marker = folder / "likeness.json"
        if not marker.exists() or json.loads(marker.read_text(encoding="utf-8"))["model"] != eye.name:
            with contextlib.suppress(FileNotFoundError):
                self._path.unlink()
            marker.write_text(json.dumps({"model": eye.name}), encoding="utf-8")
        self._path.touch()
        self._map()

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and sha256 in self._held

    def __len__(self) -> int:
        return len(self._rows)

    def hide(self, pixels: Pixels) -> Mask:
        """Where people are (255, else 0)."""
        return self._eye.hide(pixels)

    def add(self, pictures: Iterable[tuple[str, Pixels]]) -> None:
        """Describe the pictures not yet held; durable on return. A torn last row is cut off."""
        fresh = []
        for sha256, pixels in pictures:
            if sha256 not in self._held:
                vector = self._eye.describe(pixels, self._eye.hide(pixels))
                fresh.append((_code(vector), _values(vector), np.frombuffer(bytes.fromhex(sha256), np.uint8)))
                self._held.add(sha256)
        if fresh:
            with self._path.open("r+b") as rows:
                rows.truncate(len(self._rows) * ROW.itemsize)
                rows.seek(0, os.SEEK_END)
                rows.write(np.array(fresh, ROW).tobytes())
                rows.flush()
                os.fsync(rows.fileno())
            self._map()

    def nearest(self, pixels: Pixels, most: int) -> list[tuple[str, float]]:
        """(sha256, cosine) of the pictures most similar to the whole, best first, however far they are."""
        # Also as it is: where the mask fires on the query alone, the masked query is a stranger.
        return self._ask([self._see(pixels), self._eye.describe(pixels)], most)

    def nearest_to_parts(self, pixels: Pixels, most: int) -> list[tuple[str, float]]:
        """The same of its quarters and its middle, for collages, screenshots and crops.

        Dearer, and with more strangers: to be asked when the whole picture found nothing.
        """
        hidden = self._eye.hide(pixels)
        return self._ask([self._eye.describe(*part) for part in parts(pixels, hidden)], most)

    def _see(self, pixels: Pixels) -> Vector:
        return self._eye.describe(pixels, self._eye.hide(pixels))

    def _ask(self, vectors: list[Vector], most: int) -> list[tuple[str, float]]:
        if len(self._rows) == 0:
            return []
        near = min(RANKED, len(self._rows))
        _, rows = faiss.knn_hamming(np.stack([_code(one) for one in vectors]), self._codes, near, variant="hc")
        best: dict[str, float] = {}
        for vector, places in zip(vectors, rows, strict=True):
            stored = self._rows["values"][places].astype(np.float32)
            cosines = stored @ vector / np.maximum(np.linalg.norm(stored, axis=1), 1e-9)
            for place, cosine in zip(places, cosines, strict=True):
                sha256 = self._rows["sha256"][place].tobytes().hex()
                best[sha256] = max(round(float(cosine), 4), best.get(sha256, -1.0))
        ordered = sorted(best.items(), key=lambda one: (-one[1], one[0]))
        return ordered[:most]

    def _map(self) -> None:
        count = self._path.stat().st_size // ROW.itemsize
        rows = np.memmap(self._path, ROW, "r", shape=(count,)) if count else np.zeros(0, ROW)
        self._rows: npt.NDArray[np.void] = np.asarray(rows)
        # The scan wants its codes side by side: 64 bytes a picture in memory.
        self._codes = np.ascontiguousarray(self._rows["code"])
        self._held = {digest.tobytes().hex() for digest in self._rows["sha256"]}


def _code(vector: Vector) -> npt.NDArray[np.uint8]:
    return np.packbits(vector > 0)


def _values(vector: Vector) -> npt.NDArray[np.int8]:
    return np.clip(np.rint(vector * _SCALE), -127, 127).astype(np.int8)


def open_likeness(folder: Path) -> Likeness | None:
    """The embeddings kept in `folder`, None where the extra `room` or its models are missing."""
    try:
        return Likeness(folder, RoomEye.open())
    except RoomModelsMissingError:
        return None


def fill_likeness(likeness: Likeness, digests: Iterable[str], find_picture: FindPicture, pool: PicturePool) -> int:
    """Describe the pictures that have no embedding yet and whose files are held; returns how many were added."""
    held = (path for one in digests if one not in likeness and (path := find_picture(one)) is not None)
    before = len(likeness)
    while paths := list(islice(held, BATCH)):
        likeness.add((view.sha256, view.pixels) for view in pool.view(paths) if not view.fault)
    return len(likeness) - before
