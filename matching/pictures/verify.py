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
"""Of 4 x 4 over the picture: a logo printed on two rooms sits in one or two."""
LEAST_SPREAD: Final = 0.07
"""Share of either picture that the places' hull must cover. Measured on drawn rooms with like furniture: the same
wardrobe in two rooms covers at most .057, the same room from two sides at least .082."""
CONSISTENT: Final = 0.85
"""Share of all matched features that the one view explains. Measured on drawn rooms with a person in front: heavily
edited copies .85 and more; the same room from another side mostly less, since one plane is not the room."""
EXPLAINED: Final = 6.0
"""Pixels between where a matched feature is and where the view says it should be."""
CELL: Final = 8
"""Pixels: features nearer than this are one place seen twice."""
REPROJECTION: Final = 4.0

Homography = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Verification:
    """What geometry says of a pair. `homography` maps right pixels onto left ones; None where nothing fits.

    `inliers` counts distinct places, `cells` how many of 16 fields of the left picture hold one; `left_points` and
    `right_points` are those places; `spread` is the share of the picture (the smaller of the two) that their hull
    covers; `consistency` the share of all matched features that the homography explains. `is_mirrored` when the right
    picture had to be flipped.
    """

    inliers: int = 0
    cells: int = 0
    spread: float = 0.0
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
    mapped = cv2.perspectiveTransform(right_points[None], homography)[0]
    consistency = float((np.linalg.norm(mapped - left_points, axis=1) < EXPLAINED).mean())
    inside = kept.ravel().astype(bool)
    left_points, right_points = _distinct(left_points[inside], right_points[inside])
    return Verification(
        inliers=len(left_points),
        cells=count_cells(left_points, left),
        spread=round(min(_hull_share(left_points, left), _hull_share(right_points, right)), 4),
        consistency=round(consistency, 4),
        homography=homography.astype(np.float64),
        left_points=left_points,
        right_points=right_points,
    )


def match_features(left: LocalFeatures, right: LocalFeatures) -> npt.NDArray[np.int64]:
    """Index pairs, shape (n, 2), that are each other's nearest and clearly nearer than the second (ratio 0.8)."""
    if len(left) < 2 or len(right) < 2:
        return np.zeros((0, 2), np.int64)
    # RootSIFT vectors have length 1, so the squared distance is 2 - 2 x their product.
    nearness = left.descriptors @ right.descriptors.T
    best = nearness.argmax(axis=1)
    top_two = -np.partition(-nearness, 1, axis=1)[:, :2]
    first, second = np.sqrt(np.maximum(0, 2 - 2 * top_two)).T
    is_clear = first < RATIO * second
    is_mutual = nearness.argmax(axis=0)[best] == np.arange(len(left))
    chosen = np.flatnonzero(is_clear & is_mutual)
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


def count_cells(points: Points, features: LocalFeatures) -> int:
    """How many of 4 x 4 fields of the picture hold a point."""
    if len(points) == 0:
        return 0
    fields = np.floor(points / (features.width, features.height) * 4).clip(0, 3).astype(int)
    return len({(int(x), int(y)) for x, y in fields})


def _hull_share(points: Points, features: LocalFeatures) -> float:
    if len(points) < 3:
        return 0.0
    return float(cv2.contourArea(cv2.convexHull(points))) / (features.width * features.height)


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
