"""The directory of services."""

from datetime import UTC, datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from review_ui.access import actor_of, needs
from review_ui.policy import Action, may
from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource
from review_ui.resources.nearest import is_stale

FILTERS = (
    ("is_always_open", _("24 h")),
    ("takes_minors", _("Minors")),
    ("is_emergency", _("Emergency shelter")),
    ("has_transport", _("Transport")),
    ("takes_warm_transfer", _("Warm transfer")),
)


@needs(Action.READ_RESOURCES)
@require_GET
def list_resources(request: HttpRequest) -> HttpResponse:
    """Services by place, narrowed by what the caller needs; grey is what nobody checked for long."""
    now = datetime.now(UTC)
    chosen = [name for name, _label in FILTERS if request.GET.get(name)]
    language = request.GET.get("language", "").strip().lower()[:8]
    found = [one for one in _narrow(chosen) if not language or language in one.languages]
    rows = [(one, is_open(one, now), is_stale(one.checked_on, now.date())) for one in found]
    if request.GET.get("open_now"):
        rows = [row for row in rows if row[1]]
    context = {
        "rows": rows,
        "filters": [(name, label, name in chosen) for name, label in FILTERS],
        "open_now": bool(request.GET.get("open_now")),
        "language": language,
        "may_keep": may(actor_of(request).role, Action.KEEP_RESOURCES),
    }
    return render(request, "resources/list.html", context)


@needs(Action.READ_RESOURCES)
@require_GET
def show_resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """One service; a confidential address is withheld."""
    one = get_object_or_404(Resource, pk=resource_id)
    now = datetime.now(UTC)
    state = {"resource": one, "is_open": is_open(one, now), "is_stale": is_stale(one.checked_on, now.date())}
    return render(request, "resources/one.html", state)


def _narrow(chosen: list[str]) -> QuerySet[Resource]:
    return Resource.objects.filter(**dict.fromkeys(chosen, True)).order_by("country", "admin", "city", "name")
