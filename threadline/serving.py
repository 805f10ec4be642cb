"""Run both desks: two processes, so that neither can open what is the other's."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from review_ui.desk import DeskName
from threadline.config import Settings
from threadline.installation import DESKS
from threadline.signals import stop_on_signal

GRACE_SECONDS: Final = 10


def addresses(settings: Settings) -> Mapping[str, str]:
    """Where each desk answers."""
    return {
        "hotline desk": f"http://localhost:{settings.hotline_port}",
        "review and investigation desks": f"http://localhost:{settings.casework_port}",
    }


def serve(settings: Settings, say: Callable[[str], None]) -> int:
    """Serve until a signal comes (returns 0) or a desk ends by itself (returns 1; the other is stopped too)."""
    with _desks(settings) as running, stop_on_signal() as asked:
        while not asked:
            ended = [name for name, process in running.items() if process.poll() is not None]
            if ended:
                say(f"the {ended[0]} desk ended by itself; the other is stopped with it")
                return 1
            time.sleep(0.2)
    return 0


@contextmanager
def _desks(settings: Settings) -> Iterator[dict[DeskName, subprocess.Popen[bytes]]]:
    environment = os.environ | {"THREADLINE_DATA": str(settings.data.resolve())}
    command = (sys.executable, "-P", "-m", "threadline.web.server")
    # A group of their own: Ctrl-C reaches us alone, and each desk is stopped in order.
    running = {
        name: subprocess.Popen([*command, name], env=environment, start_new_session=True)  # noqa: S603  # our own module
        for name in DESKS
    }
    try:
        yield running
    finally:
        for process in running.values():
            process.terminate()
        for process in running.values():
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
