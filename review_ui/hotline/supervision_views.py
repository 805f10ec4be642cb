"""What a supervisor watches over: minors, overdue answers, and searching that looks unusual."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import needs
from review_ui.accounts.models import Account
from review_ui.audit.recorder import chain_of, record
from review_ui.audit.row import AuditRow
from review_ui.desk import current_desk
from review_ui.hotline.models import Case, Disclosure, Tip
from review_ui.policy import Action

_ROWS_READ = 5000
_MANY_SUBJECTS = 12
"""Different identifiers in one call: callers name one to three, so a dozen is somebody trying numbers."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """A worker who looked up many different identifiers for one reason within a day."""

    name: str
    reason: str
    subjects: int


@needs(Action.SUPERVISE)
@require_GET
def supervise(request: HttpRequest) -> HttpResponse:
    """Three short lists."""
    record(request, "supervision read")
    today = timezone.localdate()
    context = {
        "minors": Tip.objects.filter(involves_minor=True, minor_checked_at=None).select_related("case"),
        "overdue": Disclosure.objects.filter(acknowledged_at=None, answer_due_on__lt=today).select_related("case"),
        "unusual": find_unusual(chain_of(current_desk()).rows(newest=_ROWS_READ)),
    }
    return render(request, "hotline/supervision.html", context)


@needs(Action.SUPERVISE)
@require_POST
def check_minor(request: HttpRequest, tip_id: str) -> HttpResponse:
    """The supervisor went through the list for minors."""
    tip = get_object_or_404(Tip, pk=tip_id, involves_minor=True)
    tip.minor_checked_at = timezone.now()
    tip.save(update_fields=["minor_checked_at"])
    record(request, "minor list done", subject=str(tip.case_id))
    return redirect("supervise")


@needs(Action.SUPERVISE)
@require_POST
def set_hold(request: HttpRequest, case_id: str) -> HttpResponse:
    """Set or lift the legal hold of a case: while it is set, no clock deletes it."""
    case = get_object_or_404(Case, pk=case_id)
    case.legal_hold = request.POST.get("hold") == "1"
    case.save(update_fields=["legal_hold"])
    record(request, "legal hold set" if case.legal_hold else "legal hold lifted", subject=str(case.pk))
    return redirect("case", case.pk)


def find_unusual(rows: list[AuditRow]) -> list[Unusual]:
    """Workers and reasons with a dozen or more different identifiers in the last day, most first."""
    since = timezone.now() - timedelta(days=1)
    seen = {(row.actor, row.reason, row.subject) for row in rows if row.action == "look up" and row.at >= since}
    counts = Counter((actor, reason) for actor, reason, _subject in seen)
    names = {str(account.pk): str(account) for account in Account.objects.all()}
    return [
        Unusual(names.get(actor, actor), reason, number)
        for (actor, reason), number in counts.most_common()
        if number >= _MANY_SUBJECTS
    ]
