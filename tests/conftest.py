"""Fixtures that every room's tests may use.

Outside material (real job ads, sites we did not write) is never in the repository: it is looked for in the folder that
THREADLINE_EXTERNAL names, else in a sibling `shared/`; where it is absent the test skips and says so.
"""

import os
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
