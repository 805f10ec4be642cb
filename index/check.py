"""Prove that an index is whole: `threadline index check`."""

from collections.abc import Iterator

from crawlers.archiving.chain import Check
from index.removals.screened import ScreenedEngine

__all__ = ["Check", "check"]


def check(engine: ScreenedEngine) -> Iterator[Check]:
    """The file itself, its tables against each other, the text engine against the tables, and the removal list against
    everything. Reads all of it: minutes at ten million ads."""
    yield from engine.examine()
    yield engine.examine_removals()
