"""Pictures at ingest: similar rooms beside the matches of photos, and nothing at all where pictures are off."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from crawlers.archive import Archive
from crawlers.pictures import PictureStore
from matching.pictures.album import Album
from matching.pictures.hashing import PicturePool
from matching.pictures.likeness import Likeness
from matching.pictures.similar_rooms import SIMILAR_ROOM
from threadline.demo.camera import light, photograph, place_camera
from threadline.demo.solids import plan_room
from threadline.picture_pass import hash_new_pictures, match_rooms

Pixels = npt.NDArray[np.uint8]


class AlikeEye:
    """Stands in for the models: every picture resembles every other, so that geometry alone decides."""

    name = "alike"

    def hide(self, pixels: Pixels) -> Pixels:
        return np.zeros(pixels.shape[:2], np.uint8)

    def describe(self, pixels: Pixels, _hidden: Any = None) -> npt.NDArray[np.float32]:
        vector = np.ones(512, np.float32)
        vector[int(pixels.astype(int).sum()) % 512] = 3
        return vector / np.float32(np.linalg.norm(vector))


def shoot(room: str, shot: int) -> bytes:
    plan, name = plan_room(f"test/{room}"), f"test/{room}/{shot}"
    picture = light(photograph(plan, place_camera(plan, name)), name)
    return cv2.imencode(".jpg", picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def test_a_similar_room_is_kept_apart_and_never_links(tmp_path: Path) -> None:
    store = PictureStore(tmp_path / "archive")
    digests = [store.put(shoot(*what)) for what in (("side3", 0), ("side3", 1), ("side5", 0))]
    with Archive(tmp_path / "archive") as archive, Album(tmp_path / "album") as album, PicturePool(1) as pool:
        assert hash_new_pictures(album, archive, digests, lambda *_: None) == []
        before = {one: album.matches_of(one) for one in digests}
        for _ in range(2):  # a second pass finds everything described and changes nothing
            match_rooms(album, archive, Likeness(tmp_path / "likeness", AlikeEye()), pool)  # type: ignore[arg-type]
            (room,) = album.similar_rooms_of(digests[0])
            assert {room.left, room.right} == set(digests[:2])
            assert room.algorithm == SIMILAR_ROOM
            assert album.similar_rooms_of(digests[2]) == []
        assert {one: album.matches_of(one) for one in digests} == before
        assert album.groups() == {}


def test_with_pictures_off_nothing_is_hashed_and_nothing_is_wrong(tmp_path: Path) -> None:
    """The crawler then stores no bytes; ads name digests or none."""
    with Archive(tmp_path / "archive") as archive, Album(tmp_path / "album") as album:
        assert hash_new_pictures(album, archive, ["ab" * 32], lambda *_: None) == []
        assert album.count() == (0, 0)
