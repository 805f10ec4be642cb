"""Being asked to stop."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stop_on_signal() -> Iterator[list[int]]:
    """A list that fills when SIGINT or SIGTERM comes, as long as the block lasts."""
    asked: list[int] = []
    watched = (signal.SIGINT, signal.SIGTERM)
    held = {one: signal.signal(one, lambda number, _frame: asked.append(number)) for one in watched}
    try:
        yield asked
    finally:
        for one, handler in held.items():
            signal.signal(one, handler)
