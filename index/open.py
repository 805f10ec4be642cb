"""Open the index of an installation."""

from pathlib import Path

from index.embedded.engine import EmbeddedEngine
from index.embedded.shelf import Shelf


def open_index(folder: Path) -> EmbeddedEngine:
    """The engine over `DATA/index`. Any number of processes may read while one writes; writing waits for its turn.

    Raises NewerIndexError when a later version wrote the folder, WriterBusyError from writing calls when the wait
    takes too long.
    """
    shelf = Shelf(folder)
    shelf.current()
    return EmbeddedEngine(shelf)
