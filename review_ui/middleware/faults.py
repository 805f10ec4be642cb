"""Faults become answers here and nowhere else."""

import sqlite3
from collections.abc import Callable

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from index.faults import EngineError
from review_ui.accounts.held import held_fields
from review_ui.faults import AuditError, BadRecordError, KeyGoneError, RefusedError

_log = structlog.get_logger("review_ui")


class FaultPages:
    """A page with a clear sentence for every fault; nothing of the data it concerned."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a fault of ours; None lets Django answer 500."""
        for kind, status, template in _PAGES:
            if isinstance(exception, kind):
                _log.warning("request failed", fault=kind.__name__, route=_route(request), status=status)
                held = held_fields(request) if status == 503 else []  # the status says it
                return render(request, template, {"fault": exception, "held": held}, status=status)
        return None


_PAGES: tuple[tuple[type[Exception], int, str], ...] = (
    (AuditError, 503, "faults/no_audit.html"),
    (RefusedError, 403, "faults/refused.html"),
    (KeyGoneError, 410, "faults/key_gone.html"),
    (BadRecordError, 400, "faults/bad_record.html"),
    (EngineError, 503, "faults/no_index.html"),
    (DatabaseError, 503, "faults/no_room.html"),
    (sqlite3.Error, 503, "faults/no_room.html"),
    (OSError, 503, "faults/no_room.html"),
)


def refuse_forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was sent without our token."""
    _log.warning("forged request refused", route=_route(request), why=reason)
    return render(request, "faults/refused.html", status=403)


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
