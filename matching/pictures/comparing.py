"""Compare a query's pixels with those of candidates, one by one: the dear step, for the few that are left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from matching.pictures.agreement import Agreement, measure_agreement
from matching.pictures.explain import explain, write_explanation
from matching.pictures.features import LocalFeatures, Mask, find_features, lie_in, mirror_features
from matching.pictures.hashing import PicturePool
from matching.pictures.lead import PictureLead
from matching.pictures.overlays import NO_OVERLAY, Overlay, without_overlay
from matching.pictures.shelf import Seen, Shelf
from matching.pictures.verify import (
    CONSISTENT,
    LEAST_CELLS,
    LEAST_INLIERS,
    SURE_INLIERS,
    Verification,
    verify_both_ways,
)
from matching.pictures.view import Pixels, View

LEAST_CORRELATION: Final = 0.3
"""Grey levels around the matched places: true pairs .41 and more, chance fits of repeating patterns .27 to .36."""

LEAST_FILLING: Final = 0.15
LEAST_VISIBLE: Final = 0.2
BESIDE_PEOPLE: Final = 0.28
BEYOND: Final = 0.15
SELF_EVIDENT: Final = 0.85
"""What a copy must reach, as the least share of alike blocks: beside people, beyond the matched places, or everywhere.
400 photos half hidden and tilted, and as many under person, text, crop and JPEG: 396 each; 584 pairs of different
photos with the same creature cut out and put into both: 8; 598 with the same sign on 2 to 15 % of both: 11. A bar of .2
for all blocks together, with .8 where the places lie on people, told 380, 382, 114 and 35."""

PASTED_CONSISTENCY: Final = 0.95
PASTED_CORRELATION: Final = 0.98
OUTSIDE: Final = 0.1
"""Where one view explains all that matches, or the matched places agree to the last grey level, and next to nothing
agrees beyond them, the same thing was pasted into two pictures. So it is in 24 of 27 pairs of different photos with one
creature in both that pass for a room, and in none of 109 pairs of photos of one scene from two sides."""

MOST_COMPARED: Final = 50
"""50 comparisons take some five seconds of processor time, mostly for features of the candidates."""

FindPicture = Callable[[str], Path | None]
"""The file of a picture by its SHA-256, None when it is not held."""
Hide = Callable[[Pixels], Mask]
"""Where people are (255, else 0), so that the same person in two rooms does not make them one."""


NO_FEATURES: Final = LocalFeatures(np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32), 1, 1)


def hide_nobody(pixels: Pixels) -> Mask:
    """The mask where the extra `room` is not installed: nothing is hidden."""
    return np.zeros(pixels.shape[:2], np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """The picture asked about: its pixels, features both ways round, and where people are.

    `features` are all of them, for copies (a copy shows the same person); `scene` those outside people, for rooms.
    """

    view: View
    hide: Hide
    hidden: Mask
    features: LocalFeatures
    mirrored: LocalFeatures
    scene: LocalFeatures
    scene_mirrored: LocalFeatures

    @classmethod
    def of(cls, view: View, hide: Hide = hide_nobody) -> "Query":
        """Find people and features once for all comparisons."""
        return cls.seen(view, hide, find_features(view.pixels))

    @classmethod
    def seen(cls, view: View, hide: Hide, features: LocalFeatures) -> "Query":
        """From features found before."""
        hidden = hide(view.pixels)
        scene = features.outside(hidden)
        return cls(view, hide, hidden, features, mirror_features(features), scene, mirror_features(scene))

    def without(self, overlay: Overlay) -> "Query":
        """Blind to what a site prints on its pictures."""
        if overlay is NO_OVERLAY:
            return self
        features = without_overlay(self.features, overlay)
        scene = features.outside(self.hidden)
        return replace(
            self,
            features=features,
            mirrored=mirror_features(features),
            scene=scene,
            scene_mirrored=mirror_features(scene),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What geometry and pixels say of the query, laid over one candidate.

    `beside_people`: matched places that are not on a person in both pictures; the mask sometimes takes furniture for
    a person, but hardly in both.
    """

    candidate: View
    found: Verification
    agreement: Agreement
    beside_people: int

    @classmethod
    def of(cls, query: Query, candidate: View, found: Verification) -> "Comparison":
        """With the agreement of the pixels, where the candidate was read and the geometry fits."""
        if candidate.fault or found.homography is None:
            return cls(candidate, found, Agreement(), 0)
        # The mask takes 20 ms, and chance fits are many.
        hide = query.hide if found.inliers >= LEAST_INLIERS else hide_nobody
        people = hide(candidate.pixels), query.hidden
        agreement = measure_agreement(candidate.pixels, query.view.pixels, found, people)
        return cls(candidate, found, agreement, _count_beside_people(found, people))

    @property
    def visible_area(self) -> float | None:
        """Share of the candidate that the query covers, None when it was not measured."""
        return None if self.candidate.fault or self.found.homography is None else self.agreement.visible_area

    @property
    def is_same_scene(self) -> bool:
        """Verified by geometry beside people, strongly, or with pixels that agree; and not by something pasted."""
        is_agreed = self.agreement.correlation >= LEAST_CORRELATION or self.found.inliers >= SURE_INLIERS
        is_exact = self.found.consistency >= PASTED_CONSISTENCY or self.agreement.correlation >= PASTED_CORRELATION
        is_pasted = is_exact and self.agreement.agreeing_beyond < OUTSIDE
        is_clean = not is_pasted or self.is_same_photo
        return self.found.is_verified and is_agreed and is_clean and self.beside_people >= LEAST_INLIERS

    @property
    def is_same_photo(self) -> bool:
        """One view explains nearly all, and the pixels agree where nothing was pasted: an edited copy, not another
        photo of the room."""
        found, agreed = self.found, self.agreement
        is_explained = found.inliers >= LEAST_INLIERS and found.consistency >= CONSISTENT
        is_placed = found.cells >= LEAST_CELLS and found.filling >= LEAST_FILLING
        is_alike = agreed.agreeing_beside_people >= BESIDE_PEOPLE or agreed.agreeing >= SELF_EVIDENT
        is_agreed = agreed.agreeing_beyond >= BEYOND or (is_placed and is_alike)
        return is_explained and is_agreed and agreed.visible_area >= LEAST_VISIBLE

    @property
    def scores(self) -> dict[str, object]:
        """Every figure, for the reader."""
        return {
            "inliers": self.found.inliers,
            "beside_people": self.beside_people,
            "cells": self.found.cells,
            "spread": self.found.spread,
            "filling": self.found.filling,
            "consistency": self.found.consistency,
            "correlation": self.agreement.correlation,
            "agreeing": self.agreement.agreeing,
            "agreeing_beside_people": self.agreement.agreeing_beside_people,
            "agreeing_beyond": self.agreement.agreeing_beyond,
            "mirrored": self.found.is_mirrored,
        }


