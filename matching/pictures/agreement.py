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


@dataclass(frozen=True, slots=True)
class Agreement:
    """`visible_area`: share of the left picture (hidden parts left out) that the right one covers when laid over it.

    `correlation`: of the grey levels around the matched places, -1 to 1; 0 where too little is covered.
    """

    visible_area: float
    correlation: float


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


def measure_agreement(left: Pixels, right: Pixels, found: Verification, hidden: Mask | None = None) -> Agreement:
    """Compare the pixels inside the hull of the matched places: a homography holds for one wall, not for the room."""
    warped, covered = lay_over(left, right, found)
    seen = covered > 0
    if hidden is not None:
        seen &= hidden == 0
    area = float(seen.mean())
    if found.left_points is None or len(found.left_points) < 3:
        return Agreement(round(area, 4), 0.0)
    hull = np.zeros(left.shape[:2], np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(found.left_points).astype(np.int32), 255)
    seen &= hull > 0
    if seen.mean() < LEAST_AREA:
        return Agreement(round(area, 4), 0.0)
    return Agreement(round(area, 4), round(_correlate(left, warped, seen), 4))


def _correlate(left: Pixels, right: Pixels, seen: npt.NDArray[np.bool_]) -> float:
    """Pearson's correlation of slightly blurred grey levels: a pixel's offset must not spoil it."""
    one, other = (
        cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 2)[seen].astype(np.float64)
        for picture in (left, right)
    )
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / scale if scale > 0 else 0.0
