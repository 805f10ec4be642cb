"""Tips that belong together: proposed by keyed hashes with reasons, joined by a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from index.open import open_index
from review_ui.desk import Desk
from review_ui.faults import KeyGoneError
from review_ui.hotline.belonging import Related, find_related, join
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Case, Tip
from review_ui.hotline.sealing import unseal

NOW = datetime(2026, 11, 1, tzinfo=UTC)
STORY = "the foreman keeps every passport in a box under the front seat of the van"


def related(case: Case, world: Any) -> list[Related]:
    words = [unseal(str(case.pk), str(tip.pk), tip.sealed) for tip in case.tips.all()]
    return find_related(case, words, open_index(world.index))


def reasons(case: Case, other: Case, world: Any) -> list[str]:
    return [name for one in related(case, world) if one.case == other for name, _sentence in one.reasons]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"identifiers": ("phone:+12025550134",)}, {"identifiers": ("phone:+12025550134",)}, ["identifier"]),
        ({"identifiers": ("phone:+12025550134",)}, {"identifiers": ("email:rose@example.org",)}, ["ads"]),
        ({"organisation": "Sunny Farms, Inc."}, {"organisation": "sunny farms inc"}, ["organisation"]),
        ({"place": "Boise, ID"}, {"place": "boise"}, ["place"]),
        ({"narrative": f"He says {STORY}."}, {"narrative": f"{STORY.upper()}!"}, ["wording"]),
        ({"identifiers": ("phone:+12025550134",)}, {"identifiers": ("phone:+13035550199",)}, []),
        ({}, {}, []),
    ],
)
def test_cases_are_proposed_with_their_reason(
    hotline: Desk, world: Any, left: dict[str, Any], right: dict[str, Any], expected: list[str]
) -> None:
    one = add_tip(NewTip(**{"narrative": "first", "received_at": NOW, **left}))
    two = add_tip(NewTip(**{"narrative": "second", "received_at": NOW + timedelta(days=3), **right}))
    assert reasons(one.case, two.case, world) == expected


def test_the_same_place_a_year_apart_is_no_reason(hotline: Desk, world: Any) -> None:
    one = add_tip(NewTip("first", place="Boise", received_at=NOW))
    two = add_tip(NewTip("second", place="Boise", received_at=NOW - timedelta(days=365)))
    assert reasons(one.case, two.case, world) == []


def test_joining_moves_the_tips_under_one_key_and_destroys_the_other(
    hotline: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    one, two = add_tip(NewTip("first")), add_tip(NewTip("second"))
    old, sealed = str(two.case_id), bytes(two.sealed)
    with django_capture_on_commit_callbacks(execute=True):
        join(one.case, two.case)
    moved = Tip.objects.get(pk=two.pk)
    assert unseal(str(one.case_id), str(moved.pk), moved.sealed)["narrative"] == "second"
    with pytest.raises(KeyGoneError):
        unseal(old, str(two.pk), sealed)


def test_the_case_page_tells_it_all_on_one_page(worker: Client, world: Any) -> None:
    one = add_tip(NewTip("A cleaning job was promised.", (f"phone:{world.NUMBER}",)))
    two = add_tip(NewTip("Another was promised the same.", (f"phone:{world.NUMBER}",)))
    page = worker.get(f"/cases/{one.case_id}/").content.decode()
    assert "on 7 ads (7 commercial) in 2 states: CO, US; ID, US" in " ".join(page.split())
    assert "both name +1 202-555-0134" in page
    worker.post(f"/cases/{one.case_id}/join/", {"number": two.case.number})
    page = worker.get(f"/cases/{one.case_id}/").content.decode()
    assert "named by 2 tips" in page
    assert worker.get(f"/cases/{two.case_id}/")["Location"].endswith(f"/cases/{one.case_id}/")


@pytest.mark.parametrize("number", ["", "x", "999", "-1", "1" * 50])
def test_joining_with_no_case_is_refused(worker: Client, number: str) -> None:
    one = add_tip(NewTip("first"))
    assert worker.post(f"/cases/{one.case_id}/join/", {"number": number}).status_code == 400
    assert worker.post(f"/cases/{one.case_id}/join/", {"number": one.case.number}).status_code == 400


def test_who_read_a_case_stands_on_it(worker: Client, enter: Any) -> None:
    one = add_tip(NewTip("first"))
    enter("supervisor").get(f"/cases/{one.case_id}/")
    page = worker.get(f"/cases/{one.case_id}/").content.decode()
    assert "supervisor" in page.split("Who read this")[1]
