"""A new ad that carries a tip's identifier raises an alert; an old one that is put again does not."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from index.open import open_index
from review_ui.accounts.models import Account
from review_ui.desk import Desk
from review_ui.evidence import open_engine
from review_ui.following import follow_once
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import TipAlert
from review_ui.investigations.models import Alert
from review_ui.investigations.watching import add_watch_for


@pytest.fixture
def own_index(settings: Any, world: Any, tmp_path: Path) -> Any:
    """A copy of the index that a test may write to; call it once the desk is chosen."""

    def choose() -> None:
        folder = tmp_path / "own-index"
        shutil.copytree(world.index, folder, symlinks=True)
        settings.THREADLINE_DESK = replace(settings.THREADLINE_DESK, index=folder)

    yield choose
    open_engine().close()


def put_new_ad(world: Any, folder: Path, number: int = 50) -> None:
    document = world.make_document(number, world.BOISE, world.NUMBER)
    now = datetime.now(UTC)
    engine = open_index(folder)
    engine.put([replace(document, ad=replace(document.ad, first_seen_at=now, last_seen_at=now))])
    engine.close()


def test_a_new_ad_alerts_the_tip_that_names_its_number(
    hotline: Desk, own_index: Any, settings: Any, world: Any
) -> None:
    own_index()
    tip = add_tip(NewTip("Seen on a card.", (f"phone:{world.NUMBER}",)))
    add_tip(NewTip("Another.", (f"phone:{world.OTHER}",)))
    assert follow_once() == 0
    put_new_ad(world, settings.THREADLINE_DESK.index)
    assert follow_once() == 1
    assert follow_once() == 0
    assert TipAlert.objects.get().key.tip == tip


def test_alerts_name_no_ad_in_the_database(
    hotline: Desk, own_index: Any, settings: Any, world: Any, dump_database: Any
) -> None:
    own_index()
    add_tip(NewTip("Seen on a card.", (f"phone:{world.NUMBER}",)))
    put_new_ad(world, settings.THREADLINE_DESK.index)
    follow_once()
    assert "board:50" not in dump_database()


def test_alerts_are_listed_with_their_case_and_marked_as_seen(
    worker: Client, own_index: Any, settings: Any, world: Any
) -> None:
    own_index()
    tip = add_tip(NewTip("Seen on a card.", (f"phone:{world.NUMBER}",)))
    put_new_ad(world, settings.THREADLINE_DESK.index)
    follow_once()
    page = worker.get("/alerts/").content.decode()
    assert f"/cases/{tip.case_id}/" in page
    assert ">new<" in page
    worker.post("/alerts/seen/")
    assert ">new<" not in worker.get("/alerts/").content.decode()


def test_a_watch_of_the_ad_desks_alerts_its_owner(casework: Desk, own_index: Any, settings: Any, world: Any) -> None:
    own_index()
    owner = Account.objects.create(username="ann", role="investigator", password="!")
    add_watch_for(f"phone:{world.NUMBER}", owner)
    assert follow_once() == 0
    put_new_ad(world, settings.THREADLINE_DESK.index)
    assert follow_once() == 1
    assert Alert.objects.get().ad_id == "board:50"
