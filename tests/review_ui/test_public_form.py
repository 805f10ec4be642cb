"""The public form: no account, sealed, rate limited, in two languages, and it says nothing about anybody."""

from typing import Any

from django.test import Client

from review_ui.desk import Desk
from review_ui.hotline.models import Tip

TOLD = {"narrative": "canary-amber-2281", "reporter": "family", "exploitation": "labour", "identifiers": "202-555-0134"}


def test_anybody_may_tell_and_it_lies_sealed(hotline: Desk, dump_database: Any) -> None:
    page = Client().post("/tell-us/", TOLD).content.decode()
    assert "Thank you" in page
    tip = Tip.objects.get()
    assert (tip.channel, tip.consent, tip.reporter) == ("form", "not_asked", "family")
    assert "canary-amber" not in dump_database()


def test_the_page_has_a_safe_exit_and_the_emergency_number(hotline: Desk) -> None:
    page = Client().get("/tell-us/").content.decode()
    assert 'data-key="escape"' in page
    assert "Call 911." in page
    assert "<nav" not in page


def test_it_speaks_spanish(hotline: Desk) -> None:
    client = Client()
    response = client.post("/language/", {"language": "es", "from": "tell-us"})
    assert response["Location"] == "/tell-us/"
    assert "Cuéntenos" in client.get("/tell-us/").content.decode()


def test_the_sixth_in_an_hour_is_put_off(hotline: Desk) -> None:
    answers = [Client().post("/tell-us/", TOLD).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert Tip.objects.count() == 5


def test_an_answer_never_differs_by_what_is_held(hotline: Desk, world: Any) -> None:
    pages = [
        Client().post("/tell-us/", {**TOLD, "identifiers": number}).content.split(b"csrfmiddlewaretoken")[-1][90:]
        for number in (world.NUMBER, "+12025550111")
    ]
    assert pages[0] == pages[1]


def test_nothing_told_is_not_kept(hotline: Desk) -> None:
    assert Client().post("/tell-us/", {"narrative": "  "}).status_code == 200
    assert not Tip.objects.exists()
