"""How long a write waits for a cluster that is restarting, electing or overloaded."""

import time
from collections.abc import Callable
from typing import Final

from index.faults import EngineDownError, TextGoneError

_FIRST_PAUSE: Final = 0.2
_LONGEST_PAUSE: Final = 10.0


class Patience:
    """Begins when it is made, ends after so many seconds; pauses grow from a fifth of a second to ten."""

    def __init__(self, seconds: float, pause: Callable[[float], None] = time.sleep) -> None:
        self._deadline = time.monotonic() + seconds
        self._pause = pause
        self._next = _FIRST_PAUSE

    def wait(self, fault: EngineDownError) -> None:
        """Pause before the next try. Raises the fault when there is no time for one."""
        if time.monotonic() + self._next > self._deadline:
            raise fault
        self._pause(self._next)
        self._next = min(self._next * 2, _LONGEST_PAUSE)

    def keep_trying(self, act: Callable[[], None]) -> None:
        """Until it succeeds. Raises the last EngineDownError, and at once what no waiting can mend."""
        while True:
            try:
                act()
            except TextGoneError:
                raise
            except EngineDownError as fault:
                self.wait(fault)
            else:
                return
