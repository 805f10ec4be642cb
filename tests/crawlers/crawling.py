"""Starts crawls and sites for tests, each in a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What one crawl said."""

    exit_code: int
    sites: dict[str, Any]
    faults: list[str]
    log: str = field(repr=False, default="")


def start_crawl(archive: Path, *definitions: Path, **options: Any) -> "subprocess.Popen[str]":
    """A crawl over loopback, running."""
    given = {"allow_loopback": True, "delay": 0.0, "gone_separation": 0.0, "least_backoff": 0.03, **options}
    given |= {"archive": str(archive), "definitions": [str(path) for path in definitions]}
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("crawl_once.py")), json.dumps(given)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def crawl(archive: Path, *definitions: Path, **options: Any) -> Outcome:
    """A crawl over loopback, run to its end."""
    process = start_crawl(archive, *definitions, **options)
    out, log = process.communicate(timeout=300)
    assert out, log
    return Outcome(**json.loads(out), log=log)


def free_port() -> int:
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
