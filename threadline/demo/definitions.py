"""The two boards' definitions, pointed at the port that the demo site got."""

from importlib.resources import files
from pathlib import Path
from typing import Final

NAMES: Final = ("demo_board.toml", "demo_jobs.toml")
_SHIPPED_PORT: Final = ":8770/"


def write_definitions(folder: Path, port: int) -> tuple[Path, ...]:
    """Copy both definitions into `folder` with the port put in; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in NAMES:
        text = files("threadline.demo").joinpath("sites", name).read_text(encoding="utf-8")
        path = folder / name
        path.write_text(text.replace(_SHIPPED_PORT, f":{port}/"), encoding="utf-8")
        written.append(path)
    return tuple(written)
