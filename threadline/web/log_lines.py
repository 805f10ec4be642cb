"""The log of a desk: one event, one JSON line, and nothing in it that somebody typed."""

import logging
import sys

import structlog


def log_json_lines() -> None:
    """Set up our own events and those of the libraries alike."""
    stages = (
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    )
    structlog.configure(processors=stages, logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.basicConfig(handlers=[_OfLibraries()], level=logging.WARNING, force=True)
    # It warns of every request that waits for a thread: under load that is one line a look-up.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class _OfLibraries(logging.Handler):
    """Which line of which library spoke, and the kind of the fault. Never its words: Django puts the host that was
    asked for, a path or a value into them."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        fault = record.exc_info[0] if record.exc_info else None
        structlog.get_logger(record.name).warning(
            "a library spoke",
            library=record.name,
            severity=record.levelname,
            where=f"{record.module}:{record.lineno}",
            fault=fault.__name__ if fault else "",
        )
