"""Similar rooms across ads: matches of their own kind, verified, and never link keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from matching.pictures.album import Album
from matching.pictures.comparing import read_all
from matching.pictures.hashing import PicturePool
from matching.pictures.likeness import Likeness
from matching.pictures.shelf import Shelf
from matching.pictures.similar_rooms import EDITED_COPY, SIMILAR_ROOM, SitePrints, match_rooms_across
from matching.pictures.verify import LEAST_INLIERS, verify

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


class AlikeEye:
    """Stands in for the models: every picture resembles every other, so that geometry alone decides."""

    name = "alike"

    def hide(self, pixels: Pixels) -> Pixels:
        return np.zeros(pixels.shape[:2], np.uint8)

    def describe(self, pixels: Pixels, _hidden: Any = None) -> npt.NDArray[np.float32]:
        vector = np.ones(512, np.float32)
        vector[int(pixels.astype(int).sum()) % 512] = 3
        return vector / np.float32(np.linalg.norm(vector))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory, shoot: Shoot) -> dict[str, Path]:
    """Two rooms from two sides each, and a crop of one."""
    folder = tmp_path_factory.mktemp("rooms")
    shots = [shoot(room, shot) for room in ("side1", "side3") for shot in (0, 1)]
    shots.append(np.ascontiguousarray(shots[0][60:420, 80:560]))
    paths = {}
    for number, picture in enumerate(shots):
        path = folder / f"{number}.png"
        cv2.imwrite(str(path), picture[:, :, ::-1])
        paths[f"{number:064x}"] = path
    return paths


def test_similar_rooms_and_edited_copies_are_found_and_different_rooms_are_not(
    pictures: dict[str, Path], pool: PicturePool, tmp_path: Path
) -> None:
    likeness = Likeness(tmp_path, AlikeEye())  # type: ignore[arg-type]
    likeness.add(zip(pictures, (view.pixels for view in pool.view(pictures.values())), strict=True))
    found = list(match_rooms_across(pictures, likeness, (pictures.get, pool, Shelf())))
    kinds = {(int(match.left, 16), int(match.right, 16)): match.algorithm for match in found}
    assert len(found) == len(kinds), "each pair once"
    assert kinds[2, 3] == SIMILAR_ROOM
    assert kinds[0, 4] == EDITED_COPY
    assert not {pair for pair in kinds if (pair[0] in (2, 3)) != (pair[1] in (2, 3))}
    assert all(match.reasons[0].sentence.startswith(match.reasons[0].value) for match in found)


def test_a_logo_that_a_site_prints_on_all_its_pictures_matches_no_rooms(
    pool: PicturePool, tmp_path: Path, shoot: Shoot
) -> None:
    """Neither where it was learnt nor where nobody knows of it: next to nothing agrees around it."""
    chance = np.random.default_rng(4)
    mark = np.kron(chance.integers(0, 255, (14, 34, 3), np.uint8), np.ones((10, 10, 1), np.uint8))
    paths = {}
    for number in range(5):
        picture = shoot(f"printed{number}").copy()
        picture[160:300, 150:490] = mark
        paths[f"{number:064x}"] = tmp_path / f"{number}.png"
        cv2.imwrite(str(tmp_path / f"{number}.png"), picture[:, :, ::-1])
    likeness = Likeness(tmp_path, AlikeEye())  # type: ignore[arg-type]
    likeness.add(zip(paths, (view.pixels for view in pool.view(paths.values())), strict=True))
    within = paths.get, pool, Shelf()
    (_, (_, left)), (_, (_, right)) = read_all(list(paths)[:2], within)
    assert verify(left, right).is_verified, "the logo must be strong enough to prove something"
    assert list(match_rooms_across(paths, likeness, within)) == []
    prints = SitePrints(dict.fromkeys(paths, "board"), {}, within)
    assert len(prints.of(next(iter(paths))).descriptors) >= LEAST_INLIERS
    assert list(match_rooms_across(paths, likeness, within, prints)) == []


def test_they_are_kept_apart_and_make_no_photo_groups(
    pictures: dict[str, Path], pool: PicturePool, tmp_path: Path
) -> None:
    likeness = Likeness(tmp_path, AlikeEye())  # type: ignore[arg-type]
    likeness.add(zip(pictures, (view.pixels for view in pool.view(pictures.values())), strict=True))
    found = list(match_rooms_across(pictures, likeness, (pictures.get, pool, Shelf())))
    with Album(tmp_path / "album") as album:
        album.add_similar_rooms(found)
        album.add_similar_rooms(found)
        assert album.groups() == {}
        assert album.count() == (0, 0)
        assert album.matches_of(found[0].left) == []
        assert found[0] in album.similar_rooms_of(found[0].right)


def test_the_shelf_keeps_what_was_used_last() -> None:
    shelf = Shelf(2)
    for name in ("a", "b"):
        shelf.put(name, (None, None))  # type: ignore[arg-type]
    shelf.get("a")
    shelf.put("c", (None, None))  # type: ignore[arg-type]
    assert [shelf.get(name) is not None for name in "abc"] == [True, False, True]
