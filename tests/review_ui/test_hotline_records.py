"""Tips and cases: sealed, counted, unreadable without their key."""

import json
from typing import Any

import pytest
from django.test import Client

from review_ui.desk import Desk
from review_ui.faults import BadRecordError, KeyGoneError
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Tip
from review_ui.hotline.sealing import destroy_key, seal, unseal

CANARY = "canary-quartz-4417"


def test_no_word_of_a_tip_lies_in_the_database(hotline: Desk, world: Any, dump_database: Any) -> None:
    add_tip(NewTip(CANARY, (f"phone:{world.NUMBER}",), place=CANARY, safe_contact=CANARY, organisation=CANARY))
    dump = dump_database()
    assert CANARY not in dump
    assert CANARY.encode().hex() not in dump.lower()
    assert "2025550134" not in dump


def test_a_tip_is_read_again_with_its_key(hotline: Desk) -> None:
    tip = add_tip(NewTip(CANARY, place="Denver"))
    words = unseal(str(tip.case_id), str(tip.pk), Tip.objects.get().sealed)
    assert (words["narrative"], words["place"]) == (CANARY, "Denver")


def test_a_destroyed_key_makes_the_case_unreadable_for_ever(hotline: Desk) -> None:
    tip = add_tip(NewTip(CANARY))
    assert destroy_key(str(tip.case_id))
    with pytest.raises(KeyGoneError):
        unseal(str(tip.case_id), str(tip.pk), tip.sealed)
    assert not destroy_key(str(tip.case_id))
    assert hotline.case_keys.read_bytes().count(str(tip.case_id).encode()) == 0


def test_a_ciphertext_cannot_change_places(hotline: Desk) -> None:
    sealed = seal("case", "tip-1", {"narrative": CANARY})
    with pytest.raises(KeyGoneError):
        unseal("case", "tip-2", sealed)
    with pytest.raises(KeyGoneError):
        unseal("case", "tip-1", sealed[:-1] + bytes([sealed[-1] ^ 1]))


@pytest.mark.parametrize(
    "new",
    [
        NewTip("x", identifiers=("2025550134",)),
        NewTip("x", urgency="whenever"),
        NewTip("x", consent="yes"),
        NewTip("x", channel="pigeon"),
    ],
)
def test_tips_that_cannot_be_kept_are_refused(hotline: Desk, new: NewTip) -> None:
    with pytest.raises(BadRecordError):
        add_tip(new)
    assert not Tip.objects.exists()


def test_a_tip_written_in_a_call_belongs_to_it(worker: Client, hotline: Desk) -> None:
    form = {
        "narrative": CANARY, "identifiers": "(202) 555-0134\nnonsense\nrose@example.org", "urgency": "urgent",
        "consent": "not_asked", "reporter": "unknown", "exploitation": "unknown", "channel": "phone",
    }  # fmt: skip
    worker.post("/tips/new/", form)
    tip = Tip.objects.get()
    assert tip.call_id == tip.call.pk  # type: ignore[union-attr]
    words = unseal(str(tip.case_id), str(tip.pk), tip.sealed)
    assert words["identifiers"] == ["phone:+12025550134", "email:rose@example.org"]
    assert CANARY in worker.get(f"/tips/{tip.pk}/").content.decode()
    assert CANARY in worker.get(f"/cases/{tip.case_id}/").content.decode()


def test_a_tip_whose_key_is_gone_says_so(worker: Client, hotline: Desk) -> None:
    tip = add_tip(NewTip(CANARY))
    destroy_key(str(tip.case_id))
    assert worker.get(f"/tips/{tip.pk}/").status_code == 410


def test_any_text_survives_sealing(hotline: Desk) -> None:
    words = {"narrative": "ñ 你好 \u202e \x00 'quotes' \U0001f600", "list": [1, None]}
    assert json.dumps(unseal("case", "tip", seal("case", "tip", words))) == json.dumps(words)
