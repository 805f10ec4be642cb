"""When to try again: exponential back-off with jitter, or what the site asked for."""

import secrets
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

LONGEST_PAUSE: Final = 3_600.0
MOST_ATTEMPTS: Final = 7

LEAST_BACKOFF: Final = 0.5
_LONGEST_BACKOFF: Final = 300.0


def backoff(attempts: int, base: float) -> float:
    """Seconds to wait after `attempts` failures. Instant retries make an overloaded site worse (measured)."""
    jitter = 0.75 + secrets.randbelow(500) / 1000
    return float(min(_LONGEST_BACKOFF, base * 2 ** (attempts - 1)) * jitter)


def retry_after(header: str) -> float | None:
    """Seconds that a Retry-After header asks for (number or date), at most an hour; None when it says nothing."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(float(header[:9]), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_PAUSE)


def moment_after(seconds: float) -> float:
    """That many seconds from now, in seconds since the epoch."""
    return time.time() + seconds
