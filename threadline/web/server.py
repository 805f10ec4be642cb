"""One desk: brings its database up to date, then answers on loopback from several processes until told to stop."""

import os
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import structlog

from threadline.config import load_settings
from threadline.web.workers import Workers, bind

SETTINGS_OF: Final = {"hotline": "threadline.web.hotline", "casework": "threadline.web.casework"}
_THREADS: Final = 4
_BODY_LIMIT: Final = 6_000_000


def serve(desk: str) -> None:
    """Serve `hotline` or `casework` until SIGTERM or SIGINT. Raises KeyError for another name, OSError when its port is
    taken."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_OF[desk]
    _log_json_lines()
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    from review_ui.desk import current_desk

    call_command("migrate", verbosity=0, interactive=False)
    application = get_wsgi_application()
    _read_ahead(desk)
    port = current_desk().port
    listening = bind(port)
    # A connection must not live in two processes: each opens its own.
    connections.close_all()
    answering = partial(_answer, application, listening)
    workers = Workers([answering] * load_settings().desk_workers + [_follow])
    structlog.get_logger("threadline").info("desk serves", desk=desk, port=port)
    workers.run()


def _read_ahead(desk: str) -> None:
    """Load what reads names and drafts identifiers once, before the workers are forked: they share its memory."""
    from index.terms import read_words
    from review_ui.desk import current_desk

    if desk == "hotline":
        read_words("Denver", current_desk().region)


def _answer(application: Callable[..., object], listening: Sequence[socket.socket]) -> None:
    from waitress import serve as answer

    answer(application, sockets=listening, threads=_THREADS, max_request_body_size=_BODY_LIMIT, ident=None)


def _follow() -> None:
    """The desk's own watches, in a process of their own: matching them never makes a caller wait."""
    from review_ui.following import follow

    follow()


def _log_json_lines() -> None:
    """One event, one line: nothing that somebody typed can forge a second one."""
    stages = (
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    )
    structlog.configure(processors=stages, logger_factory=structlog.PrintLoggerFactory(sys.stderr))


if __name__ == "__main__":
    serve(sys.argv[1])
