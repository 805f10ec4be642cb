"""Cases: tips that belong together."""

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.hotline.models import Case
from review_ui.hotline.sealing import unseal
from review_ui.policy import Action

_SHOWN = 100


@needs(Action.READ_TIP)
@require_GET
def list_cases(request: HttpRequest) -> HttpResponse:
    """Cases with their number of tips, the newest first."""
    cases = Case.objects.annotate(tip_count=Count("tips"), newest=Max("tips__received_at")).order_by("-newest")
    return render(request, "hotline/cases.html", {"cases": cases[:_SHOWN]})


@needs(Action.READ_TIP)
@require_GET
def show_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """All tips of a case."""
    case = get_object_or_404(Case, pk=case_id)
    record(request, "case read", subject=str(case.pk), reason=f"case {case.pk}")
    tips = [(tip, unseal(str(case.pk), str(tip.pk), tip.sealed)) for tip in case.tips.order_by("received_at")]
    return render(request, "hotline/case.html", {"case": case, "tips": tips})
