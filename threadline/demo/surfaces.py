"""What the faces of a room are painted with: small RGB pictures, made by a seeded generator."""

from random import Random
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

Surface = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]
SIDE = 128


def plain(chance: Random, low: int, high: int) -> Surface:
    """One colour with a little grain."""
    return _grain(chance, np.full((32, 32, 3), _colour(chance, low, high), np.uint8), 3)


def wall(chance: Random) -> Surface:
    """Paint, stripes, dots or diamonds."""
    ground = np.full((SIDE, SIDE, 3), _colour(chance, 110, 235), np.uint8)
    figure = _near(chance, ground[0, 0], 35)
    step = chance.choice((8, 12, 16, 24))
    match chance.choice(("paint", "paint", "stripes", "dots", "diamonds")):
        case "stripes":
            for start in range(0, SIDE, step * 2):
                ground[:, start : start + step] = figure
        case "dots":
            for row in range(step // 2, SIDE, step):
                for column in range(step // 2, SIDE, step):
                    cv2.circle(ground, (column, row), max(2, step // 4), figure, -1)
        case "diamonds":
            for at in range(-SIDE, 2 * SIDE, step):
                cv2.line(ground, (at, 0), (at + SIDE, SIDE), figure, 1)
                cv2.line(ground, (at, SIDE), (at + SIDE, 0), figure, 1)
    return _grain(chance, ground, 4)


def floor(chance: Random) -> Surface:
    """Boards, tiles or carpet."""
    kind = chance.choice(("boards", "tiles", "carpet"))
    ground = np.full((SIDE, SIDE, 3), _colour(chance, 50, 190), np.uint8)
    if kind == "carpet":
        return _grain(chance, ground, 16)
    step = chance.choice((10, 14, 20))
    for start in range(0, SIDE, step):
        ground[:, start : start + step] = _near(chance, ground[0, 0], 14)
        ground[:, start] = _near(chance, ground[0, 0] // 2, 5)
        if kind == "tiles":
            ground[start] = ground[0, 0] // 2
        else:
            ground[chance.randrange(SIDE), start : start + step] = 20
    return _grain(chance, ground, 5)


def wood(chance: Random) -> Surface:
    """Planks with a grain, doors and knobs."""
    red = chance.randint(60, 190)
    ground = np.full((64, 64, 3), (red, red * 2 // 3, red * 2 // 5), np.uint8)
    for _ in range(14):
        row = chance.randrange(64)
        cv2.line(ground, (0, row), (63, row + chance.randint(-3, 3)), _near(chance, ground[0, 0], 18), 1)
    cv2.rectangle(ground, (4, 4), (59, 59), _near(chance, ground[0, 0] // 2, 6), 1)
    if chance.random() < 0.7:
        cv2.line(ground, (4, 32), (59, 32), (20, 15, 10), 1)
        cv2.circle(ground, (32, chance.choice((16, 48))), 2, (220, 210, 170), -1)
    return ground


def cloth(chance: Random) -> Surface:
    """Bedspreads and rugs: bands, checks or scattered shapes."""
    ground = np.full((SIDE, SIDE, 3), _colour(chance, 20, 250), np.uint8)
    colours = [_colour(chance, 20, 250) for _ in range(3)]
    match chance.choice(("bands", "checks", "scatter", "scatter")):
        case "bands":
            row = 0
            while row < SIDE:
                wide = chance.randint(4, 22)
                ground[row : row + wide] = chance.choice(colours)
                row += wide + chance.randint(3, 18)
        case "checks":
            step = chance.choice((8, 16, 21))
            squares = (np.indices((SIDE, SIDE)) // step).sum(axis=0) % 2
            ground[squares == 1] = colours[0]
        case _:
            _scatter(chance, ground, colours, 40)
    return _grain(chance, ground, 4)


def painting(chance: Random) -> Surface:
    """A framed abstract picture, or a dark screen with a reflection."""
    canvas = np.full((SIDE, SIDE, 3), _colour(chance, 40, 255), np.uint8)
    _scatter(chance, canvas, [_colour(chance, 0, 255) for _ in range(5)], chance.randint(5, 26))
    cv2.rectangle(canvas, (0, 0), (SIDE - 1, SIDE - 1), _colour(chance, 0, 160), chance.randint(6, 16))
    return canvas


def window(chance: Random) -> Surface:
    """Panes with sky and roofs, between curtains."""
    sky = np.linspace(chance.randint(120, 255), chance.randint(60, 200), SIDE).astype(np.uint8)
    view = np.repeat(np.repeat(sky[:, None, None], SIDE, axis=1), 3, axis=2)
    view[:, :, 2] = np.maximum(view[:, :, 2], chance.randint(150, 255))
    left = 0
    while left < SIDE:
        wide = chance.randint(10, 40)
        cv2.rectangle(view, (left, chance.randint(50, 110)), (left + wide, SIDE), _colour(chance, 30, 120), -1)
        left += wide
    for at in range(chance.choice((32, 43, 64)), SIDE, chance.choice((32, 43, 64))):
        view[:, at - 2 : at + 2] = 240
    curtain, edge = _colour(chance, 40, 230), chance.randint(10, 34)
    for fold in range(0, edge, 5):
        view[:, fold : fold + 5] = view[:, SIDE - fold - 5 : SIDE - fold] = _near(chance, np.array(curtain), 25)
    return view


def _scatter(chance: Random, ground: Surface, colours: list[Colour], count: int) -> None:
    for _ in range(count):
        x, y = chance.randrange(SIDE), chance.randrange(SIDE)
        size, colour = chance.randint(4, 30), chance.choice(colours)
        if chance.random() < 0.5:
            cv2.circle(ground, (x, y), size // 2, colour, chance.choice((-1, 2)))
        else:
            points = [(x + chance.randint(-size, size), y + chance.randint(-size, size)) for _ in range(3)]
            cv2.fillConvexPoly(ground, np.array(points, np.int32), colour)


def _colour(chance: Random, low: int, high: int) -> Colour:
    return chance.randint(low, high), chance.randint(low, high), chance.randint(low, high)


def _near(chance: Random, colour: npt.NDArray[np.integer], spread: int) -> Colour:
    red, green, blue = (max(0, min(255, int(part) + chance.randint(-spread, spread))) for part in colour)
    return red, green, blue


def _grain(chance: Random, ground: Surface, level: int) -> Surface:
    noise = np.random.default_rng(chance.getrandbits(32)).integers(-level, level + 1, ground.shape[:2])
    return cast("Surface", np.clip(ground.astype(np.int16) + noise[..., None], 0, 255).astype(np.uint8))
