"""Consent and disclosure: only chosen fields cross, signed, on a basis that holds, and a withdrawal marks them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from review_ui.desk import Desk
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Case, Disclosure
from review_ui.hotline.sharing import valid_consent
from review_ui.investigations.models import Referral
from review_ui.investigations.referring import receive_referrals

CANARY = "canary-basalt-3307"


@pytest.fixture
def supervisor(hotline: Desk, enter: Any) -> Client:
    client: Client = enter("supervisor")
    return client


@pytest.fixture
def case(hotline: Desk, world: Any) -> Case:
    tip = NewTip(CANARY, (f"phone:{world.NUMBER}",), place="Boise, ID", safe_contact=CANARY, organisation=CANARY)
    return add_tip(tip).case


def consent(client: Client, case: Case, **more: str) -> Any:
    given = {"consent-state": "given", "consent-scope": "police", "consent-giver": CANARY, **more}
    return client.post(f"/cases/{case.pk}/consent/", given)


def disclose(client: Client, case: Case, *fields: str, **more: str) -> Any:
    asked = {
        "disclosure-recipient": "County unit", "disclosure-jurisdiction": "Ada County, ID",
        "disclosure-legal_basis": "consent", "disclosure-fields_shared": fields,
        "disclosure-is_new_recipient_meant": "1", **more,
    }  # fmt: skip
    return client.post(f"/cases/{case.pk}/disclose/", asked)


def test_without_consent_nothing_leaves(supervisor: Client, case: Case, hotline: Desk) -> None:
    assert disclose(supervisor, case, "place").status_code == 403
    assert not Disclosure.objects.exists()
    assert not list(hotline.exchange.glob("*.json"))


def test_a_worker_cannot_disclose(worker: Client, case: Case) -> None:
    consent(worker, case)
    assert disclose(worker, case, "place").status_code == 403


def test_only_the_chosen_fields_cross(supervisor: Client, case: Case, hotline: Desk, settings: Any, world: Any) -> None:
    consent(supervisor, case)
    assert disclose(supervisor, case, "place", "identifiers").status_code == 302
    content = "".join(path.read_text() for path in hotline.exchange.iterdir())
    for secret in (CANARY, str(case.pk), str(case.tips.get().pk)):
        assert secret not in content
    settings.THREADLINE_DESK = replace(hotline, name="casework")
    assert receive_referrals() == 1
    assert receive_referrals() == 0
    told = {"place": "Boise, ID", "identifiers": [f"phone:{world.NUMBER}"]}
    assert Referral.objects.get().fields == {"tips": [told]}


@pytest.mark.parametrize("more", [{"consent-state": "refused"}, {"consent-expires_on": "2020-01-01"}])
def test_a_refused_or_expired_consent_is_none(supervisor: Client, case: Case, more: dict[str, str]) -> None:
    consent(supervisor, case, **more)
    assert valid_consent(case) is None
    assert disclose(supervisor, case, "place").status_code == 403


def test_a_new_recipient_is_confirmed_a_second_time(supervisor: Client, case: Case) -> None:
    consent(supervisor, case)
    more = {"disclosure-is_new_recipient_meant": ""}
    assert disclose(supervisor, case, "place", **more).status_code == 403
    disclose(supervisor, case, "place")
    assert disclose(supervisor, case, "place", **more).status_code == 302


def test_a_withdrawal_marks_both_sides_and_hides_the_fields(
    supervisor: Client, case: Case, hotline: Desk, settings: Any, enter: Any
) -> None:
    consent(supervisor, case)
    disclose(supervisor, case, "place")
    supervisor.post(f"/cases/{case.pk}/withdraw/")
    assert valid_consent(case) is None
    assert Disclosure.objects.get().withdrawn_at
    settings.THREADLINE_DESK = replace(hotline, name="casework")
    settings.ROOT_URLCONF = "review_ui.urls_casework"
    receive_referrals()
    page = enter("investigator").get(f"/referrals/{Referral.objects.get().pk}/").content.decode()
    assert "Withdrawn." in page
    assert "Boise" not in page


def test_a_file_somebody_else_signed_or_changed_is_refused(
    supervisor: Client, case: Case, hotline: Desk, settings: Any
) -> None:
    consent(supervisor, case)
    disclose(supervisor, case, "place")
    path = next(hotline.exchange.glob("*.disclosure.json"))
    path.write_text(path.read_text().replace("Boise", "Paris"))
    settings.THREADLINE_DESK = replace(hotline, name="casework")
    assert receive_referrals() == 0
    assert not Referral.objects.exists()


def test_an_answer_that_is_overdue_is_listed(supervisor: Client, case: Case) -> None:
    consent(supervisor, case)
    disclose(supervisor, case, "place")
    Disclosure.objects.update(answer_due_on=timezone.localdate() - timedelta(days=1))
    assert "County unit" in supervisor.get("/supervision/").content.decode()
    supervisor.post(f"/disclosures/{Disclosure.objects.get().pk}/", {"outcome": "opened a file"})
    assert "County unit" not in supervisor.get("/supervision/").content.decode()
