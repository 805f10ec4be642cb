"""Unusual searching is shown; who looked a number up is told only to two people together."""

from typing import Any

from django.test import Client

from review_ui.desk import Desk
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Inquiry, Tip


def test_trying_many_numbers_in_one_call_is_shown(worker: Client, enter: Any) -> None:
    for number in range(100, 113):
        worker.post("/look-up/", {"typed": f"202 555 0{number}"})
    assert "13 different identifiers" in enter("supervisor").get("/supervision/").content.decode()


def test_three_numbers_are_usual(worker: Client, enter: Any) -> None:
    for number in range(100, 103):
        worker.post("/look-up/", {"typed": f"202 555 0{number}"})
    assert "different identifiers" not in enter("supervisor").get("/supervision/").content.decode()


def test_a_minor_flag_waits_for_the_supervisor_s_list(hotline: Desk, enter: Any) -> None:
    tip = add_tip(NewTip("told", involves_minor=True))
    supervisor = enter("supervisor")
    assert f"/supervision/minors/{tip.pk}/" in supervisor.get("/supervision/").content.decode()
    supervisor.post(f"/supervision/minors/{tip.pk}/")
    assert Tip.objects.get().minor_checked_at
    assert f"/supervision/minors/{tip.pk}/" not in supervisor.get("/supervision/").content.decode()


def test_who_looked_a_number_up_needs_two(worker: Client, enter: Any, world: Any) -> None:
    worker.post("/look-up/", {"typed": world.NUMBER})
    supervisor, auditor = enter("supervisor"), enter("auditor")
    supervisor.post("/inquiries/open/", {"identifier": "(202) 555-0134", "why": "complaint 12"})
    path = f"/inquiries/{Inquiry.objects.get().pk}/"
    assert "worker-0" not in supervisor.get(path).content.decode()
    assert supervisor.post(f"{path}agree/").status_code == 403
    auditor.post(f"{path}agree/")
    page = supervisor.get(path).content.decode()
    assert "worker-0" in page
    assert "look up" in page
    assert auditor.post(f"{path}agree/").status_code == 404


def test_an_auditor_cannot_ask(hotline: Desk, enter: Any, world: Any) -> None:
    assert enter("auditor").post("/inquiries/open/", {"identifier": world.NUMBER, "why": "x"}).status_code == 403


def test_an_inquiry_keeps_no_number(hotline: Desk, enter: Any, world: Any) -> None:
    enter("supervisor").post("/inquiries/open/", {"identifier": world.NUMBER, "why": "complaint about (202) 555-0134"})
    assert "0134" not in Inquiry.objects.get().subject
