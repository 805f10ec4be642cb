"""The shared evidence and index as a desk reads them: opened once, never written."""

from functools import cache
from pathlib import Path

from crawlers.archive import Archive
from index.engine import Engine
from index.open import open_index
from review_ui.desk import current_desk


def open_engine() -> Engine:
    """The index of this installation; one per process, it follows rebuilds by itself."""
    desk = current_desk()
    return _engine(desk.index, desk.search_url)


def open_archive() -> Archive:
    """The archive, to be used in a `with` block."""
    return Archive(current_desk().archive)


@cache
def _engine(folder: Path, search_url: str) -> Engine:
    return open_index(folder, search_url)
