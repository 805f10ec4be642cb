"""New ads that carry an identifier of a tip."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.faults import KeyGoneError
from review_ui.hotline.alerts import ad_of
from review_ui.hotline.models import TipAlert
from review_ui.policy import Action
from review_ui.tokens import hide

_SHOWN = 100


@needs(Action.READ_TIP)
@require_GET
def list_alerts(request: HttpRequest) -> HttpResponse:
    """The unseen first; which identifier it was is read in the case."""
    record(request, "alerts read")
    found = TipAlert.objects.select_related("key", "key__tip", "key__tip__case")
    rows = [(alert, _token(alert)) for alert in found.order_by("-raised_at")[:_SHOWN]]
    return render(request, "hotline/alerts.html", {"rows": rows})


@needs(Action.READ_TIP)
@require_POST
def mark_alerts(request: HttpRequest) -> HttpResponse:
    """All of them are seen."""
    record(request, "alerts seen")
    TipAlert.objects.filter(seen_at=None).update(seen_at=timezone.now())
    return redirect("alerts")


def _token(alert: TipAlert) -> str:
    try:
        return hide("ad", ad_of(alert))
    except KeyGoneError:
        return ""
