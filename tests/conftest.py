"""Fixtures that every room's tests may use.

Outside material (real job ads, sites we did not write) is never in the repository: it is looked for in the folder that
THREADLINE_EXTERNAL names, else in a sibling `shared/`; where it is absent the test skips and says so.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def external() -> Path:
    """The folder of outside material."""
    folder = Path(os.environ.get("THREADLINE_EXTERNAL", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"outside material is not here: set THREADLINE_EXTERNAL (looked in {folder})")
    return folder


@pytest.fixture(scope="session")
def demo_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a small demo world, crawled and indexed by the program itself.

    Tests that use it carry `xdist_group("demo")`, so that one worker makes it once.
    """
    data = tmp_path_factory.mktemp("demo-world") / "data"
    program = Path(sys.executable).with_name("threadline")
    command = [program, "demo", "--ads", "150", "--no-serve", "--data", data]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return data
