"""A data folder with an index of made-up ads and one account, and the desk that serves it, for benchmarks."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.index_world import IndexWorld
from index.document import Document
from index.open import open_index
from matching.links.keys import LinkKey

PASSWORD: Final = "a quiet lamp beside the door"  # noqa: S105  # of a made-up account in a folder that is deleted
COMMON: Final = "+12025559999"
_SET_UP: Final = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from review_ui.accounts.models import Account
from review_ui.accounts.people import add_user
if not Account.objects.exists():
    add_user("worker", "worker", sys.argv[1])
"""


@dataclass(frozen=True, slots=True)
class Served:
    """A running desk: its port and the processes that answer."""

    port: int
    parent: int

    def processor_seconds(self) -> float:
        """User and system time of every process of the desk so far."""
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                _name, _, rest = path.read_text().rpartition(")")
            except OSError:
                continue
            fields = rest.split()
            if int(fields[1]) == self.parent:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


def fill(data: Path, ads: int) -> None:
    """`ads` ads, of which 50,000 (a twentieth, where there are fewer than a million) carry `COMMON`; a folder that
    was left half filled is filled up."""
    engine = open_index(data / "index")
    if engine.stats().ads < ads:
        engine.put(_with_common(IndexWorld(ads).documents(), ads))
    engine.put_clusters([], [], 0.0)
    engine.close()


def call_hub(data: Path) -> None:
    """Say of `COMMON` what the linker says of every number with so many partners."""
    engine = open_index(data / "index")
    engine.put_clusters([], [LinkKey("phone", COMMON)], 0.0)
    engine.close()


def _with_common(documents: Iterator[Document], ads: int) -> Iterator[Document]:
    every = max(ads // min(50_000, ads // 20), 1)
    for number, document in enumerate(documents):
        if number % every == 0:
            yield replace(document, keys=tuple(sorted({*document.keys, LinkKey("phone", COMMON)})))
        else:
            yield document


@contextmanager
def serve(data: Path) -> Iterator[Served]:
    """A hotline desk over `data`, as `threadline serve` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "THREADLINE_DATA": str(data),
        "THREADLINE_HOTLINE_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "threadline.web.hotline",
    }
    subprocess.run([sys.executable, "-c", _SET_UP, PASSWORD], env=environment, check=True)
    command = [sys.executable, "-P", "-m", "threadline.web.server", "hotline"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("localhost", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Served(port, server.pid)
    finally:
        server.terminate()
        server.wait(20)
