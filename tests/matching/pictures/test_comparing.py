"""What is pasted into two pictures does not make them one; what is left beside people is enough for a copy."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from matching.pictures.comparing import Comparison, Hide, Query, compare, hide_nobody
from matching.pictures.features import Mask, find_features
from matching.pictures.view import View

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]
Draw = Callable[[int], Image.Image]


def compare_pixels(left: Pixels, right: Pixels, hide: Hide = hide_nobody) -> Comparison:
    return compare(Query.of(View("right", right), hide), (View("left", left), find_features(left)))


def cloth(height: int, width: int) -> Pixels:
    rough = np.random.default_rng(7).integers(20, 235, (height // 12, width // 12, 3), np.uint8)
    return cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)


def behind_cloth(picture: Pixels) -> Pixels:
    """More than a third of the picture is hidden."""
    hidden = picture.copy()
    hidden[60:480, 200:460] = cloth(420, 260)
    return hidden


def all_but_a_strip(pixels: Pixels) -> Mask:
    """A mask that takes furniture for a person."""
    mask = np.full(pixels.shape[:2], 255, np.uint8)
    mask[:, :150] = 0
    return mask


def with_a_sign(picture: Pixels) -> Pixels:
    marked = picture.copy()
    marked[100:280, 40:320] = cloth(180, 280)
    return marked


def hide_cloth(pixels: Pixels) -> Mask:
    """A mask that finds what `behind_cloth` puts in front."""
    mask = np.zeros(pixels.shape[:2], np.uint8)
    mask[50:480, 190:470] = 255
    return mask


@pytest.mark.parametrize("number", range(3))
def test_a_sign_on_two_different_pictures_makes_them_neither_one_photo_nor_one_room(number: int, scene: Draw) -> None:
    # All drawn scenes lie on one gradient: turned round, it does not agree.
    left, right = with_a_sign(np.asarray(scene(number))), with_a_sign(np.asarray(scene(number + 10))[::-1, ::-1])
    compared = compare_pixels(left, right)
    assert compared.found.is_verified, "the sign must be strong enough to prove something"
    assert (compared.is_same_photo, compared.is_same_scene) == (False, False)


@pytest.mark.parametrize("number", range(3))
def test_the_same_person_before_two_rooms_makes_them_neither_one_photo_nor_one_room(number: int, shoot: Shoot) -> None:
    left, right = behind_cloth(shoot(f"pasted{number}")), behind_cloth(shoot(f"pasted{number + 10}"))
    compared = compare_pixels(left, right, hide_cloth)
    assert (compared.is_same_photo, compared.is_same_scene) == (False, False)


@pytest.mark.parametrize("number", range(3))
def test_a_copy_with_a_third_hidden_is_the_same_photo(number: int, shoot: Shoot) -> None:
    room = shoot(f"hidden{number}")
    assert compare_pixels(room, behind_cloth(room)).is_same_photo


def test_a_copy_is_told_by_what_a_wrong_mask_leaves_of_it(shoot: Shoot) -> None:
    room = shoot("strip")
    compared = compare_pixels(room, behind_cloth(room), all_but_a_strip)
    assert (compared.is_same_photo, compared.agreement.agreeing < 0.8) == (True, True)


def test_another_shot_of_a_room_is_a_similar_room_and_no_copy(shoot: Shoot) -> None:
    compared = compare_pixels(shoot("side0"), shoot("side0", 1))
    assert (compared.is_same_photo, compared.is_same_scene) == (False, True)
