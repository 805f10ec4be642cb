"""One desk: brings its database up to date, then answers on loopback from several processes until told to stop."""

import os
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import structlog

from threadline.config import load_settings
from threadline.web.log_lines import log_json_lines
from threadline.web.workers import Workers, bind

SETTINGS_OF: Final = {"hotline": "threadline.web.hotline", "casework": "threadline.web.casework"}
_THREADS: Final = 3
"""One computes while the others wait. A million ads, 50 look-ups at once, p99: with two 320 and 404 ms, with three 278
to 302, with four 543 (at load 3.5)."""
_BODY_LIMIT: Final = 6_000_000


def serve(desk: str) -> None:
    """Serve `hotline` or `casework` until SIGTERM or SIGINT. Raises KeyError for another name, OSError when its port is
    taken."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_OF[desk]
    log_json_lines()
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
    from waitress import create_server

    # How long the thread of the sockets waits for one that computes: at Python's own 5 ms the slowest of fifty look-ups
    # in flight took a third longer.
    sys.setswitchinterval(0.001)
    # Not waitress.serve: that sets up a log of its own, in lines that are not ours.
    create_server(
        application,
        sockets=listening,
        threads=_THREADS,
        max_request_body_size=_BODY_LIMIT,
        ident=None,
        asyncore_use_poll=True,
    ).run()


def _follow() -> None:
    """The desk's own watches, in a process of their own: matching them never makes a caller wait."""
    from review_ui.following import follow

    follow()


if __name__ == "__main__":
    serve(sys.argv[1])
