"""HSDS 3.0: what goes out comes in again the same; what cannot be read is named and the rest goes on."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from review_ui.desk import Desk
from review_ui.faults import BadRecordError
from review_ui.resources.directory import NewResource, add_resource
from review_ui.resources.hsds import read_services, write_services
from review_ui.resources.models import Resource

HOURS = ({"days": ["mon", "fri"], "opens": "09:00", "closes": "17:00"},)
COMPARED = (
    "name",
    "phone",
    "city",
    "admin",
    "lat",
    "lon",
    "hours",
    "languages",
    "takes_minors",
    "timezone",
    "checked_on",
)


def service(name: str, **more: Any) -> Resource:
    return add_resource(NewResource(name, "+13035550142", "Denver", 39.7, -105.0, admin="CO", hours=HOURS, **more))


@pytest.fixture
def supervisor(hotline: Desk, enter: Any) -> Client:
    client: Client = enter("supervisor")
    return client


def send(client: Client, content: bytes) -> Any:
    return client.post("/services/import/", {"file": SimpleUploadedFile("services.json", content)})


def test_what_goes_out_comes_in_the_same(supervisor: Client) -> None:
    service("Open House", languages=("en", "es"), takes_minors=True, timezone="America/Denver", hsds_id="s-1")
    before = [getattr(Resource.objects.get(), name) for name in COMPARED]
    exported = supervisor.get("/services/export/").content
    Resource.objects.all().delete()
    send(supervisor, exported)
    assert [getattr(Resource.objects.get(), name) for name in COMPARED] == before
    send(supervisor, exported)
    assert Resource.objects.count() == 1


def test_a_confidential_place_does_not_leave(supervisor: Client) -> None:
    service("Hidden House", is_confidential=True, address="1 Hidden Lane")
    exported = supervisor.get("/services/export/").content.decode()
    assert "Hidden Lane" not in exported
    assert "39.7" not in exported


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(supervisor: Client) -> None:
    good = write_services([service("Open House", hsds_id="s-1")])
    Resource.objects.all().delete()
    page = send(supervisor, json.dumps([{"name": "no phone"}, *good, 7]).encode())
    assert Resource.objects.count() == 1
    shown = supervisor.get(page["Location"]).content.decode()
    assert "Services kept: 1. Left out: 2." in shown
    assert "service 1:" in shown


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"a": 1}', b"7", b"[" * 100_000])
def test_a_file_that_is_no_hsds_is_refused(supervisor: Client, content: bytes) -> None:
    assert send(supervisor, content).status_code == 400


def test_a_worker_cannot_import(worker: Client) -> None:
    assert send(worker, b"[]").status_code == 403


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["id", "name", "phones", "number", "service_at_locations", "location", "latitude", "attributes", "schedules"]
    ), inner, max_size=5),
    max_leaves=15,
)  # fmt: skip


@given(st.lists(JSON, max_size=4))
def test_no_document_breaks_the_reader(document: list[object]) -> None:
    found = list(read_services(document))
    assert len(found) == len(document)
    assert all(isinstance(one, NewResource | BadRecordError) for one in found)


def test_the_list_is_narrowed(worker: Client) -> None:
    service("For minors", takes_minors=True, is_always_open=True, languages=("es",))
    service("For adults", languages=("en",))
    page = worker.get("/services/?takes_minors=1&open_now=1&language=es").content.decode()
    assert "For minors" in page
    assert "For adults" not in page
