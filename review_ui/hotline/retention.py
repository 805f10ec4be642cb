"""Clocks that delete: cases after three years by default, drafts after thirty days; a legal hold wins over both."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from review_ui.audit.event import AuditEvent
from review_ui.audit.recorder import chain_of
from review_ui.desk import current_desk
from review_ui.hotline.models import Call, Case, TipDraft
from review_ui.hotline.sealing import destroy_key

_DRAFT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many records went, by kind."""

    cases: int
    calls: int
    drafts: int


def find_due_cases(now: datetime) -> QuerySet[Case]:
    """Cases whose newest tip is older than the desk keeps them, joined ones included; none that anything holds."""
    before = now - timedelta(days=current_desk().retention_days)
    held = (
        Q(legal_hold=True) | Q(tips__legal_hold=True) | Q(consents__legal_hold=True) | Q(disclosures__legal_hold=True)
    )
    dated = Case.objects.annotate(newest=Max("tips__received_at"))
    old = dated.filter(Q(newest__lt=before) | Q(newest=None, created_at__lt=before))
    return old.exclude(pk__in=Case.objects.filter(held).values("pk")).exclude(joined__joined_into__legal_hold=True)


def delete_due(now: datetime) -> Deleted:
    """Delete what is due and write it down. The keys go first: what a crash leaves behind is unreadable already."""
    cases = list(find_due_cases(now))
    for case in cases:
        _delete_case(case)
    calls = _delete_calls(now)
    drafts = list(TipDraft.objects.filter(saved_at__lt=now - timedelta(days=_DRAFT_DAYS), legal_hold=False))
    for draft in drafts:
        destroy_key(f"draft {draft.pk}")
        draft.delete()
    done = Deleted(len(cases), calls, len(drafts))
    if cases or calls or drafts:
        detail = f"{done.cases} cases, {done.calls} calls, {done.drafts} drafts"
        chain_of(current_desk()).append(AuditEvent("retention", "clock", "deleted", "retention is over", detail=detail))
    return done


def _delete_case(case: Case) -> None:
    destroy_key(str(case.pk))
    with transaction.atomic():
        case.tips.all().delete()
        case.disclosures.all().delete()
        case.consents.all().delete()
        Case.objects.filter(joined_into=case).update(joined_into=None)
        case.delete()


def _delete_calls(now: datetime) -> int:
    before = now - timedelta(days=current_desk().retention_days)
    old = Call.objects.filter(opened_at__lt=before, tips=None, legal_hold=False)
    for call in old:
        destroy_key(f"call {call.pk}")
        call.delete()
    return len(old)
