"""Rooms as flat painted faces in space, so that one room can be photographed from several places."""

from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from threadline.demo import surfaces

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Face:
    """A parallelogram in metres: `corner` and its two edges; `surface` is painted onto it (RGB, any size)."""

    corner: Vector
    across: Vector
    down: Vector
    surface: npt.NDArray[np.uint8]
    shade: float = 1.0

    @property
    def centre(self) -> Vector:
        middle: Vector = self.corner + (self.across + self.down) / 2
        return middle


def vector(x: float, y: float, z: float) -> Vector:
    """x to the right, y down, z away from the camera."""
    return np.array((x, y, z), dtype=np.float64)


def box(low: Vector, high: Vector, surface: npt.NDArray[np.uint8]) -> list[Face]:
    """The five visible faces of a piece of furniture; sides lie in shadow."""
    size = high - low
    right, down, away = vector(size[0], 0, 0), vector(0, size[1], 0), vector(0, 0, size[2])
    return [
        Face(low, right, away, surface, 1.0),
        Face(low, right, down, surface, 0.85),
        Face(low + away, right, down, surface, 0.75),
        Face(low, away, down, surface, 0.65),
        Face(low + right, away, down, surface, 0.7),
    ]


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """A room `width` x `height` x `depth` metres: its shell, drawn first, and its furniture."""

    width: float
    height: float
    depth: float
    shell: tuple[Face, ...]
    furniture: tuple[Face, ...]


def plan_room(name: str) -> RoomPlan:
    """The room of that name: always the same one."""
    chance = Random(f"room/{name}")
    width, height, depth = chance.uniform(3.2, 5.5), chance.uniform(2.4, 2.9), chance.uniform(3.6, 6)
    shell = _shell(chance, vector(width, height, depth))
    furniture = [*_bed(chance, width, height, depth)]
    for place in (chance.uniform(0, width * 0.2), chance.uniform(width * 0.7, width - 0.6)):
        if chance.random() < 0.8:
            furniture += _cabinet(chance, place, height, depth)
    furniture += _hangings(chance, width, depth)
    furniture += _rug(chance, width, height, depth)
    return RoomPlan(width, height, depth, tuple(shell), tuple(furniture))


def _shell(chance: Random, size: Vector) -> list[Face]:
    width, height, depth = size
    wall, floor = surfaces.wall(chance), surfaces.floor(chance)
    accent = surfaces.wall(chance) if chance.random() < 0.5 else wall
    right, down, away = vector(width, 0, 0), vector(0, height, 0), vector(0, 0, depth)
    ceiling = surfaces.plain(chance, 200, 245)
    return [
        Face(vector(0, height, 0), right, away, floor, chance.uniform(0.8, 1)),
        Face(vector(0, 0, 0), right, away, ceiling, 1.0),
        Face(vector(0, 0, 0), away, down, wall, chance.uniform(0.6, 0.9)),
        Face(vector(width, 0, 0), away, down, wall, chance.uniform(0.6, 0.9)),
        Face(vector(0, 0, depth), right, down, accent, 1.0),
    ]


def _bed(chance: Random, width: float, height: float, depth: float) -> list[Face]:
    across, long, tall = chance.uniform(1.2, 1.9), chance.uniform(1.9, 2.1), chance.uniform(0.4, 0.65)
    left = chance.uniform(0.3, max(0.35, width - across - 0.3))
    top, back = height - tall, depth - 0.05
    cover, board = surfaces.cloth(chance), surfaces.wood(chance)
    low, high = vector(left, top, back - long), vector(left + across, height, back)
    faces = box(low, high, cover)
    raised = chance.uniform(0.4, 0.9)
    faces += box(vector(left - 0.1, top - raised, back), vector(left + across + 0.1, height, back + 0.04), board)
    pillow = surfaces.plain(chance, 150, 255)
    for side in (0.08, 0.55):
        start = left + across * side
        faces += box(vector(start, top - 0.14, back - 0.45), vector(start + across * 0.36, top, back - 0.08), pillow)
    return faces


def _cabinet(chance: Random, left: float, height: float, depth: float) -> list[Face]:
    tall = chance.choice((0.5, 0.6, 0.9, 1.9))
    front = depth - chance.uniform(0.4, 0.6)
    faces = box(vector(left, height - tall, front), vector(left + 0.55, height, depth - 0.05), surfaces.wood(chance))
    if tall < 1 and chance.random() < 0.8:
        shade, stand = surfaces.plain(chance, 190, 255), surfaces.plain(chance, 30, 120)
        foot = height - tall
        faces += box(vector(left + 0.24, foot - 0.3, front + 0.15), vector(left + 0.3, foot, front + 0.2), stand)
        faces += box(
            vector(left + 0.1, foot - 0.55, front + 0.05), vector(left + 0.44, foot - 0.28, front + 0.3), shade
        )
    return faces


def _hangings(chance: Random, width: float, depth: float) -> list[Face]:
    """Pictures and perhaps a window on the back wall, a picture and a television on the side walls."""
    faces, left = [], chance.uniform(0.1, 0.6)
    while left < width - 0.5:
        wide, tall = chance.uniform(0.4, 1.3), chance.uniform(0.4, 0.9)
        surface = surfaces.window(chance) if chance.random() < 0.3 else surfaces.painting(chance)
        faces.append(
            Face(vector(left, chance.uniform(0.4, 0.8), depth - 0.03), vector(wide, 0, 0), vector(0, tall, 0), surface)
        )
        left += wide + chance.uniform(0.2, 1.2)
    for side in (0.02, width - 0.02):
        start, wide = chance.uniform(depth * 0.4, depth * 0.6), chance.uniform(0.7, 1.4)
        surface = surfaces.window(chance) if chance.random() < 0.5 else surfaces.painting(chance)
        faces.append(
            Face(vector(side, 0.6, start), vector(0, 0, wide), vector(0, chance.uniform(0.5, 1.3), 0), surface, 0.85)
        )
    return faces


def _rug(chance: Random, width: float, height: float, depth: float) -> list[Face]:
    if chance.random() < 0.3:
        return []
    left, near = chance.uniform(0.2, width * 0.4), chance.uniform(0.4, depth * 0.35)
    size = vector(chance.uniform(1.2, width - left), 0, 0), vector(0, 0, chance.uniform(0.9, 1.6))
    return [Face(vector(left, height - 0.01, near), *size, surfaces.cloth(chance))]
