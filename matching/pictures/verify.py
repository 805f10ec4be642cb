"""Whether two pictures show the same thing: enough places that one plane-to-plane view explains, well spread."""

from dataclasses import dataclass, replace
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from matching.pictures.features import LocalFeatures, Points

RATIO: Final = 0.8
LEAST_INLIERS: Final = 12
"""2,455 hard pairs of different hotels had at most 6; true copies keep 12 in 95 to 100 %."""
SURE_INLIERS: Final = 25
"""From here geometry stands alone: chance fits of repeating patterns reached 15, and somebody standing within the
matched places spoils the grey levels of a true copy (correlation .18 at 25 inliers)."""
LEAST_CELLS: Final = 4
"""Of 4 x 4 over what both pictures show: a logo printed on two rooms sits in few."""
LEAST_SPREAD: Final = 0.07
"""Share of either picture that the places' hull must cover. Measured on drawn rooms with like furniture: the same
wardrobe in two rooms covers at most .057, the same room from two sides at least .082."""
CONSISTENT: Final = 0.9
"""Share of the matched features that the one view explains, for a copy. Edited copies of photos .9 and more, also with
half of them hidden; the same drawn room from another side .9 and more in 2 of 30, since one plane is not the room."""
CHANCE: Final = 10
"""Features of two different photos that match nevertheless (measured: 9.6 on average); they are left out of it."""
EXPLAINED: Final = 6.0
"""Pixels between where a matched feature is and where the view says it should be."""
CELL: Final = 8
"""Pixels: features nearer than this are one place seen twice."""
REPROJECTION: Final = 4.0

Homography = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """What geometry says of a pair. `homography` maps right pixels onto left ones; None where nothing fits.

    `inliers` counts distinct places, `cells` how many of 16 fields of what both show hold one; `left_points` and
    `right_points` are those places; `spread` is the share of the picture (the smaller of the two) that their hull
    covers, `filling` its share of what both show; `consistency` the share of matched features that the homography
    explains, chance left out. `is_mirrored` when the right picture had to be flipped.
    """

    inliers: int = 0
    cells: int = 0
    spread: float = 0.0
    filling: float = 0.0
    consistency: float = 0.0
    homography: Homography | None = None
    left_points: Points | None = None
    right_points: Points | None = None
    is_mirrored: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether the rule holds: inliers, spread, and a homography a camera can make."""
        is_spread = self.cells >= LEAST_CELLS and self.spread >= LEAST_SPREAD
        return self.homography is not None and self.inliers >= LEAST_INLIERS and is_spread


NOTHING: Final = Verification()


def verify_both_ways(left: LocalFeatures, right: LocalFeatures, right_mirrored: LocalFeatures) -> Verification:
    """The better of the right picture as it is and in a mirror; the plain one where they are equal."""
    plain = verify(left, right)
    if plain.is_verified:
        return plain
    found = verify(left, right_mirrored)
    mirrored = replace(found, is_mirrored=True)
    return mirrored if mirrored.is_verified or mirrored.inliers > plain.inliers else plain


def verify(left: LocalFeatures, right: LocalFeatures) -> Verification:
    """Match one to one, fit a homography by MAGSAC, count what supports it."""
    pairs = match_features(left, right)
    if len(pairs) < LEAST_INLIERS:
        return NOTHING
    left_points, right_points = left.points[pairs[:, 0]], right.points[pairs[:, 1]]
    homography, kept = cv2.findHomography(
        right_points, left_points, cv2.USAC_MAGSAC, REPROJECTION, maxIters=5000, confidence=0.999
    )
    if homography is None or kept is None or not is_sane(homography, right.width, right.height):
        return NOTHING
    consistency = _consistency(left_points, right_points, homography)
    inside = kept.ravel().astype(bool)
    left_points, right_points = _distinct(left_points[inside], right_points[inside])
    both = shown_by_both(left, right, homography)
    return Verification(
        inliers=len(left_points),
        cells=count_cells(left_points, both),
        spread=round(min(_hull_share(left_points, left), _hull_share(right_points, right)), 4),
        filling=round(_hull_area(left_points) / max(_hull_area(both), 1.0), 4),
        consistency=round(consistency, 4),
        homography=homography.astype(np.float64),
        left_points=left_points,
        right_points=right_points,
    )


def shown_by_both(left: LocalFeatures, right: LocalFeatures, homography: npt.NDArray[Any]) -> Points:
    """The outline, in left pixels, of what the right picture covers of the left one; empty where it covers nothing."""
    laid = cv2.perspectiveTransform(_frame(right)[None], homography)[0].astype(np.float32)
    _, outline = cv2.intersectConvexConvex(laid, _frame(left))
    return np.zeros((0, 2), np.float32) if outline is None else outline.reshape(-1, 2).astype(np.float32)


def _frame(picture: LocalFeatures) -> Points:
    width, height = picture.width, picture.height
    return np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)


def _consistency(left: Points, right: Points, homography: npt.NDArray[Any]) -> float:
    mapped = cv2.perspectiveTransform(right[None], homography)[0]
    explained = int((np.linalg.norm(mapped - left, axis=1) < EXPLAINED).sum())
    return explained / max(explained, len(left) - CHANCE, 1)


def match_features(left: LocalFeatures, right: LocalFeatures) -> npt.NDArray[np.int64]:
    """Index pairs, shape (n, 2), that are each other's nearest and clearly nearer than the second (ratio 0.8)."""
    if len(left) < 2 or len(right) < 2:
        return np.zeros((0, 2), np.int64)
    # RootSIFT vectors have length 1, so the squared distance is 2 - 2 x their product.
    nearness = left.descriptors @ right.descriptors.T
    best, rows = nearness.argmax(axis=1), np.arange(len(left))
    first = nearness[rows, best]
    nearness[rows, best] = -1
    second = nearness.max(axis=1)
    nearness[rows, best] = first
    is_clear = 2 - 2 * first < RATIO**2 * np.maximum(0, 2 - 2 * second)
    clear = np.flatnonzero(is_clear)
    # Only the columns of clear ones are asked back: a whole pass down the columns takes longer than the products.
    chosen = clear[nearness[:, best[clear]].argmax(axis=0) == clear]
    return np.stack((chosen, best[chosen]), axis=1).astype(np.int64)


