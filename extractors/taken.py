"""Spans of a text that a reading has already used."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class Taken:
    """Spans that do not overlap each other; a look-up costs a bisection, so that hostile text stays linear."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = sorted(spans)

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._spans)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether `start:end` shares a character with a span taken before."""
        index = bisect_left(self._spans, (start, start))
        following = index < len(self._spans) and self._spans[index][0] < end
        return following or (index > 0 and self._spans[index - 1][1] > start)

    def add(self, start: int, end: int) -> bool:
        """Take `start:end`; false, and nothing taken, where it overlaps."""
        if self.overlaps(start, end):
            return False
        insort(self._spans, (start, end))
        return True
