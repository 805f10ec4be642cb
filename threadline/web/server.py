"""One desk as one process: brings its database up to date, then answers on loopback until it is told to stop."""

import os
import signal
import sys
from types import FrameType
from typing import Final

import structlog

SETTINGS_OF: Final = {"hotline": "threadline.web.hotline", "casework": "threadline.web.casework"}
_THREADS: Final = 8
_BODY_LIMIT: Final = 6_000_000


def serve(desk: str) -> None:
    """Serve `hotline` or `casework` until SIGTERM or SIGINT. Raises KeyError for another name."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_OF[desk]
    # Python's own signal for SIGTERM ends at once; waitress ends in order on SystemExit.
    signal.signal(signal.SIGTERM, _leave)
    _log_json_lines()
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from waitress import serve as answer

    from review_ui.desk import current_desk
    from review_ui.following import start_following

    call_command("migrate", verbosity=0, interactive=False)
    start_following()
    port = current_desk().port
    structlog.get_logger("threadline").info("desk serves", desk=desk, port=port)
    answer(
        get_wsgi_application(),
        listen=f"localhost:{port}",
        threads=_THREADS,
        max_request_body_size=_BODY_LIMIT,
        ident=None,
    )


def _log_json_lines() -> None:
    """One event, one line: nothing that somebody typed can forge a second one."""
    stages = (
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    )
    structlog.configure(processors=stages, logger_factory=structlog.PrintLoggerFactory(sys.stderr))


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