def is_sane(homography: npt.NDArray[Any], width: int, height: int) -> bool:
    """Whether a camera could have made it: no fold, no mirror, neither blown up nor shrunk more than eightfold."""
    corners = np.array(((0, 0, 1), (width, 0, 1), (width, height, 1), (0, height, 1)), np.float64)
    mapped = corners @ np.asarray(homography, np.float64).T
    if not np.isfinite(mapped).all() or (mapped[:, 2] <= 1e-6).any():
        return False
    outline = mapped[:, :2] / mapped[:, 2:]
    edges = np.roll(outline, -1, axis=0) - outline
    onward = np.roll(edges, -1, axis=0)
    turns = edges[:, 0] * onward[:, 1] - edges[:, 1] * onward[:, 0]
    if (turns <= 0).any():
        return False
    x, y = outline.T
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    return 1 / 64 <= area / (width * height) <= 64


def count_cells(points: Points, outline: Points) -> int:
    """How many of 4 x 4 fields of the outline's box hold a point."""
    if len(points) == 0 or len(outline) < 3:
        return 0
    corner, size = outline.min(axis=0), np.maximum(np.ptp(outline, axis=0), 1)
    fields = np.floor((points - corner) / size * 4).clip(0, 3).astype(int)
    return len({(int(x), int(y)) for x, y in fields})


def _hull_share(points: Points, features: LocalFeatures) -> float:
    return _hull_area(points) / (features.width * features.height)


def _hull_area(points: Points) -> float:
    return float(cv2.contourArea(cv2.convexHull(points))) if len(points) >= 3 else 0.0


def _distinct(left: Points, right: Points) -> tuple[Points, Points]:
    """One pair for each 8-pixel cell on both sides: SIFT often finds one place at several scales."""
    seen_left: set[tuple[int, int]] = set()
    seen_right: set[tuple[int, int]] = set()
    kept = []
    for number, (here, there) in enumerate(zip(left // CELL, right // CELL, strict=True)):
        one, other = (int(here[0]), int(here[1])), (int(there[0]), int(there[1]))
        if one not in seen_left and other not in seen_right:
            seen_left.add(one)
            seen_right.add(other)
            kept.append(number)
    return left[kept], right[kept]
