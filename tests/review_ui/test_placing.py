"""The caller's place: a city, a ZIP code or an area code, each with how well it is known, sealed with the call."""

import json
from typing import Any

import pytest
from django.test import Client

from review_ui.desk import Desk
from review_ui.hotline.models import Call
from review_ui.hotline.placing import find_place, place_of
from review_ui.resources.directory import NewResource, add_resource
from review_ui.resources.models import Resource


@pytest.mark.parametrize(
    ("said", "source", "lat"),
    [("Boise, ID", "city", 43.6), ("80202", "postal code", 39.7), ("I am near Reno nevada", "city", 39.5)],
)
def test_places_are_found_with_their_source(hotline: Desk, said: str, source: str, lat: float) -> None:
    found = find_place(said)
    assert found
    assert (found.source, found.lat) == (source, pytest.approx(lat, abs=0.2))
    assert found.accuracy_km > 0


def test_an_area_code_is_a_weak_hint_without_a_position(hotline: Desk) -> None:
    found = find_place("303")
    assert found
    assert (found.source, found.state, found.lat, found.is_sure) == ("area code", "CO", None, False)


@pytest.mark.parametrize("said", ["", "xyzzy", "00000", "9" * 300, "\x00"])
def test_what_is_no_place_is_none(hotline: Desk, said: str) -> None:
    assert find_place(said) is None


@pytest.fixture
def services(hotline: Desk) -> list[Resource]:
    rows = [("Boise Centre", "Boise", "ID", 43.61, -116.2), ("Denver House", "Denver", "CO", 39.74, -104.98)]
    return [add_resource(NewResource(n, "+13035550142", c, lat, lon, admin=a)) for n, c, a, lat, lon in rows]


def test_services_are_near_the_caller_once_the_place_is_known(worker: Client, services: Any, world: Any) -> None:
    before = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert "not where the caller is" in before
    worker.post("/calls/place/", {"place": "boise, id"})
    page = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert "where the caller is" in page
    assert "Boise Centre" in page
    assert "Denver House" not in page


@pytest.mark.parametrize("typed", ["", "0134", "208", "hello there"])
def test_services_stand_there_before_a_number_is_known(worker: Client, services: Any, typed: str) -> None:
    worker.post("/calls/place/", {"place": "Boise, ID"})
    page = worker.post("/look-up/", {"typed": typed}).content.decode()
    assert page.count("Boise Centre") == 1
    assert "Denver House" not in page


def test_the_directory_lists_the_nearest_first_in_a_call(worker: Client, services: Any) -> None:
    by_state = worker.get("/services/").content.decode()
    assert by_state.index("Denver House") < by_state.index("Boise Centre")
    worker.post("/calls/place/", {"place": "Boise, ID"})
    by_distance = worker.get("/services/").content.decode()
    assert by_distance.index("Boise Centre") < by_distance.index("Denver House")
    assert "near Boise, ID, US, where the caller is" in by_distance


def test_services_are_offered_for_a_number_nobody_advertised(worker: Client, services: Any) -> None:
    worker.post("/calls/place/", {"place": "Boise, ID"})
    assert "Boise Centre" in worker.post("/look-up/", {"typed": "202 555 0111"}).content.decode()


def test_an_area_code_offers_the_state_and_says_that_it_is_weak(worker: Client, services: Any) -> None:
    worker.post("/calls/place/", {"place": "303"})
    page = worker.post("/look-up/", {"typed": "202 555 0111"}).content.decode()
    assert "weak hint" in page
    assert "Denver House" in page


def test_the_place_lies_sealed_and_can_be_forgotten(worker: Client, dump_database: Any) -> None:
    worker.post("/calls/place/", {"place": "Boise, ID"})
    assert "Boise" not in dump_database()
    assert place_of(Call.objects.get())
    worker.post("/calls/place/", {"place": ""})
    assert place_of(Call.objects.get()) is None


def test_the_map_s_points_leave_out_confidential_services(worker: Client, world: Any) -> None:
    for name, is_hidden in (("Open House", False), ("Hidden House", True)):
        add_resource(NewResource(name, "+13035550142", "Denver", 39.7, -105.0, is_confidential=is_hidden))
    page = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    points = page.split('data-points="')[1].split('"')[0].replace("&#34;", chr(34)).replace("\\u0027", "'")
    labels = [point["label"] for point in json.loads(points)]
    assert "Open House" in labels
    assert "Hidden House" not in labels
