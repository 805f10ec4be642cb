"""Compare a query's pixels with those of candidates, one by one: the dear step, for the few that are left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from matching.pictures.agreement import Agreement, measure_agreement
from matching.pictures.explain import explain, write_explanation
from matching.pictures.features import LocalFeatures, Mask, find_features, mirror_features
from matching.pictures.hashing import PicturePool
from matching.pictures.lead import PictureLead
from matching.pictures.overlays import NO_OVERLAY, Overlay, without_overlay
from matching.pictures.verify import CONSISTENT, SURE_INLIERS, Verification, verify_both_ways
from matching.pictures.view import Pixels, View

LEAST_CORRELATION: Final = 0.3
"""Grey levels around the matched places: true pairs .41 and more, chance fits of repeating patterns .27 to .36."""

MOST_COMPARED: Final = 50
"""50 comparisons take about two seconds, mostly for decoding and features of the candidates."""

FindPicture = Callable[[str], Path | None]
"""The file of a picture by its SHA-256, None when it is not held."""
Hide = Callable[[Pixels], Mask]
"""Where people are (255, else 0), so that the same person in two rooms does not make them one."""


def hide_nobody(pixels: Pixels) -> Mask:
    """The mask where the extra `room` is not installed: nothing is hidden."""
    return np.zeros(pixels.shape[:2], np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """The picture asked about: its pixels, features both ways round, and where people are."""

    view: View
    hidden: Mask
    features: LocalFeatures
    mirrored: LocalFeatures

    @classmethod
    def of(cls, view: View, hide: Hide = hide_nobody) -> "Query":
        """Find people and features once for all comparisons."""
        hidden = hide(view.pixels)
        return cls(view, hidden, find_features(view.pixels, hidden), mirror_features(view.pixels, hidden))

    def without(self, overlay: Overlay) -> "Query":
        """Blind to what a site prints on its pictures."""
        if overlay is NO_OVERLAY:
            return self
        return replace(
            self, features=without_overlay(self.features, overlay), mirrored=without_overlay(self.mirrored, overlay)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What geometry and pixels say of the query, laid over one candidate."""

    candidate: View
    found: Verification
    agreement: Agreement

    @classmethod
    def of(cls, query: Query, candidate: View, found: Verification) -> "Comparison":
        """With the agreement of the pixels, where the candidate was read and the geometry fits."""
        if candidate.fault or found.homography is None:
            return cls(candidate, found, Agreement(0.0, 0.0))
        return cls(candidate, found, measure_agreement(candidate.pixels, query.view.pixels, found))

    @property
    def visible_area(self) -> float | None:
        """Share of the candidate that the query covers, None when it was not measured."""
        return None if self.candidate.fault or self.found.homography is None else self.agreement.visible_area

    @property
    def is_same_scene(self) -> bool:
        """Verified by geometry, strongly, or with pixels that agree."""
        is_agreed = self.agreement.correlation >= LEAST_CORRELATION or self.found.inliers >= SURE_INLIERS
        return self.found.is_verified and is_agreed

    @property
    def is_same_photo(self) -> bool:
        """The same scene, and one view explains nearly all of it: an edited copy, not another photo of the room."""
        return self.is_same_scene and self.found.consistency >= CONSISTENT

    @property
    def scores(self) -> dict[str, object]:
        """Every figure, for the reader."""
        return {
            "inliers": self.found.inliers,
            "cells": self.found.cells,
            "spread": self.found.spread,
            "consistency": self.found.consistency,
            "correlation": self.agreement.correlation,
            "mirrored": self.found.is_mirrored,
        }


def compare_features(query: Query, features: LocalFeatures) -> Verification:
    """Geometry alone; the candidate is the left picture, so that the query is the one that is flipped."""
    return verify_both_ways(features, query.features, query.mirrored)


def compare_all(
    query: Query, digests: Sequence[str], find_picture: FindPicture, pool: PicturePool
) -> Iterator[tuple[str, Comparison]]:
    """(sha256, Comparison) for each candidate whose file is held and readable."""
    held = [(sha256, path) for sha256 in digests if (path := find_picture(sha256)) is not None]
    for (sha256, _), view in zip(held, pool.view(path for _, path in held), strict=True):
        if not view.fault:
            found = compare_features(query, find_features(view.pixels))
            yield sha256, Comparison.of(query, view, found)


def draw(lead: PictureLead, query: Query, compared: Comparison, folder: Path | None) -> PictureLead:
    """The lead with an explanation picture beside it, where there is a folder for it."""
    if folder is None or compared.found.left_points is None or compared.candidate.fault:
        return lead
    name = f"{query.view.sha256[:16]}-{lead.sha256[:16]}"
    panels = explain(compared.candidate.pixels, query.view.pixels, compared.found)
    return replace(lead, explanation=write_explanation(folder, name, panels))
