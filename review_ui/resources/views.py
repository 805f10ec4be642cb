"""The directory of services."""

from datetime import UTC, datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.faults import BadRecordError
from review_ui.hotline.calls import current_call
from review_ui.hotline.placing import Placing, place_of
from review_ui.policy import Action, may
from review_ui.resources.coverage import find_gaps, is_recent
from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource
from review_ui.resources.nearest import Nearby, is_stale, rank

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
    """Services narrowed by what the caller needs, in a call the nearest first; grey is what nobody checked for long."""
    now = datetime.now(UTC)
    chosen = [name for name, _label in FILTERS if request.GET.get(name)]
    language = request.GET.get("language", "").strip().lower()[:8]
    gender = request.GET.get("gender", "").strip().lower()[:20]
    found = [one for one in _narrow(chosen) if not language or language in one.languages]
    found = [one for one in found if not gender or not one.genders or gender in one.genders]
    placing = _caller_place(request)
    if placing is not None and placing.lat is not None and placing.lon is not None:
        rows = rank(found, placing.lat, placing.lon)
    else:
        rows = [Nearby(one, None, is_open(one, now), is_stale(one.checked_on, now.date())) for one in found]
    if request.GET.get("open_now"):
        rows = [row for row in rows if row.is_open]
    context = {
        "rows": rows,
        "near": placing.label if rows and rows[0].distance_km is not None and placing else "",
        "filters": [(name, label, name in chosen) for name, label in FILTERS],
        "open_now": bool(request.GET.get("open_now")),
        "language": language,
        "gender": gender,
        "genders": sorted({str(gender) for one in Resource.objects.all() for gender in one.genders}),
        "may_keep": may(actor_of(request).role, Action.KEEP_RESOURCES),
    }
    return render(request, "resources/list.html", context)


@needs(Action.READ_RESOURCES)
@require_GET
def show_resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """One service; a confidential address is withheld."""
    one = get_object_or_404(Resource, pk=resource_id)
    now = datetime.now(UTC)
    state = {
        "resource": one,
        "is_open": is_open(one, now),
        "is_stale": is_stale(one.checked_on, now.date()),
        "is_recent": is_recent(one, now.date()),
        "may_keep": may(actor_of(request).role, Action.KEEP_RESOURCES),
    }
    return render(request, "resources/one.html", state)


@needs(Action.READ_RESOURCES)
@require_GET
def list_gaps(request: HttpRequest) -> HttpResponse:
    """What is missing, area by area."""
    areas = find_gaps(Resource.objects.all(), datetime.now(UTC).date())
    return render(request, "resources/gaps.html", {"areas": areas})


@needs(Action.KEEP_RESOURCES)
@require_POST
def note_service(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Somebody called the service: checked today, with its free places where they were told; or why not to refer."""
    one = get_object_or_404(Resource, pk=resource_id)
    told, reason = request.POST.get("capacity", "").strip(), request.POST.get("do_not_refer_reason", "").strip()[:300]
    wants_none = bool(request.POST.get("do_not_refer"))
    if wants_none and not reason:
        raise BadRecordError(_say("Say why nobody is to be referred there."))
    if told and not (told.isascii() and told.isdigit() and len(told) <= 5):
        raise BadRecordError(_say("Free places: give a number."))
    one.checked_on = datetime.now(UTC).date()
    one.do_not_refer, one.do_not_refer_reason = wants_none, reason if wants_none else ""
    if told:
        one.capacity, one.capacity_at = int(told), datetime.now(UTC)
    one.save()
    record(request, "service checked", subject=str(one.pk), detail="do not refer" if wants_none else "")
    return redirect("resource", one.pk)


def _caller_place(request: HttpRequest) -> Placing | None:
    call = current_call(request)
    return place_of(call) if call is not None else None


def _narrow(chosen: list[str]) -> QuerySet[Resource]:
    return Resource.objects.filter(**dict.fromkeys(chosen, True)).order_by("country", "admin", "city", "name")
