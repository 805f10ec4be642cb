"""Which reference photos share local features with a query: every feature votes for the photos that have its like.

Needs no model. It finds what local features can verify; wide changes of viewpoint need the extra `room`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import faiss
import numpy as np
import numpy.typing as npt

from matching.pictures.features import LocalFeatures

CODE_BYTES: Final = 16
NEIGHBOURS: Final = 8
FARTHEST: Final = 26
"""Of 128 bits. The same place in two shots of a drawn room: median 17; different places: 5 % below 30."""
LEAST_VOTES: Final = 4

Codes = npt.NDArray[np.uint8]


class Votes:
    """Codes of all reference features in two mapped files of `folder`, written whole by `write_votes`."""

    def __init__(self, folder: Path) -> None:
        codes, owners = _paths(folder)
        self._codes: Codes = np.zeros((0, CODE_BYTES), np.uint8)
        self._owners = np.zeros(0, np.int32)
        if codes.exists() and codes.stat().st_size:
            self._codes = np.asarray(np.memmap(codes, np.uint8, "r").reshape(-1, CODE_BYTES))
            self._owners = np.asarray(np.memmap(owners, np.int32, "r"))[: len(self._codes)]

    def count(self, features: LocalFeatures, most: int) -> list[tuple[int, int]]:
        """(reference number, votes) of the most voted, at least 4 votes each, most votes first."""
        if len(self._codes) == 0 or len(features) == 0:
            return []
        near = min(NEIGHBOURS, len(self._codes))
        distances, rows = faiss.knn_hamming(encode(features), self._codes, near, variant="hc")
        voters, places = np.nonzero(distances <= FARTHEST)
        owners = self._owners[rows[voters, places]]
        # One feature gives a photo one vote, however many of its features are alike (wallpaper).
        ballots = np.unique(np.stack((voters, owners), axis=1), axis=0)[:, 1]
        found, votes = np.unique(ballots, return_counts=True)
        order = np.lexsort((found, -votes))[:most]
        return [(int(found[at]), int(votes[at])) for at in order if votes[at] >= LEAST_VOTES]


def encode(features: LocalFeatures) -> Codes:
    """128 bits a feature: which of its values are above its own median. Shape (n, 16)."""
    middle = np.median(features.descriptors, axis=1, keepdims=True)
    return np.packbits(features.descriptors > middle, axis=1)


def write_votes(folder: Path, references: Iterable[tuple[int, LocalFeatures]]) -> None:
    """Replace the files. `references` are numbered features."""
    codes, owners = _paths(folder)
    drafts = codes.with_suffix(".draft"), owners.with_suffix(".draft2")
    with drafts[0].open("wb") as code_file, drafts[1].open("wb") as owner_file:
        for number, features in references:
            if len(features):
                code_file.write(encode(features).tobytes())
                owner_file.write(np.full(len(features), number, np.int32).tobytes())
    # Owners first: a stop in between leaves more owners than codes, which the reader cuts off.
    drafts[1].replace(owners)
    drafts[0].replace(codes)


def _paths(folder: Path) -> tuple[Path, Path]:
    return folder / "votes.codes", folder / "votes.owners"
