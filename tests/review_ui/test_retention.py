"""Retention deletes exactly what is due; a legal hold anywhere in a case wins; the audit names numbers, not content."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.faults import KeyGoneError
from review_ui.hotline.drafts import save_draft
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Case, Tip, TipDraft, TipKey
from review_ui.hotline.retention import delete_due, find_due_cases
from review_ui.hotline.sealing import unseal

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEPT_DAYS = 1095


def tip_of_age(days: int) -> Tip:
    return add_tip(NewTip("told", ("phone:+12025550134",), received_at=NOW - timedelta(days=days)))


@given(ages=st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_the_old_and_unheld_go(hotline: Desk, ages: list[tuple[int, bool]]) -> None:
    Tip.objects.all().delete()
    Case.objects.all().delete()
    made = [(tip_of_age(age), age, is_held) for age, is_held in ages]
    for tip, _age, is_held in made:
        Case.objects.filter(pk=tip.case_id).update(legal_hold=is_held)
    expected = {tip.pk for tip, age, is_held in made if age <= KEPT_DAYS or is_held}
    delete_due(NOW)
    assert set(Tip.objects.values_list("pk", flat=True)) == expected
    assert set(TipKey.objects.values_list("tip", flat=True)) == expected


def test_what_was_deleted_cannot_be_read_from_an_old_copy(hotline: Desk) -> None:
    tip = tip_of_age(2000)
    copy = bytes(tip.sealed)
    assert delete_due(NOW).cases == 1
    with pytest.raises(KeyGoneError):
        unseal(str(tip.case_id), str(tip.pk), copy)


def test_a_hold_on_one_tip_holds_its_case(hotline: Desk) -> None:
    tip = tip_of_age(2000)
    Tip.objects.filter(pk=tip.pk).update(legal_hold=True)
    assert not find_due_cases(NOW)


def test_old_drafts_go(hotline: Desk, enter: Any) -> None:
    from review_ui.accounts.models import Account

    enter("worker")
    save_draft(Account.objects.get(), None, {"narrative": "x"})
    TipDraft.objects.update(saved_at=NOW - timedelta(days=31))
    assert delete_due(NOW).drafts == 1


def test_the_audit_names_numbers_alone(hotline: Desk) -> None:
    tip_of_age(2000)
    delete_due(NOW)
    row = chain_of(hotline).rows(newest=1)[0]
    assert (row.action, row.detail) == ("deleted", "1 cases, 0 calls, 0 drafts")


def test_a_supervisor_sets_and_lifts_the_hold(hotline: Desk, enter: Any) -> None:
    tip = tip_of_age(2000)
    supervisor = enter("supervisor")
    supervisor.post(f"/cases/{tip.case_id}/hold/", {"hold": "1"})
    assert not find_due_cases(NOW)
    supervisor.post(f"/cases/{tip.case_id}/hold/", {"hold": "0"})
    assert find_due_cases(NOW).count() == 1
