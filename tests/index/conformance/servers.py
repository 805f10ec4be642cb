"""Real search servers for the suite: started once for all workers of a run, stopped when the run ends."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[3]
SEARCH_SERVER = ROOT / "bin" / "search-server"
NAMED = "THREADLINE_TEST_SEARCH_URL"
_PATIENCE_SECONDS = 560  # a first run fetches 100 to 200 MB; later ones start in 20 to 40 s on two busy cores


def find_server(kind: str, shared: Path) -> str:
    """The URL of a server of that kind, without path; skips by name and reason where there can be none. Several
    URLs may be named, with spaces between them."""
    for named in os.environ.get(NAMED, "").split():
        if named.startswith(f"{kind}+"):
            return f"{urlsplit(named).scheme}://{urlsplit(named).netloc}"
    with (shared / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = shared / f"{kind}.answer"
        if not answer.exists():
            answer.write_text(start(kind, f"{kind}-test-{leader()}"), encoding="utf-8")
    found = answer.read_text(encoding="utf-8")
    if not found.startswith("http"):
        pytest.skip(f"no real {kind} here: {found}. {NAMED}={kind}+http://HOST:PORT names any other")
    return f"{kind}+{found.splitlines()[0]}"


def start(kind: str, name: str, *options: str) -> str:
    """URLs of the nodes, one a line; else the reason why there are none."""
    call = [sys.executable, SEARCH_SERVER, "start", kind, "--name", name, "--follow", str(leader())]
    # The quick compiler alone: a short life is not worth the thorough one (16 s of processor to start, instead of 23).
    call += ["--java-options=-XX:TieredStopAtLevel=1", *options]
    try:
        run = subprocess.run(call, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"not ready in {_PATIENCE_SECONDS} s"
    if run.returncode == 1:  # Maven and Java are here, so this is a fault and no reason to skip
        pytest.fail(run.stderr)
    return run.stdout if run.returncode == 0 else run.stderr.strip().splitlines()[-1]


def leader() -> int:
    """The process whose end is the end of the run."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
