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
LEAST_AGREEING: Final = 0.2
LEAST_AGREEING_AREA: Final = 0.06
"""What a copy must reach. 30 photos under 15 edits: filling .2, agreeing .25 and agreeing area .08 at the least; 2,520
pairs of different photos: agreeing .15 at the most. A logo of 200 x 70 px on two rooms: agreeing area .05."""
SELF_EVIDENT: Final = 0.8
"""Agreeing blocks from which it does not matter whether the matched places lie on a person: the same person cut out and
put before another room agrees as far as the person reaches."""

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
        if candidate.fault or found.homography is None or found.right_points is None:
            return cls(candidate, found, Agreement(), 0)
        agreement = measure_agreement(candidate.pixels, query.view.pixels, found)
        return cls(candidate, found, agreement, _count_beside_people(query, candidate, found))

    @property
    def visible_area(self) -> float | None:
        """Share of the candidate that the query covers, None when it was not measured."""
        return None if self.candidate.fault or self.found.homography is None else self.agreement.visible_area

    @property
    def is_same_scene(self) -> bool:
        """Verified by geometry beside people, strongly, or with pixels that agree."""
        is_agreed = self.agreement.correlation >= LEAST_CORRELATION or self.found.inliers >= SURE_INLIERS
        return self.found.is_verified and is_agreed and self.beside_people >= LEAST_INLIERS

    @property
    def is_same_photo(self) -> bool:
        """One view explains nearly all, and the pixels agree: an edited copy, not another photo of the room."""
        is_placed = self.found.inliers >= LEAST_INLIERS and self.found.cells >= LEAST_CELLS
        is_filled = self.found.filling >= LEAST_FILLING and self.found.consistency >= CONSISTENT
        agreed = self.agreement
        is_seen = agreed.visible_area >= LEAST_VISIBLE and agreed.agreeing_area >= LEAST_AGREEING_AREA
        is_agreed = agreed.agreeing >= (LEAST_AGREEING if self.beside_people >= LEAST_INLIERS else SELF_EVIDENT)
        return is_placed and is_filled and is_seen and is_agreed

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
            "mirrored": self.found.is_mirrored,
        }


def _count_beside_people(query: Query, candidate: View, found: Verification) -> int:
    if found.left_points is None or found.right_points is None:
        return 0
    hidden = query.hidden[:, ::-1] if found.is_mirrored else query.hidden
    on_person = lie_in(found.right_points, hidden)
    if found.inliers >= LEAST_INLIERS > found.inliers - int(on_person.sum()):
        on_person &= lie_in(found.left_points, query.hide(candidate.pixels))
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
