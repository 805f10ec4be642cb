"""The drawn photos of a world: each made once, kept under its digest."""

import hashlib
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import cv2
import numpy as np

from threadline.demo.camera import light, photograph, place_camera
from threadline.demo.demo_ad import DemoAd
from threadline.demo.edits import edit
from threadline.demo.figures import add_figure
from threadline.demo.solids import RoomPlan, plan_room


@dataclass(frozen=True, slots=True, order=True)
class Photo:
    """Which picture: the room, the shot of it, the edit made to the shot, and whether somebody stands in it."""

    room: str
    shot: int
    edit: int
    has_figure: bool

    @classmethod
    def of(cls, ad: DemoAd, seed: int) -> "Photo":
        """The photo that an ad shows. Rooms of another seed are other rooms."""
        shot, edit_number = ad.photo.split("/")
        return cls(f"{seed}/{ad.room}", int(shot), int(edit_number), ad.figure)

    def draw(self) -> bytes:
        """The JPEG file, always the same bytes."""
        name = f"{self.room}/{self.shot}"
        plan = _plan(self.room)
        picture = light(photograph(plan, place_camera(plan, name)), name)
        if self.has_figure:
            picture, _ = add_figure(picture, name)
        chance = Random(f"{name}/{self.edit}")
        edited = np.ascontiguousarray(edit(picture, self.edit, chance)[:, :, ::-1])
        _, encoded = cv2.imencode(".jpg", edited, [cv2.IMWRITE_JPEG_QUALITY, chance.randint(72, 90)])
        return encoded.tobytes()


@lru_cache(maxsize=32)
def _plan(room: str) -> RoomPlan:
    return plan_room(room)


def draw_all(photos: Iterable[Photo], folder: Path, workers: int) -> Iterator[tuple[Photo, str]]:
    """Draw each photo into `folder`; yields it with the SHA-256 that names its file, in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = list(dict.fromkeys(photos))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_be_single) as pool:
        drawn = pool.map(_draw_one, wanted, [folder] * len(wanted), chunksize=16)
        yield from zip(wanted, drawn, strict=True)


def _draw_one(photo: Photo, folder: Path) -> str:
    content = photo.draw()
    sha256 = hashlib.sha256(content).hexdigest()
    (folder / f"{sha256}.jpg").write_bytes(content)
    return sha256


def _be_single() -> None:
    cv2.setNumThreads(1)
