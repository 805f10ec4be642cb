"""The hotline's records on a real PostgreSQL of its own, started for these tests and never as root."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SUITE = (
    "test_hotline_records.py", "test_editing.py", "test_alerts.py", "test_belonging.py", "test_drafts.py",
    "test_sharing.py", "test_retention.py", "test_coverage.py",
)  # fmt: skip
PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    if PROGRAMS is None or not (PROGRAMS / "initdb").exists():
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="threadline-postgresql-"))
    owner: dict[str, str] = {}
    if os.geteuid() == 0:
        try:
            pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres")
        shutil.chown(folder, "postgres")
        owner = {"user": "postgres", "group": "postgres"}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    make = [PROGRAMS / "initdb", "-D", folder / "data", "-U", "threadline", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, cwd="/", **owner)  # type: ignore[call-overload]
    run = [PROGRAMS / "postgres", "-D", folder / "data", "-p", str(port), "-h", "127.0.0.1", "-k", folder]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    running = subprocess.Popen(run, **quiet, **owner)  # type: ignore[call-overload]
    try:
        wait_for(port)
        yield f"postgresql://threadline@127.0.0.1:{port}/postgres"
    finally:
        running.terminate()
        running.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("PostgreSQL does not answer")


def run_suite(url: str, files: list[str]) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "not browser and not soak", *files]
    environment = os.environ | {"THREADLINE_TEST_DATABASE": url}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=1500)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout


def test_the_hotline_keeps_its_records_on_postgresql(server: str) -> None:
    room = Path(__file__).parent
    run_suite(server, [str(room / name) for name in SUITE])


@pytest.mark.soak
def test_the_whole_room_runs_on_postgresql(server: str) -> None:
    room = Path(__file__).parent
    run_suite(server, [str(path) for path in sorted(room.glob("test_*.py")) if path.name != "test_postgresql.py"])
