"""Sites to crawl: ones that others wrote (outside material), and a board of our own with faults to order."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawlers.board import Board
from tests.crawlers.crawling import REPOSITORY

_CACHE = REPOSITORY / ".cache" / "sites"


@pytest.fixture(scope="session")
def external_sites() -> Path:
    """The folder `sites` of the outside material."""
    root = Path(os.environ.get("THREADLINE_EXTERNAL", REPOSITORY.parent / "shared"))
    if not (root / "sites" / "adgen.py").is_file():
        pytest.skip(f"outside material is not there: {root / 'sites'} (set THREADLINE_EXTERNAL)")
    return root / "sites"


def _install(stamp: Path, *commands: list[str]) -> None:
    """Run the commands once; skip, with the reason, where they cannot (no registry)."""
    _CACHE.mkdir(parents=True, exist_ok=True)
    with (_CACHE / f"{stamp.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists():
            return
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
            if done.returncode != 0:
                pytest.skip(f"{' '.join(command[-3:])} could not be installed: {done.stderr.strip()[-200:]}")
        stamp.touch()


@pytest.fixture(scope="session")
def classified_python() -> Path:
    """The interpreter of a virtual environment that holds django-classified."""
    folder = _CACHE / "venv-djc"
    python = folder / "bin" / "python"
    packages = ["django-classified==1.3", "faker", "pillow", "setuptools"]
    _install(
        folder / ".installed",
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", *packages],
    )
    return python


@pytest.fixture(scope="session")
def docsify_folder() -> Path:
    """A folder whose `npm` holds docsify."""
    command = ["npm", "install", "--prefix", str(_CACHE / "npm"), "--ignore-scripts", "docsify@5.0.0"]
    _install(_CACHE / "npm" / ".installed", command)
    return _CACHE


@pytest.fixture
def board() -> Iterator[Board]:
    """A classifieds board on loopback whose faults a test can order."""
    with Board() as running:
        yield running
