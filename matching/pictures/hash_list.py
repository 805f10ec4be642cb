"""A lawful list of hashes of pictures that must not be kept in clear: `sha256,HEX` or `pdq,HEX`, a line each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from matching.pictures.column import HASH_BYTES, scan, to_bytes
from matching.pictures.faults import HashListError
from matching.pictures.image_hash import LEAST_QUALITY, ImageHash
from matching.pictures.photos import SAME

_LINE: Final = re.compile(r"(sha256|pdq),([0-9a-f]{64})(?:,(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListHit:
    """Which kind of entry was hit, the entry's note in the list, and the distance in bits (0 for sha256)."""

    kind: str
    note: str
    distance: int


class HashList:
    """The entries of one file. Blank lines and lines that begin with # are left out. Raises HashListError."""

    def __init__(self, path: Path) -> None:
        self._exact: dict[str, str] = {}
        self._notes: list[str] = []
        hashes = []
        for kind, value, note in _read(path):
            if kind == "sha256":
                self._exact[value] = note
            else:
                hashes.append(to_bytes(value))
                self._notes.append(note)
        self._hashes: npt.NDArray[np.uint8] = np.stack(hashes) if hashes else np.zeros((0, HASH_BYTES), np.uint8)

    def __len__(self) -> int:
        return len(self._exact) + len(self._hashes)

    def find_exact(self, sha256: str) -> ListHit | None:
        """Whether these very bytes are listed."""
        note = self._exact.get(sha256)
        return None if note is None else ListHit("sha256", note, 0)

    def find_alike(self, picture: ImageHash) -> ListHit | None:
        """Whether the picture, its trimmed part or their mirror image is within 31 bits of an entry."""
        nearest: ListHit | None = None
        for view in picture.views:
            for pdq in (view.pdq, view.pdq_mirrored) if view.quality >= LEAST_QUALITY else ():
                rows, distances = scan(self._hashes, to_bytes(pdq), SAME)
                for row, distance in zip(rows, distances, strict=True):
                    if nearest is None or distance < nearest.distance:
                        nearest = ListHit("pdq", self._notes[int(row)], int(distance))
        return nearest


def _read(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read: {error}"
        raise HashListError(message) from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            message = f"{path}:{number}: give sha256,HEX or pdq,HEX with 64 digits"
            raise HashListError(message)
        yield found[1].lower(), found[2].lower(), (found[3] or "").strip()
