"""Find the same photo again, as it is or edited. Says nothing about the room that a photo shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.match import Match, Reason
from matching.pictures.column import Column, Hit, to_bytes
from matching.pictures.image_hash import LEAST_QUALITY, ImageHash

ALGORITHM: Final = "same-photo 1 (PDQ at 320 px, whole and trimmed, plain and mirrored)"
SAME: Final = 31
"""PDQ's customary radius. No false hit in a million pairs, but it holds only lightly edited copies."""
PROBABLE: Final = 72
"""No false hit in a million pairs of photos either (first at 86), yet plain scenes come close: verified later."""
CANDIDATE: Final = 90
"""7 false hits in a million pairs: never shown without verification."""


@dataclass(frozen=True, slots=True)
class SamePhoto:
    """A stored picture that looks like the query: at which distance, by which views, mirrored or not."""

    sha256: str
    distance: int
    query_view: str
    stored_view: str
    is_mirrored: bool

    @property
    def is_as_it_was(self) -> bool:
        """Whether neither picture had to be trimmed or mirrored for it."""
        return not self.is_mirrored and self.query_view == self.stored_view == "whole"

    @property
    def is_probable_only(self) -> bool:
        """Whether its geometry should be verified before it is called the same photo."""
        return self.distance > SAME


class PhotoSearch:
    """Same-photo search over a column."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def search(self, picture: ImageHash, radius: int = PROBABLE) -> list[SamePhoto]:
        """Stored pictures within `radius`, each once by its nearest views, nearest first; the query itself left out.

        Views too plain to be told apart (quality below 50) neither ask nor answer.
        """
        asked = list(_queries(picture))
        if not asked:
            return []
        best: dict[str, SamePhoto] = {}
        rows = np.stack([to_bytes(pdq) for pdq, _, _ in asked])
        for (_, view, is_mirrored), hits in zip(asked, self._column.search(rows, radius), strict=True):
            for hit in hits:
                if hit.quality >= LEAST_QUALITY and hit.sha256 != picture.sha256:
                    _keep_nearer(best, hit, SamePhoto(hit.sha256, hit.distance, view, hit.view, is_mirrored))
        return sorted(best.values(), key=lambda found: (found.distance, found.sha256))

    def match(self, pictures: Iterable[ImageHash], radius: int = PROBABLE) -> Iterator[Match]:
        """A Match of picture digests for every pair found; each pair once, however often it is met."""
        seen: set[tuple[str, str]] = set()
        for picture in pictures:
            for found in self.search(picture, radius):
                pair = (min(picture.sha256, found.sha256), max(picture.sha256, found.sha256))
                if pair not in seen:
                    seen.add(pair)
                    yield to_match(pair, found)


def to_match(pair: tuple[str, str], found: SamePhoto) -> Match:
    """The pair (`left < right`) with its score (1 = no bit differs) and the reasons a person reads."""
    left, right = pair
    return Match(left, right, 1 - found.distance / 256, tuple(_reasons(found)), ALGORITHM)


def _queries(picture: ImageHash) -> Iterator[tuple[str, str, bool]]:
    for name, view in (("whole", picture.whole), ("trimmed", picture.trimmed)):
        if view is not None and view.quality >= LEAST_QUALITY:
            yield view.pdq, name, False
            yield view.pdq_mirrored, name, True


def _keep_nearer(best: dict[str, SamePhoto], hit: Hit, found: SamePhoto) -> None:
    held = best.get(hit.sha256)
    if held is None or _plainness(found) < _plainness(held):
        best[hit.sha256] = found


def _plainness(found: SamePhoto) -> tuple[bool, int]:
    """Two whole pictures within the sure radius are told as such, even where their trimmed views are a bit nearer."""
    return not (found.is_as_it_was and found.distance <= SAME), found.distance


def _reasons(found: SamePhoto) -> Iterator[Reason]:
    grade = "the same photo" if found.distance <= SAME else "probably the same photo, edited; not yet verified"
    yield Reason("pdq", str(found.distance), f"{found.distance} of 256 bits of the PDQ hashes differ: {grade}.")
    if found.is_mirrored:
        yield Reason("mirrored", "yes", "One of the two pictures is mirrored.")
    if "trimmed" in {found.query_view, found.stored_view}:
        yield Reason("trimmed", f"{found.query_view}/{found.stored_view}", "A border or a phone's bars were left out.")
