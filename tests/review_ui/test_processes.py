"""Each desk's process knows its own apps, database, keys and cookie, and nothing of the other's."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

_TELL = """
import json, django
django.setup()
from django.apps import apps
from django.conf import settings
from review_ui.desk import current_desk
desk = current_desk()
print(json.dumps({
    "apps": sorted(app.label for app in apps.get_app_configs()), "cookie": settings.SESSION_COOKIE_NAME,
    "csrf": settings.CSRF_COOKIE_NAME, "databases": {name: str(d["NAME"]) for name, d in settings.DATABASES.items()},
    "keys": [desk.secret_key.hex(), desk.audit_key.hex(), desk.record_key.hex()], "audit": str(desk.audit),
}))
"""


def tell(desk: str, data: Path) -> dict[str, object]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": f"threadline.web.{desk}", "THREADLINE_DATA": str(data)}
    done = subprocess.run([sys.executable, "-c", _TELL], env=environment, check=True, capture_output=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_two_processes_share_nothing_but_the_evidence(tmp_path: Path) -> None:
    hotline, casework = tell("hotline", tmp_path), tell("casework", tmp_path)
    assert "investigations" not in str(hotline["apps"])
    assert "hotline" not in str(casework["apps"])
    assert "resources" not in str(casework["apps"])
    for name in ("cookie", "csrf", "databases", "audit"):
        assert hotline[name] != casework[name], name
    keys = [*hotline["keys"], *casework["keys"]]  # type: ignore[misc]
    assert len(set(keys)) == 6


def test_no_migration_is_missing() -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "review_ui.every_app"}
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_killed_worker_is_replaced_and_all_end_with_the_desk(desk_server: Any, tmp_path: Path) -> None:
    with desk_server.serve_desk("hotline", tmp_path) as address:
        parent = desk_server.process_behind(tmp_path)
        first = wait_for(lambda: children_of(parent), lambda found: len(found) == 3)
        os.kill(min(first), signal.SIGKILL)
        wait_for(lambda: children_of(parent), lambda found: len(found) == 3 and found != first)
        for _ in range(20):
            with urllib.request.urlopen(f"{address}/log-in/", timeout=20) as page:  # noqa: S310  # our own loopback address
                assert page.status == 200
        last = children_of(parent)
        os.kill(parent, signal.SIGKILL)
        wait_for(lambda: {pid for pid in last if is_running(pid)}, lambda found: not found)


def test_every_line_of_the_log_is_json_and_holds_nothing_that_was_sent(desk_server: Any, tmp_path: Path) -> None:
    with desk_server.serve_desk("hotline", tmp_path) as address:
        port = int(address.rpartition(":")[2])
        for host, path in (("202-555-0143.example", "/"), ("localhost", "/202-555-0143/"), ("localhost", "/%00%ff")):
            with socket.create_connection(("localhost", port), timeout=20) as line:
                line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                assert b"HTTP/1.1 4" in line.recv(100)
        with socket.create_connection(("localhost", port), timeout=20) as line:
            line.sendall(b"\x16\x03 nonsense \r\n 202-555-0143\r\n\r\n")
            line.recv(100)
    written = (tmp_path / "hotline.log").read_text()
    told = [json.loads(one)["event"] for one in written.splitlines()]
    assert told[0] == "desk serves"
    assert "a library spoke" in told
    assert "555" not in written


def children_of(parent: int) -> set[int]:
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.add(int(path.parent.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(look: Callable[[], set[int]], is_right: Callable[[set[int]], bool]) -> set[int]:
    for _ in range(600):
        found = look()
        if is_right(found):
            return found
        time.sleep(0.1)
    raise AssertionError(f"still {found}")
