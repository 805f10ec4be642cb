"""Who looked this number up? A supervisor asks, an auditor agrees; neither learns it alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.readers import Reader, name_rows
from review_ui.audit.recorder import chain_of, record
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.models import Inquiry
from review_ui.policy import Action, may

_ROWS_SHOWN = 200


@needs(Action.READ_INQUIRY)
@require_GET
def list_inquiries(request: HttpRequest) -> HttpResponse:
    """Every inquiry: who asked and why, and whether an auditor agreed."""
    found = Inquiry.objects.select_related("asked_by", "agreed_by").order_by("-created_at")[:100]
    may_ask = may(actor_of(request).role, Action.INQUIRE)
    return render(request, "hotline/inquiries.html", {"inquiries": found, "may_ask": may_ask})


@needs(Action.INQUIRE)
@sensitive_post_parameters()
@require_POST
def open_inquiry(request: HttpRequest) -> HttpResponse:
    """A supervisor asks. The number itself is not kept, only its keyed hash."""
    identifiers = read_identifiers(request.POST.get("identifier", ""))
    why = request.POST.get("why", "").strip()[:300]
    if len(identifiers) != 1 or not why:
        raise BadRecordError(_("Give one whole number, address or handle, and why you ask."))
    record(request, "inquiry opened", subject=identifiers[0], reason=why)
    subject = chain_of(current_desk()).hash_of(identifiers[0])
    owner = current_desk().organisation
    inquiry = Inquiry.objects.create(subject=subject, why=why, asked_by=actor_of(request), owner=owner)
    return redirect("inquiry", inquiry.pk)


@needs(Action.READ_INQUIRY)
@require_GET
def show_inquiry(request: HttpRequest, inquiry_id: str) -> HttpResponse:
    """The answer, once an auditor agreed; before that only who asks and why."""
    inquiry = get_object_or_404(Inquiry.objects.select_related("asked_by", "agreed_by"), pk=inquiry_id)
    record(request, "inquiry read", subject=str(inquiry.pk))
    readers = _readers(inquiry) if inquiry.agreed_by is not None else None
    context = {"inquiry": inquiry, "readers": readers, "may_agree": may(actor_of(request).role, Action.AGREE)}
    return render(request, "hotline/inquiry.html", context)


@needs(Action.AGREE)
@require_POST
def agree(request: HttpRequest, inquiry_id: str) -> HttpResponse:
    """An auditor lets the answer be read."""
    inquiry = get_object_or_404(Inquiry, pk=inquiry_id, agreed_by=None)
    record(request, "inquiry agreed", subject=str(inquiry.pk))
    inquiry.agreed_by, inquiry.agreed_at = actor_of(request), timezone.now()
    inquiry.save(update_fields=["agreed_by", "agreed_at"])
    return redirect("inquiry", inquiry.pk)


def _readers(inquiry: Inquiry) -> list[Reader]:
    rows = chain_of(current_desk()).rows_about(inquiry.subject, newest=_ROWS_SHOWN)
    return name_rows([(row.at, row.actor, row.role, row.action) for row in rows])
