"""How far this machine's clock can be trusted: the kernel knows whether something keeps it in step."""

import ctypes
import os
from functools import cache
from typing import Final

# struct timex of Linux is 208 bytes on 64-bit machines; only its return value is read.
_TIMEX_BYTES: Final = 256
_TIME_ERROR: Final = 5


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def clock_state() -> str:
    """`synchronised`, `unsynchronised`, or `unknown` where the kernel does not say."""
    if os.name != "posix" or not hasattr(_libc(), "adjtimex"):
        return "unknown"
    state = _libc().adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    if state < 0:
        return "unknown"
    return "unsynchronised" if state == _TIME_ERROR else "synchronised"
