"""Watermarks and logos that a site prints on every picture: learnt, so that they cannot match two different rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from matching.pictures.features import LocalFeatures

LEAST_PICTURES: Final = 3
"""Pictures of a site that must show the same feature at the same place before it counts as printed on."""
SAME_PLACE: Final = 0.02
"""Share of the picture's size: an overlay is printed by a program, furniture is not that exact."""
RIM: Final = 0.03
"""Share of the picture's size around an overlay's features: their descriptors reach that far."""
SAME_FEATURE: Final = 0.35
"""RootSIFT distance: re-saved copies of one mark stay below, different marks are mostly above .6."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What is printed on a site's pictures: places in shares of width and height, shape (n, 2), with descriptors."""

    places: npt.NDArray[np.float32]
    descriptors: npt.NDArray[np.float32]


NO_OVERLAY: Final = Overlay(np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32))


def learn_overlay(pictures: Sequence[LocalFeatures]) -> Overlay:
    """Features that stand at the same place in three or more of these pictures, which must show different scenes."""
    places, descriptors = [], []
    for number, picture in enumerate(pictures):
        others = [other for at, other in enumerate(pictures) if at != number]
        shared = sum((_is_printed(picture, other).astype(int) for other in others), np.zeros(len(picture), int))
        kept = shared >= LEAST_PICTURES - 1
        places.append(_places(picture)[kept])
        descriptors.append(picture.descriptors[kept])
    if not places:
        return NO_OVERLAY
    return Overlay(np.concatenate(places), np.concatenate(descriptors))


def without_overlay(picture: LocalFeatures, overlay: Overlay) -> LocalFeatures:
    """The features that are neither the overlay's, wherever they stand (crops move it), nor close to where it stands.

    At its rim a feature is half overlay and half room: it looks like neither.
    """
    if len(overlay.descriptors) == 0 or len(picture) == 0:
        return picture
    nearest = _distances(picture.descriptors, overlay.descriptors).min(axis=1)
    away = np.abs(_places(picture)[:, None] - overlay.places[None]).max(axis=2).min(axis=1)
    return picture.only((nearest > SAME_FEATURE) & (away > RIM))


def _is_printed(picture: LocalFeatures, other: LocalFeatures) -> npt.NDArray[np.bool_]:
    """For each feature of `picture`, whether `other` has the same one at the same place."""
    if len(picture) == 0 or len(other) == 0:
        return np.zeros(len(picture), bool)
    here, there = _places(picture), _places(other)
    is_near = (np.abs(here[:, None] - there[None]) < SAME_PLACE).all(axis=2)
    is_alike = _distances(picture.descriptors, other.descriptors) < SAME_FEATURE
    found: npt.NDArray[np.bool_] = (is_near & is_alike).any(axis=1)
    return found


def _places(picture: LocalFeatures) -> npt.NDArray[np.float32]:
    places: npt.NDArray[np.float32] = np.divide(picture.points, (picture.width, picture.height), dtype=np.float32)
    return places


def _distances(left: npt.NDArray[np.float32], right: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    products = left @ right.T
    distances: npt.NDArray[np.float32] = np.sqrt(np.maximum(0, 2 - 2 * products)).astype(np.float32)
    return distances
