"""Two people at one tip, a session that ends in mid-sentence, a disk that is full: nothing is lost."""

import re
import sqlite3
from html import unescape
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from review_ui.accounts.people import add_user
from review_ui.audit.chain import AuditChain
from review_ui.desk import Desk
from review_ui.faults import AuditError
from review_ui.hotline import tip_views
from review_ui.hotline.belonging import join
from review_ui.hotline.drafts import read_draft
from review_ui.hotline.editing import read_fields, read_version
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Tip, TipKey, TipVersion

FIELDS = {
    "urgency": "routine",
    "reporter": "unknown",
    "exploitation": "unknown",
    "consent": "not_asked",
    "channel": "phone",
}


def form_of(client: Client, tip: Tip) -> dict[str, str]:
    page = client.get(f"/tips/{tip.pk}/edit/").content.decode()
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    fields = {name: str(value) for name, value in read_fields(tip).items() if value is not False}
    return fields | {"version": found.group(1)}


def save(client: Client, tip: Tip, fields: dict[str, str]) -> Any:
    return client.post(f"/tips/{tip.pk}/edit/", fields)


def held(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in inputs if name != "csrfmiddlewaretoken"}


@pytest.fixture
def tip(hotline: Desk) -> Tip:
    return add_tip(NewTip("A card at a motel.", ("phone:+12025550134",), place="Denver"))


def test_a_change_keeps_the_version_before_it(tip: Tip, enter: Any, dump_database: Any) -> None:
    worker = enter("worker")
    fields = form_of(worker, tip) | {"narrative": "Two cards at a motel.", "identifiers": "303-555-0199"}
    assert save(worker, tip, fields).status_code == 302
    tip.refresh_from_db()
    assert read_fields(tip)["narrative"] == "Two cards at a motel."
    assert read_version(TipVersion.objects.get())["narrative"] == "A card at a motel."
    assert [key.kind for key in TipKey.objects.filter(tip=tip, kind="phone")] == ["phone"]
    assert "A card at a motel." in worker.get(f"/tips/{tip.pk}/").content.decode()
    assert "at a motel" not in dump_database()


def test_changes_of_different_fields_are_put_together(tip: Tip, enter: Any) -> None:
    first, second = enter("worker"), enter("supervisor")
    one, two = form_of(first, tip), form_of(second, tip)
    assert save(first, tip, one | {"place": "Boise"}).status_code == 302
    answer = save(second, tip, two | {"narrative": "Three cards."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed this tip" in page
    assert "You both changed this" not in page
    assert "Three cards." in page
    assert 'value="Boise"' in page


def test_when_both_change_the_same_words_both_are_shown_and_kept(tip: Tip, enter: Any) -> None:
    first, second = enter("worker"), enter("supervisor")
    one, two = form_of(first, tip), form_of(second, tip)
    save(first, tip, one | {"narrative": "Words of the first."})
    page = save(second, tip, two | {"narrative": "Words of the second."}).content.decode()
    assert "Words of the first." in page
    assert "Words of the second." in page
    aside = TipVersion.objects.get(is_aside=True)
    assert read_version(aside)["narrative"] == "Words of the second."
    again = two | {"narrative": "Words of both.", "version": held(page)["version"]}
    assert save(second, tip, again).status_code == 302
    tip.refresh_from_db()
    assert read_fields(tip)["narrative"] == "Words of both."
    assert TipVersion.objects.count() == 3


def test_versions_move_with_a_joined_case(tip: Tip, enter: Any) -> None:
    worker = enter("worker")
    save(worker, tip, form_of(worker, tip) | {"narrative": "Changed."})
    other = add_tip(NewTip("Another."))
    join(other.case, tip.case)
    assert read_version(TipVersion.objects.get())["narrative"] == "A card at a motel."


def test_a_session_that_ended_costs_no_word(hotline: Desk) -> None:
    """The form that was sent comes back after the log-in, and one key saves it."""
    add_user("ann", "worker", "a quiet lamp beside the door")
    client = Client()
    answer = client.post("/tips/new/", FIELDS | {"narrative": 'She said "no" & left.'})
    assert answer.status_code == 403
    carried = held(answer.content.decode())
    wrong = client.post("/log-in/", carried | {"username": "ann", "password": "not it at all, no"})
    assert 'value="She said &quot;no&quot; &amp; left."' in wrong.content.decode()
    answer = client.post("/log-in/", carried | {"username": "ann", "password": "a quiet lamp beside the door"})
    page = answer.content.decode()
    assert "Your words are still here" in page
    assert 'action="/tips/new/"' in page
    client.post("/tips/new/", held(page))
    assert read_fields(Tip.objects.get())["narrative"] == 'She said "no" & left.'


@pytest.mark.parametrize("path", ["/look-up/", "https://example.org/", "//example.org/tips/new/", "/accounts/"])
def test_only_forms_in_which_people_write_are_carried(hotline: Desk, path: str) -> None:
    add_user("ann", "worker", "a quiet lamp beside the door")
    fields = {"username": "ann", "password": "a quiet lamp beside the door", "held_path": path, "held-x": "1"}
    assert Client().post("/log-in/", fields).status_code == 302


@pytest.mark.parametrize(
    "fault", [OperationalError("database or disk is full"), sqlite3.OperationalError("full"), OSError(28, "x")]
)
def test_a_full_disk_is_told_and_the_words_stay_in_the_page(
    worker: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_arguments: object) -> None:
        raise fault

    monkeypatch.setattr(tip_views, "add_tip", fail)
    answer = worker.post("/tips/new/", FIELDS | {"narrative": "Told at a bad moment."})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "It cannot be saved now" in page
    assert held(page)["narrative"] == "Told at a bad moment."
    monkeypatch.undo()
    worker.post("/tips/new/", held(page))
    assert read_fields(Tip.objects.get())["narrative"] == "Told at a bad moment."


def test_an_audit_that_cannot_be_written_gives_no_data_and_loses_no_word(
    worker: Client, monkeypatch: pytest.MonkeyPatch, world: Any
) -> None:
    def fail(*_arguments: object) -> None:
        raise AuditError("read-only file")

    monkeypatch.setattr(AuditChain, "append", fail)
    look_up = worker.post("/look-up/", {"typed": world.NUMBER})
    assert look_up.status_code == 503
    assert "Denver" not in look_up.content.decode()
    answer = worker.post("/tips/new/", FIELDS | {"narrative": "Told while the audit was blocked."})
    assert answer.status_code == 503
    assert held(answer.content.decode())["narrative"] == "Told while the audit was blocked."
    assert Tip.objects.count() == 0


def test_a_draft_of_an_ended_session_is_there_again(hotline: Desk, enter: Any) -> None:
    worker = enter("worker")
    worker.post("/tips/draft/", FIELDS | {"narrative": "Half a sent"})
    worker.session.flush()
    assert worker.get("/tips/new/").status_code == 302
    account = Tip._meta.get_field("recorded_by").related_model.objects.get()
    assert read_draft(account)["narrative"] == "Half a sent"
