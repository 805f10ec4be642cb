"""Follow the index while the desk serves: a process of this desk matches this desk's own watches."""

import threading
import time
from typing import Final

import structlog
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from index.faults import EngineError
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.faults import ReviewError

_EVERY_SECONDS: Final = 5.0
_CLEAN_EVERY_SECONDS: Final = 3600.0
_log = structlog.get_logger("review_ui")


def follow() -> None:
    """Match again and again, until this process is told to end."""
    _follow(threading.Event())


def follow_once() -> int:
    """Match what changed in the index since the last time; how many alerts are new."""
    if current_desk().name == "hotline":
        from review_ui.hotline.alerts import follow_changes

        return follow_changes(open_engine())
    from review_ui.investigations.referring import receive_referrals
    from review_ui.investigations.watching import follow_changes as follow_watches

    receive_referrals()
    return follow_watches(open_engine())


def clean_once() -> None:
    """Delete what is over: retention at the hotline, old sessions and failed log-ins at both desks."""
    from django.contrib.sessions.models import Session

    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    if current_desk().name == "hotline":
        from review_ui.hotline.retention import delete_due

        delete_due(timezone.now())


def _follow(stop: threading.Event) -> None:
    cleaned_at = 0.0
    while not stop.wait(_EVERY_SECONDS):
        try:
            follow_once()
            if time.monotonic() - cleaned_at > _CLEAN_EVERY_SECONDS:
                cleaned_at = time.monotonic()
                clean_once()
        except (ReviewError, EngineError, DatabaseError, OSError) as fault:
            # The desk goes on answering: the next round starts where the last one got to.
            _log.warning("following failed", fault=type(fault).__name__)
        finally:
            close_old_connections()
