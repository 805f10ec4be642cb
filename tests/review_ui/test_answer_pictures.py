"""Pictures under the look-up's answer: off until the operator turns them on, blurred, audited, only in a call."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client

from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.tokens import hide


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, load_module: Callable[[str], ModuleType]) -> Path:
    data = tmp_path_factory.mktemp("answer-pictures")
    module: Any = load_module("picture_world")
    module.build(data, load_module("made_up_world"))
    return data


@pytest.fixture
def desk(hotline: Desk, settings: Any, filled: Path) -> Desk:
    chosen = replace(hotline, index=filled / "index", archive=filled / "archive", pictures=True)
    settings.THREADLINE_DESK = chosen
    return chosen


def ask(client: Client) -> str:
    return client.post("/look-up/pictures/", {"ad": [hide("ad", "board:0"), "forged"]}).content.decode()


def test_blurred_pictures_come_after_the_answer_and_are_audited(desk: Desk, worker: Client) -> None:
    page = ask(worker)
    assert page.count("data:image/jpeg;base64,") == 1
    assert f"/ads/{hide('ad', 'board:0')}/pictures/" in page
    assert chain_of(desk).rows(1)[0].action == "pictures read"


def test_none_are_shown_outside_a_call(desk: Desk, enter: Any) -> None:
    assert ask(enter("worker")) == ""


def test_none_are_shown_until_the_operator_turns_them_on(desk: Desk, settings: Any, worker: Client, world: Any) -> None:
    settings.THREADLINE_DESK = replace(desk, pictures=False)
    assert ask(worker) == ""
    assert "answer-pictures" not in worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
