"""Same-photo leads: sure by the hash, edited when geometry confirms it, weak otherwise."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from matching.pictures.column import Column
from matching.pictures.hashing import PicturePool
from matching.pictures.lead import PictureLead
from matching.pictures.matcher import match_photo
from matching.pictures.sources import Sources

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


def search(query: Pixels, shoot: Shoot, folder: Path, pool: PicturePool) -> tuple[list[PictureLead], str]:
    """Leads for a query among five drawn rooms, and the digest of the first room's photo."""
    paths = {}
    for number in range(5):
        path = folder / f"{number}.jpg"
        cv2.imwrite(str(path), shoot(f"held{number}")[:, :, ::-1])
        paths[number] = path
    asked = folder / "query.jpg"
    cv2.imwrite(str(asked), query[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 80])
    *held, picture = pool.hash([*paths.values(), asked])
    (view,) = pool.view([asked])
    column = Column(folder / "column")
    column.add(held)
    files = {one.sha256: path for one, path in zip(held, paths.values(), strict=True)}
    sources = Sources(column, files.get, explanations=folder / "explanations")
    return list(match_photo(view, picture, sources, pool)), held[0].sha256


def test_a_copy_saved_again_is_the_same_picture(shoot: Shoot, tmp_path: Path, pool: PicturePool) -> None:
    leads, original = search(shoot("held0"), shoot, tmp_path, pool)
    assert [(lead.kind, lead.verdict, lead.sha256) for lead in leads] == [("photo", "same_picture", original)]


def test_a_mirrored_copy_is_the_same_picture_edited(shoot: Shoot, tmp_path: Path, pool: PicturePool) -> None:
    leads, original = search(np.ascontiguousarray(shoot("held0")[:, ::-1]), shoot, tmp_path, pool)
    assert [(lead.verdict, lead.sha256) for lead in leads] == [("same_picture_edited", original)]
    assert leads[0].scores["mirrored"] is True


def test_a_far_copy_is_confirmed_by_geometry_and_explained(shoot: Shoot, tmp_path: Path, pool: PicturePool) -> None:
    leads, original = search(shoot("held0", figure=True), shoot, tmp_path, pool)
    assert [(lead.verdict, lead.sha256) for lead in leads] == [("same_picture_edited", original)]
    distance = leads[0].scores["pdq_distance"]
    assert isinstance(distance, int)
    assert distance > 31, "the edit must be too heavy for the hash alone"
    assert leads[0].explanation is not None
    assert cv2.imread(str(leads[0].explanation)) is not None


def test_another_room_has_no_photo_lead(shoot: Shoot, tmp_path: Path, pool: PicturePool) -> None:
    leads, _ = search(shoot("unheard of"), shoot, tmp_path, pool)
    assert [lead for lead in leads if lead.verdict != "weak_lead"] == []
