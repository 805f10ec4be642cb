"""How well two pictures agree where one, laid over the other, covers it."""

from dataclasses import dataclass
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

from matching.pictures.features import Mask
from matching.pictures.verify import Verification
from matching.pictures.view import Pixels

LEAST_AREA: Final = 0.01
"""Share of the left picture below which a correlation says nothing."""


BLOCK: Final = 16
"""Pixels: blocks this big are compared one by one, so that somebody standing in front spoils only theirs."""
TEXTURED: Final = 3.0
"""Levels of spread from which a block can agree or not; plain wall agrees with any plain wall."""
ALIKE: Final = 0.8
"""Correlation of a block from which it agrees. In chance fits at most .15 of the blocks reach it, mostly .05."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`visible_area`: share of the left picture that the right one covers when laid over it.

    `correlation`: of the grey levels around the matched places, -1 to 1; 0 where too little is covered. `agreeing`:
    share of the textured blocks under the right picture that look alike, `agreeing_area` their share of the left one.
    """

    visible_area: float = 0.0
    correlation: float = 0.0
    agreeing: float = 0.0
    agreeing_area: float = 0.0


def lay_over(left: Pixels, right: Pixels, found: Verification) -> tuple[Pixels, Mask]:
    """The right picture warped onto the left one's frame, and where it lies (255, else 0). Needs a homography."""
    height, width = left.shape[:2]
    flipped = np.ascontiguousarray(right[:, ::-1]) if found.is_mirrored else right
    if found.homography is None:
        return np.zeros_like(left), np.zeros((height, width), np.uint8)
    warped = cv2.warpPerspective(flipped, found.homography, (width, height))
    whole = np.full(flipped.shape[:2], 255, np.uint8)
    covered = cv2.warpPerspective(whole, found.homography, (width, height), flags=cv2.INTER_NEAREST)
    return cast("Pixels", warped), cast("Mask", covered)


def measure_agreement(left: Pixels, right: Pixels, found: Verification) -> Agreement:
    """Compare the pixels: inside the hull of the matched places, since a homography holds for one wall and not for the
    room, and block by block wherever the right picture lies."""
    warped, covered = lay_over(left, right, found)
    seen = covered > 0
    area = float(seen.mean())
    if found.left_points is None or len(found.left_points) < 3:
        return Agreement(round(area, 4))
    one, other = _smooth(left), _smooth(warped)
    agreeing, agreeing_area = _compare_blocks(one, other, seen)
    hull = np.zeros(left.shape[:2], np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(found.left_points).astype(np.int32), 255)
    inner = seen & (hull > 0)
    correlation = _correlate(one[inner], other[inner]) if inner.mean() >= LEAST_AREA else 0.0
    return Agreement(round(area, 4), round(correlation, 4), round(agreeing, 4), round(agreeing_area, 4))


def _smooth(picture: Pixels) -> npt.NDArray[np.float32]:
    """Slightly blurred grey levels: a pixel's offset must not spoil the comparison."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return cast("npt.NDArray[np.float32]", cv2.GaussianBlur(grey, (0, 0), 2))


def _correlate(left: npt.NDArray[np.float32], right: npt.NDArray[np.float32]) -> float:
    """Pearson's correlation."""
    one, other = left.astype(np.float64) - left.mean(), right.astype(np.float64) - right.mean()
    scale = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / scale if scale > 0 else 0.0


def _compare_blocks(
    left: npt.NDArray[np.float32], right: npt.NDArray[np.float32], seen: npt.NDArray[np.bool_]
) -> tuple[float, float]:
    one, other = (blocks - blocks.mean(axis=1, keepdims=True) for blocks in (_blocks(left), _blocks(right)))
    if len(one) == 0:
        return 0.0, 0.0
    spread, other_spread = one.std(axis=1), other.std(axis=1)
    told = (_blocks(seen.astype(np.float32)).mean(axis=1) > 0.95) & (spread > TEXTURED)
    alike = told & ((one * other).mean(axis=1) > ALIKE * np.maximum(spread * other_spread, 1e-3))
    return float(alike.sum()) / max(int(told.sum()), 1), float(alike.mean())


def _blocks(picture: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Shape (n, 256): the picture cut into 16 x 16 pixels, a rest at the right and below left out."""
    rows, columns = picture.shape[0] // BLOCK, picture.shape[1] // BLOCK
    cut = picture[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return cut.transpose(0, 2, 1, 3).reshape(rows * columns, BLOCK * BLOCK)
