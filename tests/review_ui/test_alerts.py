"""A new ad that carries a tip's identifier raises an alert; an old one that is put again does not."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from index.open import open_index
from index.query import Circle, Query
from review_ui.accounts.models import Account
from review_ui.desk import Desk
from review_ui.faults import BadRecordError
from review_ui.following import follow_once
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import TipAlert
from review_ui.investigations.models import Alert, Watch
from review_ui.investigations.watching import Watcher, watch_key, watch_search
from review_ui.search.saved import as_query, as_record


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
    watch_key(f"phone:{world.NUMBER}", Watcher(owner))
    assert follow_once() == 0
    put_new_ad(world, settings.THREADLINE_DESK.index)
    assert follow_once() == 1
    assert Alert.objects.get().ad_id == "board:50"


BOISE_AND_SIGN = {"place": "Boise, ID, US", "indicator": "third-party-contact"}


def test_a_place_and_a_sign_are_watched_together(casework: Desk, own_index: Any, settings: Any, world: Any) -> None:
    own_index()
    watcher = Watcher(Account.objects.create(username="ann", role="investigator", password="!"))
    both = Query(places=(BOISE_AND_SIGN["place"],), indicators=(BOISE_AND_SIGN["indicator"],))
    watch_search(both, watcher)
    watch_search(replace(both, places=("Denver, CO, US",)), watcher)
    watch_search(replace(both, text='"sweet company" -denver'), watcher)
    put_new_ad(world, settings.THREADLINE_DESK.index)
    assert follow_once() == 2
    assert follow_once() == 0
    assert {alert.watch.search.get("text", "") for alert in Alert.objects.all()} == {"", '"sweet company" -denver'}


def test_a_search_that_would_watch_everything_is_no_watch(casework: Desk) -> None:
    for query in (Query(), Query(limit=5, order="relevance"), Query(text="word " * 65)):
        with pytest.raises(BadRecordError):
            watch_search(query, Watcher(actor="script"))


@given(
    text=st.sampled_from(["", "sweet company", '"day 3" -boise']),
    places=st.lists(st.sampled_from(["Boise, ID, US", "Denver, CO, US"]), unique=True).map(tuple),
    since=st.none() | st.just(datetime(2026, 9, 20, tzinfo=UTC)),
    near=st.none() | st.just(Circle(43.6, -116.2, 25.0)),
)
def test_a_saved_search_is_read_back_as_it_was(
    text: str, places: tuple[str, ...], since: datetime | None, near: Circle | None
) -> None:
    query = Query(text=text, places=places, since=since, near=near)
    assume(query != Query())
    assert as_query(json.loads(json.dumps(as_record(query)))) == query


def test_a_search_is_watched_from_its_page_and_its_alerts_are_new_once(
    casework: Desk, enter: Any, own_index: Any, settings: Any, world: Any
) -> None:
    own_index()
    client = enter("investigator")
    client.post("/investigations/", {"title": "One town", "purpose": "follow it"})
    asked = {"text": "company", "filter": [f"{name}={value}" for name, value in BOISE_AND_SIGN.items()]}
    assert "Watch this search" in client.post("/search/", asked).content.decode()
    assert "Watch this search" not in client.post("/search/", {"text": ""}).content.decode()
    client.post("/watches/search/", asked)
    put_new_ad(world, settings.THREADLINE_DESK.index)
    assert follow_once() == 1
    page = client.get("/watches/").content.decode()
    assert "1 new since your last look" in page
    assert "third party contact" in page
    assert "new since your last look" not in client.get("/watches/").content.decode()


def test_without_an_investigation_no_search_is_watched(casework: Desk, enter: Any) -> None:
    client = enter("investigator")
    client.post("/investigations/reason/", {"words": "curious"})
    assert client.post("/watches/search/", {"text": "company"}).status_code == 404
    assert not Watch.objects.exists()
