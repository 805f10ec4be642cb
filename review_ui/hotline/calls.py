"""The call of this session."""

from typing import Final

from django.http import HttpRequest
from django.utils import timezone

from review_ui.access import actor_of
from review_ui.desk import current_desk
from review_ui.hotline.models import Call
from review_ui.prepared import Prepared

_SESSION_KEY = "call_id"
_BY_ID: Final = Prepared(Call, "id")


def current_call(request: HttpRequest) -> Call | None:
    """The call that is open in this session, if its worker is the one who is logged in."""
    call_id = request.session.get(_SESSION_KEY)
    if not call_id:
        return None
    call = _BY_ID.first(call_id)
    return call if call is not None and call.worker_id == actor_of(request).pk and call.ended_at is None else None


def begin_call(request: HttpRequest) -> Call:
    """Open a call and make it the reason of this session; a call that is still open stays."""
    call = current_call(request)
    if call is None:
        now = timezone.now()
        call = Call.objects.create(worker=actor_of(request), opened_at=now, owner=current_desk().organisation)
        request.session[_SESSION_KEY] = str(call.pk)
    return call


def finish_call(request: HttpRequest) -> Call | None:
    """End the call; its id is no reason any more."""
    call = current_call(request)
    if call is not None:
        call.ended_at = timezone.now()
        call.save(update_fields=["ended_at"])
    request.session.pop(_SESSION_KEY, None)
    return call
