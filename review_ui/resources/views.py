"""The directory of services."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from review_ui.access import needs
from review_ui.policy import Action
from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource
from review_ui.resources.nearest import is_stale


@needs(Action.READ_RESOURCES)
@require_GET
def list_resources(request: HttpRequest) -> HttpResponse:
    """Every service by place, with what is open now and what nobody checked for long."""
    now = datetime.now(UTC)
    found = Resource.objects.order_by("country", "admin", "city", "name")
    rows = [(one, is_open(one, now), is_stale(one.checked_on, now.date())) for one in found]
    return render(request, "resources/list.html", {"rows": rows})


@needs(Action.READ_RESOURCES)
@require_GET
def show_resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """One service; a confidential address is withheld."""
    one = get_object_or_404(Resource, pk=resource_id)
    now = datetime.now(UTC)
    state = {"resource": one, "is_open": is_open(one, now), "is_stale": is_stale(one.checked_on, now.date())}
    return render(request, "resources/one.html", state)
