"""The look-up page."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from index.answer import Answer
from index.faults import NoIdentifierError
from index.lookup import look_up
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.faults import RefusedError
from review_ui.hotline.calls import current_call
from review_ui.hotline.choices import Whose
from review_ui.hotline.drafts import read_draft
from review_ui.hotline.placing import Placing, place_of
from review_ui.hotline.tip_form import NewTipForm
from review_ui.lookup.drawing import draw_answer
from review_ui.lookup.help import find_help
from review_ui.lookup.page import AnswerPage, put_together
from review_ui.policy import Action

_SHORTEST = 3
"""An area code gives counts; less would be looked up at every first digit."""
_LONGEST = 200


@needs(Action.LOOK_UP)
@require_http_methods(["GET", "POST"])
@sensitive_variables()
def look_up_page(request: HttpRequest) -> HttpResponse:
    """One field, and the answer under it. Without an open call there is no look-up, only the way to open one."""
    call = current_call(request)
    if call is None:
        return render(request, "lookup/no_call.html")
    placing = place_of(call)
    typed = request.POST.get("typed", "").strip()[:_LONGEST]
    whose = request.POST.get("whose", Whose.UNKNOWN)
    context: dict[str, object] = {"typed": typed, "whose": whose, "call": call, "placing": placing}
    if request.method == "POST" and len(typed) >= _SHORTEST:
        _check_consent(request, typed, whose)
        context |= _answer(request, typed, placing)
    page = context.get("page")
    context["help"] = page.help if isinstance(page, AnswerPage) else find_help((), placing)
    if request.headers.get("HX-Request"):
        return HttpResponse(draw_answer(request, context))
    context |= {"whose_choices": Whose.choices, "tip_form": NewTipForm(initial=read_draft(actor_of(request)))}
    context["answer"] = draw_answer(request, context)
    return render(request, "lookup/page.html", context)


def _answer(request: HttpRequest, typed: str, placing: Placing | None) -> dict[str, object]:
    engine = open_engine()
    try:
        answer = look_up(engine, typed, current_desk().region)
    except NoIdentifierError:
        record(request, "look up", subject=typed, detail="nothing to look up")
        return {"hint": _("Type a number, at least its last 4 digits, an address, a handle, or a hotel and its city.")}
    record(request, "look up", subject=answer.identifier or typed, detail=_form(answer))
    page = put_together(engine, replace(answer, query=typed), placing)
    return {"page": page}


def _form(answer: Answer) -> str:
    if answer.prefix:
        return "area code alone"
    if answer.counts_only:
        return "city alone"
    if len(answer.terms) > 1:
        return f"{len(answer.terms)} terms at once"
    return "identifier" if answer.identifier else "partial"


def _check_consent(request: HttpRequest, typed: str, whose: str) -> None:
    if whose not in Whose.values:
        raise RefusedError(_("Say whose number this is."))
    if whose != Whose.CALLER:
        return
    if not request.POST.get("consent"):
        record(request, "look up refused", subject=typed, detail="the caller's own number without consent")
        raise RefusedError(
            _("The caller's own number is looked up only with the caller's consent. Ask, and tick the box.")
        )
    record(request, "consent recorded", subject=typed, detail="the caller agreed to a look-up of the own number")
