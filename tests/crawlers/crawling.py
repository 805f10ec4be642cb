"""Starts crawls and sites for tests, each in a process of its own."""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from crawlers.archive import Archive

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What one crawl said."""

    exit_code: int
    sites: dict[str, Any]
    faults: list[str]
    grown_kib: int
    progress: list[dict[str, Any]]
    """What it told while it ran."""
    log: str = field(repr=False, default="")


@cache
def _crawler() -> "subprocess.Popen[str]":
    """The process whose forks crawl."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("crawl_process.py"))],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def end() -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()

    atexit.register(end)
    return process


@dataclass(frozen=True)
class Crawl:
    """A crawl that runs. `pid` may be killed."""

    pid: int
    _out: Path
    _log: Path

    def wait(self) -> int:
        """Its exit status; negative: the signal that ended it."""
        stream = _crawler().stdout
        assert stream is not None
        return int(stream.readline())

    def outcome(self) -> Outcome:
        """What it said at its end."""
        status = self.wait()
        log = self._log.read_text(encoding="utf-8", errors="replace")
        assert status == 0, log
        return Outcome(**json.loads(self._out.read_text(encoding="utf-8")), log=log)


@dataclass(frozen=True)
class Setting:
    """What a crawl's process sets before it begins: values by `module.NAME`, its environment, what it is handed."""

    constants: dict[str, Any] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    """Ads on the removal list."""
    quarantined: list[str] = field(default_factory=list)
    """Digests of pictures that the screen keeps apart."""


def start_crawl(archive: Path, *definitions: Path, setting: Setting | None = None, **options: Any) -> Crawl:
    """A crawl over loopback, running; one at a time."""
    given = {"allow_loopback": True, "delay": 0.0, "gone_separation": 0.0, "least_backoff": 0.03, **options}
    given |= {"archive": str(archive), "definitions": [str(path) for path in definitions]}
    folder = Path(tempfile.mkdtemp(dir=archive.parent))
    out, log = folder / "outcome.json", folder / "log"
    process = _crawler()
    assert process.stdin is not None
    assert process.stdout is not None
    job = {"options": given, "out": str(out), "log": str(log), **asdict(setting or Setting())}
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    return Crawl(int(process.stdout.readline()), out, log)


def crawl(archive: Path, *definitions: Path, **options: Any) -> Outcome:
    """A crawl over loopback, run to its end."""
    return start_crawl(archive, *definitions, **options).outcome()


def held_statuses(archive: Path) -> dict[str, str]:
    """The status of every ad held, by ad_id."""
    with Archive(archive) as held:
        return {ad.ad_id: ad.status for ad in held.ads()}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[Any]", seconds: float = 120) -> None:
    """Until something listens on the port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"the site ended with code {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"nothing listens on port {port} after {seconds} s"
    raise AssertionError(message)
