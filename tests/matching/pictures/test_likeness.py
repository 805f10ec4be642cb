"""The extra `room`: what is missing is said, what is there is checked, and everything works without it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from matching.pictures.embedding import DIMENSIONS, RoomEye, parts
from matching.pictures.faults import RoomModelsMissingError
from matching.pictures.features import Mask
from matching.pictures.likeness import Likeness, open_likeness
from matching.pictures.room_models import FOLDER_VARIABLE, PERSON, find_models

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


class DownscaledEye:
    """Stands in for the models, which no test may fetch: describes a picture by its 16 x 32 grey miniature."""

    name = "miniature"

    def hide(self, pixels: Pixels) -> Mask:
        return np.zeros(pixels.shape[:2], np.uint8)

    def describe(self, pixels: Pixels, _hidden: Mask | None = None) -> npt.NDArray[np.float32]:
        import cv2

        small = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (32, 16), interpolation=cv2.INTER_AREA)
        vector = small.ravel().astype(np.float32) - small.mean()
        return vector / max(float(np.linalg.norm(vector)), 1e-9)


def digest(number: int) -> str:
    return f"{number:064x}"


@pytest.fixture
def likeness(tmp_path: Path, shoot: Shoot) -> Likeness:
    made = Likeness(tmp_path, DownscaledEye())  # type: ignore[arg-type]
    made.add((digest(number), shoot(f"like{number}")) for number in range(9))
    return made


def test_nearest_ranks_by_cosine_and_survives_reopening(likeness: Likeness, tmp_path: Path, shoot: Shoot) -> None:
    reopened = Likeness(tmp_path, DownscaledEye())  # type: ignore[arg-type]
    for held in (likeness, reopened):
        found = held.nearest(shoot("like4"), 5)
        assert found[0][0] == digest(4)
        assert found[0][1] > 0.98
        assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert len(reopened) == 9


def test_pictures_are_described_once(likeness: Likeness, shoot: Shoot) -> None:
    likeness.add([(digest(4), shoot("like4"))])
    assert len(likeness) == 9


def test_a_torn_row_is_cut_off(likeness: Likeness, tmp_path: Path, shoot: Shoot) -> None:
    path = tmp_path / "likeness.rows"
    path.write_bytes(path.read_bytes()[:-100])
    mended = Likeness(tmp_path, DownscaledEye())  # type: ignore[arg-type]
    assert len(mended) == 8
    mended.add([(digest(8), shoot("like8"))])
    assert mended.nearest(shoot("like8"), 1)[0][0] == digest(8)


def test_another_model_starts_anew(likeness: Likeness, tmp_path: Path) -> None:
    eye = DownscaledEye()
    eye.name = "another"
    assert len(Likeness(tmp_path, eye)) == 0  # type: ignore[arg-type]


def test_parts_are_the_quarters_and_the_middle_with_their_masks() -> None:
    picture = np.arange(4 * 8 * 3, dtype=np.uint8).reshape(4, 8, 3)
    found = parts(picture, np.ascontiguousarray(picture[:, :, 0]))
    assert [part.shape for part, _ in found] == [(2, 4, 3)] * 5
    assert np.array_equal(found[3][0], picture[2:, 4:])
    assert np.array_equal(found[4][0], picture[1:3, 2:6])
    assert all(np.array_equal(part[:, :, 0], hidden) for part, hidden in found)


def test_a_collage_is_found_by_its_parts(likeness: Likeness, shoot: Shoot) -> None:
    ground = np.full((960, 1280, 3), 90, np.uint8)
    ground[480:, 640:] = shoot("like4")
    assert likeness.nearest_to_parts(ground, 1)[0][0] == digest(4)
    assert likeness.nearest_to_parts(ground, 1)[0][1] > 0.98


def test_missing_models_are_named_with_their_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(RoomModelsMissingError, match="make room-models"):
        find_models()
    assert open_likeness(tmp_path / "column") is None


def test_a_model_that_was_not_measured_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matching.pictures.room_models.find_spec", lambda _name: object())
    (tmp_path / PERSON[0]).write_bytes(b"another model")
    with pytest.raises(RoomModelsMissingError, match="SHA-256 differs"):
        find_models(tmp_path)


def test_the_real_models_see_the_room_behind_the_person(shoot: Shoot) -> None:
    try:
        eye = RoomEye.open()
    except RoomModelsMissingError as missing:
        pytest.skip(f"the extra room is not here: {missing}")
    plain, crowded, other = shoot("eye"), shoot("eye", figure=True), shoot("another eye")
    vectors = [eye.describe(picture, eye.hide(picture)) for picture in (plain, crowded, other)]
    assert vectors[0].shape == (DIMENSIONS,)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
