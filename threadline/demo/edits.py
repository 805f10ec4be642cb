"""What posters do to their photos before they post them again."""

from collections.abc import Callable
from random import Random
from typing import Final, cast

import cv2
import numpy as np

from threadline.demo.camera import Picture

Edit = Callable[[Picture, Random], Picture]


def _keep(picture: Picture, _chance: Random) -> Picture:
    return picture


def _crop(picture: Picture, chance: Random) -> Picture:
    height, width = picture.shape[:2]
    cut = [chance.uniform(0.02, 0.05) for _ in range(4)]
    rows = slice(round(cut[0] * height), round((1 - cut[1]) * height))
    return picture[rows, round(cut[2] * width) : round((1 - cut[3]) * width)]


def _watermark(picture: Picture, chance: Random) -> Picture:
    marked = picture.copy()
    at = (chance.randint(10, 200), chance.choice((40, picture.shape[0] - 20)))
    cv2.putText(marked, "demo-board.example", at, cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255, 255, 255), 2, cv2.LINE_AA)
    return cast("Picture", cv2.addWeighted(marked, 0.75, picture, 0.25, 0))


def _shrink(picture: Picture, _chance: Random) -> Picture:
    return cast("Picture", cv2.resize(picture, None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA))


def _brighten(picture: Picture, chance: Random) -> Picture:
    return cast("Picture", cv2.convertScaleAbs(picture, alpha=chance.uniform(1.05, 1.25), beta=chance.uniform(-15, 20)))


def _mirror(picture: Picture, _chance: Random) -> Picture:
    return picture[:, ::-1]


def _frame(picture: Picture, chance: Random) -> Picture:
    ground = np.full((picture.shape[0] + 200, picture.shape[1] + 80, 3), chance.choice((0, 250)), np.uint8)
    ground[100:-100, 40:-40] = picture
    return ground


def _crop_and_mark(picture: Picture, chance: Random) -> Picture:
    return _watermark(_crop(picture, chance), chance)


EDITS: Final[tuple[tuple[str, Edit], ...]] = (
    ("none", _keep),
    ("crop", _crop),
    ("watermark", _watermark),
    ("shrink", _shrink),
    ("brighten", _brighten),
    ("mirror", _mirror),
    ("frame", _frame),
    ("crop and watermark", _crop_and_mark),
)
EDIT_WEIGHTS: Final = (50, 9, 9, 9, 9, 5, 4, 5)
"""Half of all photos go up as they are."""


def edit(picture: Picture, number: int, chance: Random) -> Picture:
    """The picture after the edit of that number."""
    return EDITS[number][1](picture, chance)
