"""How well two pictures agree where one, laid over the other, covers it."""

import math
from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

from matching.pictures.features import Mask
from matching.pictures.verify import Verification
from matching.pictures.view import Pixels

Levels = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]

LEAST_AREA: Final = 0.01
"""Share of the left picture below which a correlation says nothing."""

BLOCK: Final = 16
"""Pixels: blocks this big are compared one by one, so that somebody standing in front spoils only theirs."""
TEXTURED: Final = 3.0
"""Levels of spread from which a block can agree or not; plain wall agrees with any plain wall."""
ALIKE: Final = 0.8
"""Correlation of a block from which it agrees. In chance fits at most .15 of the blocks reach it, mostly .05."""
FREE: Final = 0.05
"""Share of a block that may lie on a person, or near matched places, before it counts as lying there."""
NEAR: Final = 17
"""Pixels by which the hull of the matched places is grown: the rest lies beyond what was matched."""
DEVIATIONS: Final = 2.0
"""A share of few blocks says less than one of many: what counts is Wilson's lower bound, by this many deviations."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`visible_area`: share of the left picture that the right one covers when laid over it.

    `correlation`: of the grey levels around the matched places, -1 to 1; 0 where too little is covered. `agreeing`:
    share of the textured blocks under the right picture that look alike, at the least; `agreeing_beside_people` of
    those where neither picture shows a person; `agreeing_beyond` of those beyond the matched places, where not both
    show one: what was pasted into two pictures, a logo or somebody cut out, agrees as far as it reaches.
    """

    visible_area: float = 0.0
    correlation: float = 0.0
    agreeing: float = 0.0
    agreeing_beside_people: float = 0.0
    agreeing_beyond: float = 0.0


def lay_over(left: Pixels, right: Pixels, found: Verification) -> tuple[Pixels, Mask]:
    """The right picture warped onto the left one's frame, and where it lies (255, else 0). Needs a homography."""
    if found.homography is None:
        return np.zeros_like(left), np.zeros(left.shape[:2], np.uint8)
    size = (left.shape[1], left.shape[0])
    flipped = np.ascontiguousarray(right[:, ::-1]) if found.is_mirrored else right
    warped = cv2.warpPerspective(flipped, found.homography, size)
    return cast("Pixels", warped), _lay_mask(np.full(right.shape[:2], 255, np.uint8), left, found)


def measure_agreement(left: Pixels, right: Pixels, found: Verification, people: tuple[Mask, Mask]) -> Agreement:
    """Compare the pixels: inside the hull of the matched places, since a homography holds for one wall and not for the
    room, and block by block wherever the right picture lies. `people` are masks of the left and the right picture."""
    warped, covered = lay_over(left, right, found)
    seen = covered > 0
    area = float(seen.mean())
    if found.left_points is None or len(found.left_points) < 3:
        return Agreement(round(area, 4))
    one, other = _smooth(left), _smooth(warped)
    hull = np.zeros(left.shape[:2], np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(found.left_points).astype(np.int32), 255)
    inner = seen & (hull > 0)
    told, alike = _compare_blocks(one, other, seen)
    here, there = people[0] > 0, _lay_mask(people[1], left, found) > 0
    beyond = _is_free(cv2.dilate(hull, np.ones((NEAR, NEAR), np.uint8)) > 0)
    correlation = _correlate(one[inner], other[inner]) if inner.mean() >= LEAST_AREA else 0.0
    shares = (
        _least_share(alike[chosen], told[chosen])
        for chosen in (np.ones_like(told), _is_free(here | there), beyond & _is_free(here & there))
    )
    return Agreement(round(area, 4), round(correlation, 4), *shares)


def _lay_mask(mask: Mask, left: Pixels, found: Verification) -> Mask:
    """A mask of the right picture, on the left one's frame. Needs a homography."""
    flipped = np.ascontiguousarray(mask[:, ::-1]) if found.is_mirrored else mask
    size = (left.shape[1], left.shape[0])
    laid = cv2.warpPerspective(flipped, np.asarray(found.homography), size, flags=cv2.INTER_NEAREST)
    return cast("Mask", laid)


def _smooth(picture: Pixels) -> Levels:
    """Slightly blurred grey levels: a pixel's offset must not spoil the comparison."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return cast("Levels", cv2.GaussianBlur(grey, (0, 0), 2))


def _correlate(left: Levels, right: Levels) -> float:
    """Pearson's correlation."""
    one, other = left.astype(np.float64) - left.mean(), right.astype(np.float64) - right.mean()
    scale = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / scale if scale > 0 else 0.0


def _compare_blocks(left: Levels, right: Levels, seen: Marks) -> tuple[Marks, Marks]:
    """For each block of the left picture, whether it can be told alike or not, and whether it is."""
    one, other = (blocks - blocks.mean(axis=1, keepdims=True) for blocks in (_blocks(left), _blocks(right)))
    spread, other_spread = one.std(axis=1), other.std(axis=1)
    told: Marks = _is_free(~seen) & (spread > TEXTURED)
    alike: Marks = told & ((one * other).mean(axis=1) > ALIKE * np.maximum(spread * other_spread, 1e-3))
    return told, alike


def _is_free(marked: Marks) -> Marks:
    """For each block, whether next to nothing of it is marked."""
    free: Marks = _blocks(marked.astype(np.float32)).mean(axis=1) < FREE
    return free


def _least_share(alike: Marks, told: Marks) -> float:
    """Wilson's lower bound. scipy.stats has it too, at half a second of importing."""
    count, square = int(told.sum()), DEVIATIONS**2
    if count == 0:
        return 0.0
    share = int(alike.sum()) / count
    spread = DEVIATIONS * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    return round((share + square / (2 * count) - spread) / (1 + square / count), 4)


def _blocks(picture: Levels) -> Levels:
    """Shape (n, 256): the picture cut into 16 x 16 pixels, a rest at the right and below left out."""
    rows, columns = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    cut = picture[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.transpose(0, 2, 1, 3).reshape(rows * columns, BLOCK * BLOCK)
