"""A drawn grown-up in front of a room: a clothed shape without a face."""

from random import Random
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from threadline.demo import surfaces
from threadline.demo.camera import HEIGHT, WIDTH, Picture

Mask = npt.NDArray[np.uint8]


def add_figure(picture: Picture, name: str) -> tuple[Picture, Mask]:
    """The picture with a standing or sitting shape in front, and where it is (255, else 0)."""
    chance = Random(f"figure/{name}")
    tall = chance.uniform(0.62, 0.95) * HEIGHT
    x, foot = chance.uniform(0.25, 0.75) * WIDTH, HEIGHT + chance.uniform(0, 0.12) * HEIGHT
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    drawn = picture.copy()
    skin = chance.randint(90, 220)
    head_tall = tall / 7.5  # the proportion of a grown-up
    shoulder, waist, hip = tall * 0.13, tall * 0.085, tall * 0.11
    top = foot - tall
    neck, belt, knee = top + head_tall * 1.2, top + tall * 0.42, top + tall * 0.72
    _limbs(drawn, mask, (x, neck, belt, foot), (shoulder, skin))
    dress = [(x - shoulder, neck + 6), (x + shoulder, neck + 6), (x + waist, belt - 20), (x + hip, belt + 20),
             (x + hip * 0.9, knee), (x - hip * 0.9, knee), (x - hip, belt + 20), (x - waist, belt - 20)]  # fmt: skip
    cloth = cv2.resize(surfaces.cloth(chance), (WIDTH, HEIGHT))
    shape = np.zeros_like(mask)
    cv2.fillPoly(shape, [np.array(dress, np.int32)], 255, cv2.LINE_AA)
    cv2.copyTo(cloth, shape, drawn)
    head = (round(x), round(top + head_tall * 0.6))
    size = (round(head_tall * 0.38), round(head_tall * 0.52))
    cv2.ellipse(drawn, head, size, 0, 0, 360, (skin, skin * 3 // 4, skin * 5 // 8), -1, cv2.LINE_AA)
    hair = (chance.randint(10, 120), chance.randint(10, 70), chance.randint(0, 50))
    cv2.ellipse(drawn, head, (size[0] + 5, size[1] + 4), 0, 150, 390, hair, -1, cv2.LINE_AA)
    cv2.ellipse(mask, head, (size[0] + 6, size[1] + 5), 0, 0, 360, 255, -1)
    return drawn, cast("Mask", np.maximum(mask, shape))


def _limbs(drawn: Picture, mask: Mask, levels: tuple[float, float, float, float], body: tuple[float, int]) -> None:
    """Two arms, two legs and a neck in one skin tone."""
    x, neck, belt, foot = levels
    shoulder, skin = body
    thick = round(shoulder * 0.42)
    lines = [
        ((x, neck - 20), (x, neck + 10)),
        ((x - shoulder, neck + 14), (x - shoulder * 1.35, belt + 10)),
        ((x + shoulder, neck + 14), (x + shoulder * 1.2, belt + 10)),
        ((x - shoulder * 0.4, belt), (x - shoulder * 0.45, foot)),
        ((x + shoulder * 0.4, belt), (x + shoulder * 0.45, foot)),
    ]
    for start, end in lines:
        points = (round(start[0]), round(start[1])), (round(end[0]), round(end[1]))
        cv2.line(drawn, *points, (skin, skin * 3 // 4, skin * 5 // 8), thick, cv2.LINE_AA)
        cv2.line(mask, *points, 255, thick)
