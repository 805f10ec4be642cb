"""Open and end a call: one key each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.hotline.calls import begin_call, current_call, finish_call
from review_ui.hotline.choices import Consent, Sector, Urgency
from review_ui.hotline.drafts import drop_draft, read_draft, save_draft
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.placing import find_place, keep_place
from review_ui.hotline.told import find_told, read_form_id
from review_ui.policy import Action


@needs(Action.OPEN_CALL)
@require_POST
def open_call(request: HttpRequest) -> HttpResponse:
    """From here on the call's id is the reason of every look-up."""
    begin_call(request)
    record(request, "call opened")
    return redirect("look-up")


@needs(Action.OPEN_CALL)
@require_POST
def place_caller(request: HttpRequest) -> HttpResponse:
    """Where the caller says to be; nothing typed forgets it."""
    call = current_call(request)
    said = request.POST.get("place", "").strip()
    if call is not None:
        placing = find_place(said) if said else None
        keep_place(call, placing)
        record(request, "caller placed", detail=placing.source if placing else "not known")
        if said and placing is None:
            messages.warning(request, _("We know no such place. Give a larger town nearby, with its state."))
    return redirect("look-up")


@needs(Action.OPEN_CALL)
@require_POST
def end_call(request: HttpRequest) -> HttpResponse:
    """The caller is gone. What was typed and not saved becomes a tip, with consent not asked: the button sends the form
    along, to the last word."""
    record(request, "call ended")
    if "narrative" in request.POST:
        save_draft(actor_of(request), current_call(request), request.POST.dict())
    _keep_hang_up(request)
    finish_call(request)
    return redirect("look-up")


def _keep_hang_up(request: HttpRequest) -> None:
    worker = actor_of(request)
    typed = {name: str(value) for name, value in read_draft(worker).items()}
    if not typed.get("narrative", "").strip() or find_told(worker, typed) is not None:
        drop_draft(worker)
        return
    new = NewTip(
        narrative=typed["narrative"],
        identifiers=read_identifiers(typed["identifiers"]),
        place=typed["place"],
        safe_contact=typed["safe_contact"],
        organisation=typed["organisation"],
        urgency=typed["urgency"] or Urgency.ROUTINE,
        consent=Consent.NOT_ASKED,
        involves_minor=bool(typed["involves_minor"]),
        sector=typed.get("sector") or Sector.UNKNOWN,
        language=typed.get("language", ""),
        needs_interpreter=bool(typed.get("needs_interpreter")),
    )
    tip = add_tip(new, worker, current_call(request), read_form_id(typed))
    drop_draft(worker)
    record(request, "tip written", subject=str(tip.pk), detail="after a hang-up")
    messages.success(request, _("What you had typed is saved as case %(number)s.") % {"number": tip.case.number})
