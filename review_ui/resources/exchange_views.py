"""The directory as an HSDS file: in by a supervisor, out for whoever may read it."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.faults import BadRecordError
from review_ui.policy import Action
from review_ui.resources.directory import add_resource
from review_ui.resources.hsds import read_services, write_services
from review_ui.resources.models import Resource

_SHOWN_FAULTS = 5


@needs(Action.KEEP_RESOURCES)
@require_POST
def import_services(request: HttpRequest) -> HttpResponse:
    """Take over every service that can be read; the others are named and left out."""
    given = request.FILES.get("file")
    try:
        document = json.loads(given.read().decode("utf-8")) if given else None
    except (ValueError, RecursionError) as error:
        raise BadRecordError(_("This file is not JSON in UTF-8.")) from error
    kept, faults = 0, []
    for found in read_services(document):
        try:
            if isinstance(found, BadRecordError):
                raise found
            add_resource(found)
            kept += 1
        except BadRecordError as fault:
            faults.append(str(fault))
    record(request, "services imported", detail=f"{kept} kept, {len(faults)} left out")
    messages.success(request, _("Services kept: %(kept)s. Left out: %(left)s.") % {"kept": kept, "left": len(faults)})
    for fault_text in faults[:_SHOWN_FAULTS]:
        messages.warning(request, fault_text)
    return redirect("resources")


@needs(Action.READ_RESOURCES)
@require_GET
def export_services(request: HttpRequest) -> HttpResponse:
    """The directory, without address and position of confidential services."""
    services = write_services(Resource.objects.order_by("name"))
    record(request, "services exported", detail=str(len(services)))
    response = JsonResponse(services, safe=False)
    response["Content-Disposition"] = 'attachment; filename="services-hsds.json"'
    return response
