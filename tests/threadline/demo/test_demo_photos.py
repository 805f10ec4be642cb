"""Drawn photos: they decode, repeat exactly, and rooms differ as rooms do."""

import io
from pathlib import Path

import pytest
from PIL import Image

from matching.pictures.hashing import hash_pictures
from matching.pictures.image_hash import ImageHash
from threadline.demo.edits import EDITS
from threadline.demo.gallery import Photo, draw_all

ROOMS = 24


def photo(room: int, shot: int = 0, edit: int = 0) -> Photo:
    return Photo(f"test/{room}", shot, edit, has_figure=room % 2 == 1)


@pytest.fixture(scope="module")
def hashes(tmp_path_factory: pytest.TempPathFactory) -> list[ImageHash]:
    folder = tmp_path_factory.mktemp("rooms")
    paths = []
    for room in range(ROOMS):
        paths.append(folder / f"{room}.jpg")
        paths[-1].write_bytes(photo(room).draw())
    return list(hash_pictures(paths))


def test_a_photo_is_always_the_same_bytes(tmp_path: Path) -> None:
    wanted = [photo(0), photo(1, 1, 6), photo(0)]
    drawn = dict(draw_all(wanted, tmp_path, workers=1))
    assert len(drawn) == 2
    for one, sha256 in drawn.items():
        assert (tmp_path / f"{sha256}.jpg").read_bytes() == one.draw()


@pytest.mark.parametrize("edit", range(len(EDITS)), ids=[name for name, _ in EDITS])
def test_every_edit_decodes(edit: int) -> None:
    with Image.open(io.BytesIO(photo(3, 0, edit).draw())) as image:
        image.load()
        assert image.format == "JPEG"
        assert min(image.size) > 200


def test_rooms_have_structure_and_no_two_look_the_same(hashes: list[ImageHash]) -> None:
    assert all(not one.fault and one.quality >= 80 for one in hashes)
    pdqs = [int(one.whole.pdq, 16) for one in hashes if one.whole]
    nearest = min((left ^ right).bit_count() for at, left in enumerate(pdqs) for right in pdqs[:at])
    assert nearest > 31


def test_another_shot_of_a_room_is_another_picture(hashes: list[ImageHash], tmp_path: Path) -> None:
    path = tmp_path / "shot.jpg"
    path.write_bytes(photo(0, shot=1).draw())
    (other,) = hash_pictures([path])
    assert other.whole is not None
    assert hashes[0].whole is not None
    assert (int(other.whole.pdq, 16) ^ int(hashes[0].whole.pdq, 16)).bit_count() > 31
