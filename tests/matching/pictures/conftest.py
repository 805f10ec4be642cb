"""Drawn pictures with structure, and the edits that advertisers make to them."""

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFilter

from matching.pictures.hashing import PicturePool
from threadline.demo.camera import light, photograph, place_camera
from threadline.demo.figures import add_figure
from threadline.demo.solids import plan_room

Draw = Callable[[int], Image.Image]
Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


def draw_scene(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A made-up scene of shaded blocks and ellipses; another seed, another scene."""
    chance = random.Random(seed)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    pen = ImageDraw.Draw(image)
    for _ in range(28):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        box = (x, y, x + chance.randrange(40, 260), y + chance.randrange(30, 200))
        colour = tuple(chance.randrange(256) for _ in range(3))
        (pen.ellipse if chance.random() < 0.4 else pen.rectangle)(box, fill=colour, outline=(0, 0, 0))
    return image.filter(ImageFilter.GaussianBlur(1))


@pytest.fixture
def scene() -> Draw:
    """`scene(seed)` draws a picture."""
    return draw_scene


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[str, Image.Image], Path]:
    """`keep("name.png", image)` saves a picture for the test."""

    def save(name: str, image: Image.Image) -> Path:
        path = tmp_path / name
        image.save(path)
        return path

    return save


@pytest.fixture(scope="session")
def pool() -> Iterator[PicturePool]:
    """One real limited worker for all tests: starting it takes half a second."""
    with PicturePool(workers=1) as started:
        yield started


def to_jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """The picture's JPEG bytes."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def shoot() -> Shoot:
    """`shoot("room", shot=1, figure=True)` photographs a drawn room: RGB, 480 x 640."""

    def photograph_room(room: str, shot: int = 0, *, figure: bool = False) -> Pixels:
        plan, name = plan_room(f"test/{room}"), f"test/{room}/{shot}"
        picture = light(photograph(plan, place_camera(plan, name)), name)
        return add_figure(picture, name)[0] if figure else picture

    return photograph_room
