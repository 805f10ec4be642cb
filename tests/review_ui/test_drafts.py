"""What is typed is kept: through a lost session, a hang-up, a confirmation."""

import uuid
from typing import Any

import pytest
from django.test import Client

from review_ui.accounts.models import Account
from review_ui.hotline.models import Tip, TipDraft, TipKey
from review_ui.hotline.sealing import unseal

WORDS = "canary-velvet-9921 said to call (202) 555-0134"
FORM = {
    "narrative": WORDS, "urgency": "urgent", "consent": "given", "reporter": "unknown", "exploitation": "unknown",
    "channel": "phone",
}  # fmt: skip


def test_a_draft_is_there_again_after_a_new_log_in(worker: Client, enter: Any) -> None:
    worker.post("/tips/draft/", FORM)
    again = Client()
    again.force_login(Account.objects.get())
    session = again.session
    session["began_at"] = session["seen_at"] = __import__("time").time()
    session.save()
    assert "canary-velvet-9921" in again.get("/tips/new/").content.decode()


def test_a_draft_lies_sealed(worker: Client, dump_database: Any) -> None:
    worker.post("/tips/draft/", FORM)
    assert "canary-velvet" not in dump_database()


def test_nobody_else_sees_a_draft(worker: Client, enter: Any) -> None:
    worker.post("/tips/draft/", FORM)
    assert "canary-velvet" not in enter("worker").get("/tips/new/").content.decode()


def test_a_hang_up_saves_the_draft_with_consent_not_asked(worker: Client) -> None:
    worker.post("/tips/draft/", FORM)
    worker.post("/calls/end/")
    tip = Tip.objects.get()
    assert (tip.consent, tip.urgency) == ("not_asked", "urgent")
    assert unseal(str(tip.case_id), str(tip.pk), tip.sealed)["narrative"] == WORDS
    assert not TipDraft.objects.exists()


def test_the_button_that_ends_the_call_sends_the_last_words_along(worker: Client) -> None:
    worker.post("/tips/draft/", FORM)
    worker.post("/calls/end/", FORM | {"narrative": WORDS + ", and then the line went"})
    tip = Tip.objects.get()
    assert str(unseal(str(tip.case_id), str(tip.pk), tip.sealed)["narrative"]).endswith("and then the line went")


def test_a_draft_that_arrives_after_its_tip_is_no_second_tip(worker: Client) -> None:
    """The form keeps itself once more while a slow answer to *Save tip* is on its way."""
    form = FORM | {"form_id": str(uuid.uuid4())}
    worker.post("/tips/new/", form)
    worker.post("/tips/draft/", form | {"narrative": f"{WORDS}\r\n"})
    assert "canary-velvet" not in worker.get("/look-up/").content.decode()
    worker.post("/calls/end/", form)
    assert Tip.objects.count() == 1
    assert not TipDraft.objects.exists()


def test_a_form_that_is_sent_twice_is_one_tip_and_one_that_was_changed_is_two(worker: Client) -> None:
    form = FORM | {"form_id": str(uuid.uuid4()), "identifiers": "(202) 555-0134"}
    first = worker.post("/tips/new/", form)
    assert worker.post("/tips/new/", form)["Location"] == first["Location"]
    assert Tip.objects.count() == 1
    assert worker.post("/tips/new/", form | {"urgency": "routine"}).status_code == 302
    assert worker.post("/tips/new/", form | {"identifiers": "(303) 555-0199"}).status_code == 302
    assert Tip.objects.count() == 3


def test_the_form_of_another_person_is_never_taken(worker: Client, enter: Any) -> None:
    form = FORM | {"form_id": str(uuid.uuid4())}
    worker.post("/tips/new/", form)
    enter("worker").post("/tips/new/", form)
    assert Tip.objects.count() == 2


def test_an_empty_draft_saves_no_tip(worker: Client) -> None:
    worker.post("/tips/draft/", {"narrative": "  "})
    worker.post("/calls/end/")
    assert not Tip.objects.exists()


def test_identifiers_in_the_words_are_offered_and_taken_only_when_ticked(worker: Client) -> None:
    response = worker.post("/tips/new/", FORM)
    tip = Tip.objects.get()
    assert response["Location"] == f"/tips/{tip.pk}/identifiers/"
    assert "+1 202-555-0134" in worker.get(response["Location"]).content.decode()
    assert not TipKey.objects.filter(kind="phone").exists()
    worker.post(response["Location"], {"identifier": ["phone:+12025550134", "phone:+13035550199"]})
    assert TipKey.objects.filter(kind="phone").count() == 1
    tip.refresh_from_db()
    assert unseal(str(tip.case_id), str(tip.pk), tip.sealed)["identifiers"] == ["phone:+12025550134"]


@pytest.mark.parametrize("junk", ["\x00", "x" * 100_000, "\ud800".encode("utf-8", "replace").decode()])
def test_any_draft_is_kept(worker: Client, junk: str) -> None:
    assert worker.post("/tips/draft/", {"narrative": junk}).status_code == 200
