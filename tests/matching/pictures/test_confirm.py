"""Probable matches at ingest: confirmed by geometry, or left probable with the reason said."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from matching.match import Match, Reason
from matching.pictures.confirm import CONFIRMED, confirm_probable
from matching.pictures.hashing import PicturePool

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


def probable(*more: Reason, score: float = 0.75) -> Match:
    return Match("a" * 64, "b" * 64, score, (Reason("pdq", "64", "64 of 256 bits differ."), *more), "test")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return {"a" * 64: tmp_path / "left.jpg", "b" * 64: tmp_path / "right.jpg"}


def save(files: dict[str, Path], left: Pixels, right: Pixels) -> None:
    for path, picture in zip(files.values(), (left, right), strict=True):
        cv2.imwrite(str(path), picture[:, :, ::-1])


def test_a_true_pair_is_confirmed(files: dict[str, Path], shoot: Shoot, pool: PicturePool) -> None:
    save(files, shoot("g"), shoot("g", figure=True))
    (match,) = confirm_probable([probable()], files.get, pool)
    assert match.score == CONFIRMED
    assert match.reasons[-1].name == "geometry"
    assert "confirm that it is the same" in match.reasons[-1].sentence


def test_a_mirrored_pair_is_confirmed(files: dict[str, Path], shoot: Shoot, pool: PicturePool) -> None:
    save(files, shoot("g"), np.ascontiguousarray(shoot("g", figure=True)[:, ::-1]))
    (match,) = confirm_probable([probable(Reason("mirrored", "yes", "Mirrored."))], files.get, pool)
    assert match.score == CONFIRMED


def test_a_chance_pair_stays_probable_and_says_so(files: dict[str, Path], shoot: Shoot, pool: PicturePool) -> None:
    save(files, shoot("g"), shoot("h"))
    (match,) = confirm_probable([probable()], files.get, pool)
    assert match.score == 0.75
    assert "do not confirm" in match.reasons[-1].sentence


def test_sure_matches_and_absent_files_pass_untouched(files: dict[str, Path], pool: PicturePool) -> None:
    given = [probable(score=0.95), probable()]
    assert list(confirm_probable(given, files.get, pool)) == given
