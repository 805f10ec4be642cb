"""Photograph a planned room from one of its places."""

from dataclasses import dataclass
from random import Random
from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

from threadline.demo.solids import Face, RoomPlan, Vector, vector

Picture = npt.NDArray[np.uint8]
WIDTH, HEIGHT = 640, 480
NEAR: Final = 0.05
"""Metres in front of the lens where faces are cut off."""


@dataclass(frozen=True, slots=True)
class Camera:
    """`place` in the room's metres, looking into its depth turned by `yaw` and `pitch` (radians); `focal` in pixels."""

    place: Vector
    yaw: float
    pitch: float
    focal: float

    @property
    def matrix(self) -> npt.NDArray[np.float64]:
        """Room coordinates relative to `place` -> homogeneous pixels."""
        cos, sin = np.cos(self.yaw), np.sin(self.yaw)
        turned = np.array(((cos, 0, -sin), (0, 1, 0), (sin, 0, cos)))
        cos, sin = np.cos(self.pitch), np.sin(self.pitch)
        tilted = np.array(((1, 0, 0), (0, cos, -sin), (0, sin, cos)))
        lens = np.array(((self.focal, 0, WIDTH / 2), (0, self.focal, HEIGHT / 2), (0, 0, 1)))
        return cast("npt.NDArray[np.float64]", lens @ tilted @ turned)


def place_camera(plan: RoomPlan, name: str) -> Camera:
    """A standing person's view from the near end of the room; another name, another place."""
    chance = Random(f"camera/{name}")
    x = chance.uniform(plan.width * 0.25, plan.width * 0.75)
    yaw = np.arctan2(plan.width / 2 - x, plan.depth) + chance.uniform(-0.18, 0.18)
    place = vector(x, plan.height - chance.uniform(1.2, 1.6), chance.uniform(0.1, 0.9))
    return Camera(place, float(yaw), chance.uniform(0.02, 0.2), chance.uniform(400, 520))


def photograph(plan: RoomPlan, camera: Camera) -> Picture:
    """RGB, 480 x 640: the shell, then the furniture from far to near, then light and grain."""
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for face in plan.shell:
        _paint(picture, face, camera)
    for face in sorted(plan.furniture, key=lambda one: -float(np.linalg.norm(one.centre - camera.place))):
        _paint(picture, face, camera)
    return picture


def light(picture: Picture, name: str) -> Picture:
    """The lamp's fall-off, the tint of the bulb and the sensor's grain."""
    chance = Random(f"light/{name}")
    x, y = chance.uniform(0.2, 0.8) * WIDTH, chance.uniform(0, 0.6) * HEIGHT
    columns, rows = np.meshgrid(np.arange(0, WIDTH, 8), np.arange(0, HEIGHT, 8))
    falloff = 1.15 - chance.uniform(0.3, 0.6) * np.hypot(columns - x, rows - y) / WIDTH
    tint = np.array((1, chance.uniform(0.9, 1), chance.uniform(0.75, 1)), np.float32)
    factor = cv2.resize((falloff[..., None] * tint).astype(np.float32), (WIDTH, HEIGHT))
    grain = np.random.default_rng(chance.getrandbits(32)).integers(-5, 6, (HEIGHT, WIDTH, 1), np.int16)
    return cast("Picture", np.clip(picture * factor + grain, 0, 255).astype(np.uint8))


def _paint(picture: Picture, face: Face, camera: Camera) -> None:
    """Warp the face's surface onto the picture, inside its outline cut at the near plane."""
    matrix = camera.matrix
    start = face.corner - camera.place
    corners = np.array((start, start + face.across, start + face.across + face.down, start + face.down))
    seen = _cut_near(corners @ matrix.T)
    if len(seen) < 3:
        return
    outline = np.clip(seen[:, :2] / seen[:, 2:], -4000, 4000)
    left, top = np.maximum(np.floor(outline.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(outline.max(axis=0)).astype(int) + 1, (WIDTH, HEIGHT))
    if left >= right or top >= bottom:
        return
    tall, wide = face.surface.shape[:2]
    to_picture = matrix @ np.stack((face.across / wide, face.down / tall, start), axis=1)
    shift = np.array(((1, 0, -left), (0, 1, -top), (0, 0, 1)), dtype=np.float64)
    size = (int(right - left), int(bottom - top))
    shaded = cv2.convertScaleAbs(face.surface, alpha=face.shade)
    painted = cv2.warpPerspective(shaded, shift @ to_picture, size, borderMode=cv2.BORDER_REPLICATE)
    mask = np.zeros(size[::-1], np.uint8)
    cv2.fillConvexPoly(mask, np.rint(outline - (left, top)).astype(np.int32), 255, cv2.LINE_AA)
    cv2.copyTo(painted, mask, picture[top:bottom, left:right])


def _cut_near(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The outline's part in front of the lens, in homogeneous pixels."""
    kept = []
    for here, after in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if here[2] >= NEAR:
            kept.append(here)
        if (here[2] >= NEAR) != (after[2] >= NEAR):
            share = (NEAR - here[2]) / (after[2] - here[2])
            kept.append(here + share * (after - here))
    return np.array(kept)
