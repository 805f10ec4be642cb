"""Geometry: true pairs hold under edits and from another side, chance and logos do not."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.pictures.agreement import measure_agreement
from matching.pictures.explain import explain
from matching.pictures.features import Mask, find_features, mirror_features
from matching.pictures.overlays import learn_overlay, without_overlay
from matching.pictures.verify import is_sane, verify, verify_both_ways

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]


def cropped(picture: Pixels) -> Pixels:
    return np.ascontiguousarray(picture[90:390, 120:520])


def tilted(picture: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), np.float32)
    moved = corners + np.array(((60, 20), (-20, 50), (-70, -30), (30, -10)), np.float32)
    return cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, moved), (width, height))


def in_a_collage(picture: Pixels) -> Pixels:
    ground = np.full((960, 1280, 3), 90, np.uint8)
    ground[480:960, 640:1280] = picture
    return ground


def nobody(*pictures: Pixels) -> tuple[Mask, Mask]:
    left, right = (np.zeros(picture.shape[:2], np.uint8) for picture in pictures)
    return left, right


EDITS: dict[str, Callable[[Pixels], Pixels]] = {"crop": cropped, "perspective": tilted, "collage": in_a_collage}


@pytest.mark.parametrize("edit", EDITS)
def test_a_heavily_edited_copy_is_verified(edit: str, shoot: Shoot) -> None:
    original, copy = shoot("a"), EDITS[edit](shoot("a", figure=True))
    found = verify(find_features(original), find_features(copy))
    assert found.is_verified
    assert measure_agreement(original, copy, found, nobody(original, copy)).correlation > 0.5


def test_a_mirrored_copy_is_verified_as_mirrored(shoot: Shoot) -> None:
    original, flipped = shoot("b"), np.ascontiguousarray(shoot("b")[:, ::-1])
    features = find_features(flipped)
    found = verify_both_ways(find_features(original), features, mirror_features(features))
    assert (found.is_verified, found.is_mirrored) == (True, True)
    assert measure_agreement(original, flipped, found, nobody(original, flipped)).visible_area > 0.95


def test_the_same_room_from_another_side_is_verified_and_other_rooms_are_not(shoot: Shoot) -> None:
    rooms = [f"side{number}" for number in range(8)]
    first = [find_features(shoot(room, 0)) for room in rooms]
    second = [find_features(shoot(room, 1)) for room in rooms]
    verified = {
        (i, j) for i, left in enumerate(first) for j, right in enumerate(second) if verify(left, right).is_verified
    }
    assert len({pair for pair in verified if pair[0] == pair[1]}) >= 7
    assert not {pair for pair in verified if pair[0] != pair[1]}


def branded(picture: Pixels, at: tuple[int, int] = (40, 60)) -> Pixels:
    marked = picture.copy()
    mark = np.zeros((70, 200, 3), np.uint8)
    chance = np.random.default_rng(4)
    for _ in range(40):
        x, y, size = chance.integers(0, 190), chance.integers(0, 60), chance.integers(3, 14)
        cv2.circle(mark, (int(x), int(y)), int(size), tuple(int(c) for c in chance.integers(0, 255, 3)), 2)
    marked[at[1] : at[1] + 70, at[0] : at[0] + 200] = mark
    return marked


def test_a_logo_on_two_different_rooms_does_not_match_them(shoot: Shoot) -> None:
    left, right = find_features(branded(shoot("c"))), find_features(branded(shoot("d"), (300, 300)))
    found = verify(left, right)
    assert found.inliers >= 12, "the logo must be strong enough to prove something"
    assert not found.is_verified


def test_what_a_site_prints_on_its_pictures_is_learnt_and_left_out(shoot: Shoot) -> None:
    printed = [find_features(branded(shoot(f"print{number}"))) for number in range(4)]
    overlay = learn_overlay(printed)
    assert len(overlay.descriptors) >= 12
    query = find_features(branded(shoot("elsewhere"), (200, 200)))
    blind = without_overlay(query, overlay)
    assert verify(printed[0], query).inliers >= 12
    assert verify(printed[0], blind).inliers < 8
    assert len(blind) > 150


def test_pictures_without_features_match_nothing(shoot: Shoot) -> None:
    plain = find_features(np.full((200, 300, 3), 128, np.uint8))
    found = verify(find_features(shoot("e")), plain)
    assert (found.inliers, found.is_verified) == (0, False)
    assert verify(plain, plain).homography is None


def test_the_explanation_shows_four_panels_and_the_matched_places(shoot: Shoot) -> None:
    left, right = shoot("f", 0), shoot("f", 1)
    found = verify(find_features(left), find_features(right))
    panels = explain(left, right, found)
    assert panels.shape == (480 * 2 + 6, 640 * 2 + 6, 3)
    assert found.left_points is not None
    x, y = found.left_points[0].round().astype(int)
    around = panels[max(0, y - 7) : y + 8, max(0, x - 7) : x + 8].astype(int)
    assert (np.abs(around - (255, 210, 0)).sum(axis=2) < 60).any()


@given(st.floats(-1, 1), st.floats(0.2, 5))
def test_a_turn_and_a_scale_are_sane_and_a_mirror_is_not(angle: float, scale: float) -> None:
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    turn = np.array(((cos, -sin, 3), (sin, cos, -8), (0, 0, 1)))
    assert is_sane(turn, 640, 480)
    assert not is_sane(turn @ np.diag((-1.0, 1, 1)), 640, 480)
    assert not is_sane(turn * np.nan, 640, 480)


@pytest.mark.parametrize(
    "matrix", [np.diag((0.01, 0.01, 1)), np.diag((30.0, 30, 1)), np.array(((1, 0, 0), (0, 1, 0), (-0.01, 0, 1)))]
)
def test_views_that_no_camera_makes_are_not_sane(matrix: npt.NDArray[np.float64]) -> None:
    assert not is_sane(matrix, 640, 480)
