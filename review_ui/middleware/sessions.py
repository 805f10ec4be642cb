"""How long a session lasts: 15 minutes idle, 30 while a call is open, 12 hours in all."""

import time
from collections.abc import Callable
from typing import Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

IDLE_SECONDS: Final = 15 * 60
IDLE_IN_CALL_SECONDS: Final = 30 * 60
WHOLE_SECONDS: Final = 12 * 3600
_NOTED_EVERY: Final = 30


class SessionLimits:
    """Ends sessions that are idle or old, and those whose times make no sense (a clock that jumped back)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; for an ended session the one that an anonymous request gets."""
        if request.user.is_authenticated:
            now = time.time()
            if _is_over(request, now):
                logout(request)
            elif now - request.session.get("seen_at", 0) > _NOTED_EVERY:
                request.session["seen_at"] = now
        return self._get_response(request)


def start_clock(request: HttpRequest) -> None:
    """Begin the session's times at log-in."""
    request.session["began_at"] = request.session["seen_at"] = time.time()


def _is_over(request: HttpRequest, now: float) -> bool:
    began, seen = request.session.get("began_at"), request.session.get("seen_at")
    if not isinstance(began, float) or not isinstance(seen, float):
        return True
    idle = IDLE_IN_CALL_SECONDS if request.session.get("call_id") else IDLE_SECONDS
    return now - began > WHOLE_SECONDS or now - seen > idle or now < seen - 60
