"""Pictures of an ad: off unless the operator turned them on, blurred, their reveal written down, laid over a match."""

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np
import pytest
from django.test import Client

from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.evidence import open_engine
from review_ui.tokens import hide

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, load_module: Callable[[str], ModuleType]) -> tuple[Path, Any]:
    data = tmp_path_factory.mktemp("pictures")
    module: Any = load_module("picture_world")
    return data, module.build(data, load_module("made_up_world"))


@pytest.fixture
def desk(casework: Desk, settings: Any, filled: tuple[Path, Any]) -> Desk:
    data, _ = filled
    chosen = replace(casework, index=data / "index", archive=data / "archive", pictures=True)
    settings.THREADLINE_DESK = chosen
    return chosen


@pytest.fixture
def analyst(desk: Desk, enter: Callable[[str], Client]) -> Client:
    client = enter("analyst")
    client.post("/investigations/", {"title": "Rooms", "purpose": "Compare the rooms."})
    return client


def shown(page: str) -> list[np.ndarray]:
    contents = re.findall(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", page)
    return [cv2.imdecode(np.frombuffer(base64.b64decode(one), np.uint8), cv2.IMREAD_COLOR) for one in contents]


def sharpness(picture: np.ndarray) -> float:
    return float(cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var())


def address(number: int = 0) -> str:
    return f"/ads/{hide('ad', f'board:{number}')}/pictures/"


def audited(desk: Desk) -> list[str]:
    return [row.action for row in chain_of(desk).rows()]


def test_pictures_are_blurred_until_shown_by_post_and_that_is_written_down(analyst: Client, desk: Desk) -> None:
    (blurred,) = shown(analyst.get(address()).content.decode())
    assert "pictures revealed" not in audited(desk)
    (clear,) = shown(analyst.post(address()).content.decode())
    assert sharpness(clear) > 20 * sharpness(blurred)
    assert "pictures revealed" in audited(desk)


def test_the_same_photo_and_a_similar_room_are_told_apart_with_their_reasons(analyst: Client) -> None:
    page = analyst.get(address()).content.decode()
    assert page.count("<strong>Same photo</strong>") == 1
    assert page.count("<strong>Similar room</strong>") == 1
    assert "4 of 256 bits" in page
    assert "19 places fit" in page


def test_a_match_is_laid_over_with_a_slider_that_needs_no_script(analyst: Client) -> None:
    page = analyst.get(address()).content.decode()
    links = re.findall(r'href="(/ads/[^"]+/pictures/[^"/]+/)"', page)
    assert len(links) == 2
    response = analyst.post(links[0])
    compared = response.content.decode()
    left, right = shown(compared)
    assert left.shape == right.shape
    difference = np.abs(left.astype(int) - right).mean()
    assert difference < 12, "the mirrored copy must lie on the original"
    assert len(re.findall(r'<input type="radio" name="slider"', compared)) == 11
    assert "One of the two is mirrored." in compared
    assert "<script" not in compared.replace("<script src=", "")
    assert " style=" not in compared
    assert "unsafe" not in response["Content-Security-Policy"]


def test_pictures_that_are_off_are_nowhere(analyst: Client, desk: Desk, settings: Any) -> None:
    links = re.findall(r'href="(/ads/[^"]+/pictures/[^"/]+/)"', analyst.get(address()).content.decode())
    settings.THREADLINE_DESK = replace(desk, pictures=False)
    page = analyst.post(address()).content.decode()
    assert shown(page) == []
    assert "Pictures are turned off" in page
    assert analyst.get(links[0]).status_code == 404
    assert "/pictures/" not in analyst.get(address().removesuffix("pictures/")).content.decode()


def test_a_picture_of_another_ad_cannot_be_asked_for(analyst: Client, filled: tuple[Path, Any]) -> None:
    _, digests = filled
    stranger = hide("pair", f"{digests[1]}:{digests[2]}")
    assert analyst.get(f"{address()}{stranger}/").status_code == 404
    assert analyst.get(f"{address()}not-a-token/").status_code == 404


def test_without_a_record_as_the_reason_no_picture_is_shown(desk: Desk, enter: Callable[[str], Client]) -> None:
    response = enter("analyst").get(address())
    assert response.status_code == 302
    assert open_engine().get(["board:0"])