def _count_beside_people(found: Verification, people: tuple[Mask, Mask]) -> int:
    """Of the matched places, given the masks of the candidate and the query."""
    if found.left_points is None or found.right_points is None:
        return 0
    here, there = people
    on_person = lie_in(found.left_points, here) & lie_in(
        found.right_points, there[:, ::-1] if found.is_mirrored else there
    )
    return found.inliers - int(on_person.sum())


def compare_scene(query: Query, features: LocalFeatures) -> Verification:
    """Geometry without people; the candidate is the left picture, so that the query is the one that is flipped."""
    return verify_both_ways(features, query.scene, query.scene_mirrored)


def compare(query: Query, candidate: Seen) -> Comparison:
    """As a copy first, with everything in it; where it is none and people were hidden, as a room without them."""
    view, features = candidate
    found = verify_both_ways(features, query.features, query.mirrored)
    whole = Comparison.of(query, view, found)
    if whole.is_same_photo or len(query.scene) == len(query.features):
        return whole
    return Comparison.of(query, view, compare_scene(query, features))


def compare_all(
    query: Query, digests: Sequence[str], within: tuple[FindPicture, PicturePool, Shelf]
) -> Iterator[tuple[str, Comparison]]:
    """(sha256, Comparison) for each candidate whose file is held and readable."""
    for sha256, seen in read_all(digests, within):
        if not seen[0].fault:
            yield sha256, compare(query, seen)


def read_all(digests: Sequence[str], within: tuple[FindPicture, PicturePool, Shelf]) -> Iterator[tuple[str, Seen]]:
    """Pixels and features of the pictures whose files are held, from the shelf where they stand there."""
    find_picture, pool, shelf = within
    kept = {sha256: seen for sha256 in digests if (seen := shelf.get(sha256)) is not None}
    held = {sha256: path for sha256 in digests if sha256 not in kept and (path := find_picture(sha256)) is not None}
    yield from kept.items()
    for sha256, view in zip(held, pool.view(held.values()), strict=True):
        yield sha256, shelf.put(sha256, (view, find_features(view.pixels) if not view.fault else NO_FEATURES))


def draw(lead: PictureLead, query: Query, compared: Comparison, folder: Path | None) -> PictureLead:
    """The lead with an explanation picture beside it, where there is a folder for it."""
    if folder is None or compared.found.left_points is None or compared.candidate.fault:
        return lead
    name = f"{query.view.sha256[:16]}-{lead.sha256[:16]}"
    panels = explain(compared.candidate.pixels, query.view.pixels, compared.found)
    return replace(lead, explanation=write_explanation(folder, name, panels))
