"""Consent and disclosure: what may leave, on which basis, and when an answer is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from review_ui.accounts.models import Account
from review_ui.exchange import outbox
from review_ui.faults import RefusedError
from review_ui.hotline.choices import Consent, LegalBasis
from review_ui.hotline.models import Case, ConsentRecord, Disclosure
from review_ui.hotline.sealing import seal, unseal

WORDING_VERSION: Final = "2026-11"
"""Version of the sentence that is read to the caller; raise it whenever a word of it changes."""

ANSWER_DAYS: Final = {LegalBasis.DANGER: 1, LegalBasis.MINOR: 3, LegalBasis.COURT: 14, LegalBasis.CONSENT: 14}
WORD_FIELDS: Final = ("narrative", "identifiers", "place", "organisation", "safe_contact")
CHOICE_FIELDS: Final = ("exploitation", "urgency", "received_at", "involves_minor")


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """What a supervisor decided to disclose."""

    recipient: str
    jurisdiction: str
    legal_basis: str
    fields: Sequence[str]


def record_consent(case: Case, given: Mapping[str, object], recorded_by: Account) -> ConsentRecord:
    """Keep a consent as it was given; the giver's name is sealed with the case."""
    consent = ConsentRecord(
        case=case,
        state=str(given["state"]),
        scope=str(given["scope"]),
        wording_version=WORDING_VERSION,
        recorded_by=recorded_by,
        owner=case.owner,
    )
    expires = given.get("expires_on")
    consent.expires_on = expires if isinstance(expires, date) else None
    consent.sealed_giver = seal(str(case.pk), str(consent.pk), {"giver": given.get("giver", "")})
    consent.save()
    return consent


def valid_consent(case: Case) -> ConsentRecord | None:
    """The newest answer, when it is a yes that still holds."""
    newest = case.consents.order_by("-created_at").first()
    if newest is None or newest.state != Consent.GIVEN or newest.withdrawn_at is not None:
        return None
    today = timezone.localdate()
    return None if newest.expires_on is not None and newest.expires_on < today else newest


def disclose(case: Case, new: NewDisclosure, by: Account) -> Disclosure:
    """Let the chosen fields leave as a signed file. Raises RefusedError without a basis that holds now."""
    consent = valid_consent(case)
    if new.legal_basis == LegalBasis.CONSENT and consent is None:
        raise RefusedError(_("There is no consent that holds. Nothing was disclosed."))
    unknown = set(new.fields) - {*WORD_FIELDS, *CHOICE_FIELDS}
    if unknown or not new.fields:
        raise RefusedError(_("Choose the fields that may leave."))
    with transaction.atomic():
        disclosure = Disclosure.objects.create(
            case=case,
            consent=consent if new.legal_basis == LegalBasis.CONSENT else None,
            recipient=new.recipient,
            jurisdiction=new.jurisdiction,
            legal_basis=new.legal_basis,
            fields=sorted(new.fields),
            disclosed_by=by,
            owner=case.owner,
            answer_due_on=timezone.localdate() + timedelta(days=ANSWER_DAYS[LegalBasis(new.legal_basis)]),
        )
        outbox.send(disclosure, _choose(case, new.fields))
    return disclosure


def withdraw_consent(case: Case) -> int:
    """The giver takes it back: every disclosure that rests on it is marked, here and on the other side."""
    now = timezone.now()
    case.consents.filter(withdrawn_at=None).update(withdrawn_at=now, state=Consent.WITHDRAWN)
    resting = list(case.disclosures.filter(consent__isnull=False, withdrawn_at=None))
    for disclosure in resting:
        disclosure.withdrawn_at = now
        disclosure.save(update_fields=["withdrawn_at"])
        outbox.withdraw(disclosure)
    return len(resting)


def _choose(case: Case, fields: Sequence[str]) -> dict[str, object]:
    tips = []
    for tip in case.tips.order_by("received_at"):
        words = unseal(str(case.pk), str(tip.pk), tip.sealed)
        told: dict[str, object] = {name: words.get(name, "") for name in WORD_FIELDS if name in fields}
        told |= {name: _plain(getattr(tip, name)) for name in CHOICE_FIELDS if name in fields}
        tips.append(told)
    return {"tips": tips}


def _plain(value: object) -> object:
    return value if isinstance(value, bool) else str(value)
