"""Prepare a data folder and serve one real desk over it, in processes of their own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

PASSWORD: Final = "a quiet lamp beside the door"
_FILL: Final = """
import importlib.util, os, sys
from datetime import UTC, date, datetime
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from review_ui.accounts.people import add_user
from review_ui.desk import current_desk
from review_ui.policy import ROLES_OF
for role in ROLES_OF[current_desk().name]:
    add_user(role.value, role.value, sys.argv[2])
spec = importlib.util.spec_from_file_location("world", sys.argv[1])
world = importlib.util.module_from_spec(spec)
spec.loader.exec_module(world)
if not current_desk().index.exists():
    world.build_index(current_desk().index)
if current_desk().name == "hotline":
    world.fill_hotline()
"""


@contextmanager
def serve_desk(desk: str, data: Path) -> Iterator[str]:
    """The address of a desk that answers; it is stopped when the block ends."""
    port = _free_port()
    environment = os.environ | {
        "THREADLINE_DATA": str(data),
        f"THREADLINE_{desk.upper()}_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": f"threadline.web.{desk}",
    }
    world = Path(__file__).with_name("made_up_world.py")
    subprocess.run([sys.executable, "-c", _FILL, str(world), PASSWORD], env=environment, check=True)
    with (data / f"{desk}.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "threadline.web.server", desk], env=environment, stdout=log, stderr=log
        )
    (data / f"{desk}.pid").write_text(str(server.pid))
    try:
        _wait(f"http://localhost:{port}/log-in/", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def process_behind(data: Path, desk: str = "hotline") -> int:
    """The process id of the desk over `data`: the one that its workers belong to."""
    return int((data / f"{desk}.pid").read_text())


def log_in(page: Page, address: str, role: str) -> None:
    """Enter a desk through its log-in page as the account of that role."""
    page.goto(f"{address}/log-in/")
    page.fill("#id_username", role)
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.wait_for_selector(".who")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        assert server.poll() is None, "the desk ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310  # our own loopback address
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")
