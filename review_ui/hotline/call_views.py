"""Open and end a call: one key each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.hotline.calls import begin_call, finish_call
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
def end_call(request: HttpRequest) -> HttpResponse:
    """The caller is gone."""
    record(request, "call ended")
    finish_call(request)
    return redirect("look-up")
