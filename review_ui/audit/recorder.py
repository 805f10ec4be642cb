"""Writes the audit rows of web requests: before the answer leaves, or there is no answer."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest

from review_ui.audit.chain import AuditChain
from review_ui.audit.event import AuditEvent
from review_ui.audit.row import AuditRow
from review_ui.desk import Desk, current_desk
from review_ui.reasons import reason_of

_NOBODY = "nobody"


def record(request: HttpRequest, action: str, subject: str = "", detail: str = "", reason: str = "") -> AuditRow:
    """Write down what this request does; the reason is the session's unless one is given. Raises AuditError."""
    actor, role = _actor(request)
    event = AuditEvent(actor, role, action, reason or reason_of(request).text, subject, detail)
    row = chain_of(current_desk()).append(event)
    request.META["threadline.audited"] = True
    return row


def is_recorded(request: HttpRequest) -> bool:
    """Whether a row was written for this request."""
    return bool(request.META.get("threadline.audited"))


def chain_of(desk: Desk) -> AuditChain:
    """The one open chain of this process."""
    return _open_chain(desk.audit, desk.audit_key, desk.anchors)


@cache
def _open_chain(path: Path, key: bytes, anchors: Path) -> AuditChain:
    return AuditChain(path, key, anchors)


def _actor(request: HttpRequest) -> tuple[str, str]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return _NOBODY, _NOBODY
    return str(user.pk), str(user.role)
