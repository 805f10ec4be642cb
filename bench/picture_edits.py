"""The edits that advertisers make, and heavier ones, as functions of an RGB picture. Seeded, so that runs compare."""

from collections.abc import Callable
from random import Random
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Edit = Callable[[Pixels, Random], Pixels]


def jpeg30(picture: Pixels, _chance: Random) -> Pixels:
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 30])
    return cast("Pixels", cv2.imdecode(packed, cv2.IMREAD_COLOR))


def half_size(picture: Pixels, _chance: Random) -> Pixels:
    return cast("Pixels", cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))


def brightness(picture: Pixels, chance: Random) -> Pixels:
    return cast("Pixels", cv2.convertScaleAbs(picture, alpha=chance.uniform(0.8, 1.3), beta=chance.uniform(0, 30)))


def watermark(picture: Pixels, _chance: Random) -> Pixels:
    marked = picture.copy()
    for row in range(3):
        at = (20, (row * 2 + 1) * picture.shape[0] // 6)
        cv2.putText(marked, "demo-board.example", at, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (255, 255, 255), 3, cv2.LINE_AA)
    return cast("Pixels", cv2.addWeighted(marked, 0.7, picture, 0.3, 0))


def emoji(picture: Pixels, chance: Random) -> Pixels:
    marked = picture.copy()
    for _ in range(3):
        at = (round(chance.uniform(0.2, 0.8) * picture.shape[1]), round(chance.uniform(0.2, 0.8) * picture.shape[0]))
        cv2.circle(marked, at, picture.shape[0] // 10, (255, 210, 60), -1, cv2.LINE_AA)
        cv2.ellipse(marked, at, (picture.shape[0] // 18,) * 2, 0, 20, 160, (60, 40, 0), 4, cv2.LINE_AA)
    return marked


def blur(picture: Pixels, _chance: Random) -> Pixels:
    return cast("Pixels", cv2.GaussianBlur(picture, (0, 0), 2.5))


def mirror(picture: Pixels, _chance: Random) -> Pixels:
    return np.ascontiguousarray(picture[:, ::-1])


def border(picture: Pixels, chance: Random) -> Pixels:
    height, width = picture.shape[0] // 6, picture.shape[1] // 8
    colour = [chance.choice((0, 255))] * 3
    return cast("Pixels", cv2.copyMakeBorder(picture, height, height, width, width, cv2.BORDER_CONSTANT, value=colour))


def screenshot(picture: Pixels, _chance: Random) -> Pixels:
    width = 540
    photo = cv2.resize(picture, (width, round(picture.shape[0] * width / picture.shape[1])))
    ground = np.full((1100, width, 3), 250, np.uint8)
    ground[200 : 200 + photo.shape[0]] = photo
    for text, at in (("9:41", (20, 40)), ("Messages", (200, 110)), ("Type a message", (30, 1060))):
        cv2.putText(ground, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 2, cv2.LINE_AA)
    return ground


def crop(share: float) -> Edit:
    """Cut away this share of the area, somewhere."""

    def cut(picture: Pixels, chance: Random) -> Pixels:
        height, width = (round(side * (1 - share) ** 0.5) for side in picture.shape[:2])
        top = chance.randint(0, picture.shape[0] - height)
        left = chance.randint(0, picture.shape[1] - width)
        return np.ascontiguousarray(picture[top : top + height, left : left + width])

    return cut


def collage(picture: Pixels, chance: Random) -> Pixels:
    height, width = picture.shape[:2]
    ground = np.random.default_rng(chance.getrandbits(32)).integers(0, 255, (8, 8, 3), np.uint8)
    ground = cv2.resize(ground, (width * 2, height * 2), interpolation=cv2.INTER_CUBIC)
    y, x = chance.choice((0, height)), chance.choice((0, width))
    ground[y : y + height, x : x + width] = picture
    return cast("Pixels", ground)


def person(share: float) -> Edit:
    """A textured shape of a grown-up in front that hides this share of the picture."""

    def stand(picture: Pixels, chance: Random) -> Pixels:
        height, width = picture.shape[:2]
        mask = np.zeros((height, width), np.uint8)
        x, scale = round(chance.uniform(0.35, 0.65) * width), 0.3
        while (mask > 0).mean() < share:
            scale *= 1.03
            tall = scale * height
            mask[:] = 0
            cv2.ellipse(mask, (x, height - round(tall)), (round(tall * 0.12), round(tall * 0.15)), 0, 0, 360, 255, -1)
            shoulder = round(tall * 0.32)
            box = (x - shoulder, height - round(tall * 0.85)), (x + shoulder, height + 5)
            cv2.rectangle(mask, *box, 255, -1)
        noise = np.random.default_rng(chance.getrandbits(32)).integers(30, 220, (30, 40, 3), np.uint8)
        cloth = cv2.resize(noise, (width, height), interpolation=cv2.INTER_LINEAR)
        return np.where(mask[..., None] > 0, cloth, picture).astype(np.uint8)

    return stand


def perspective(picture: Pixels, chance: Random) -> Pixels:
    height, width = picture.shape[:2]
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    shift = [[chance.uniform(-0.15, 0.15) * width, chance.uniform(-0.15, 0.15) * height] for _ in range(4)]
    moved = corners + np.array(shift, np.float32) / 2
    return cast("Pixels", cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, moved), (width, height)))


def chain(*edits: Edit) -> Edit:
    """One edit after the other."""

    def all_of_them(picture: Pixels, chance: Random) -> Pixels:
        for one in edits:
            picture = one(picture, chance)
        return picture

    return all_of_them


EDITS: Final[dict[str, Edit]] = {
    "jpeg30": jpeg30,
    "half_size": half_size,
    "brightness": brightness,
    "watermark": watermark,
    "emoji": emoji,
    "blur": blur,
    "mirror": mirror,
    "border": border,
    "screenshot": screenshot,
    "crop25": crop(0.25),
    "crop50": crop(0.5),
    "collage": collage,
    "person35": person(0.35),
    "person50+perspective": chain(person(0.5), perspective),
    "ad_combo": chain(person(0.35), watermark, crop(0.1), jpeg30),
}
