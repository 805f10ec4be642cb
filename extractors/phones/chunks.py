"""The words of a text, and which of those that stand for digits may belong to one number."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from extractors.phones.lexicon import LEAD
from extractors.phones.weights import CLEAR, ENDING, WEAK

FEWEST_CLEAR: Final = 2
WIDEST_GAP: Final = 48
MOST_WORDS_BETWEEN: Final = 6
NEAR: Final = 2
WIDEST_TOLD: Final = 72
_MOST_WORDS_TOLD: Final = 9


class _Separators(dict[int, int]):
    """For `str.translate`: everything but letters and digits becomes a space."""

    def __missing__(self, point: int) -> int:
        self[point] = point if chr(point).isalnum() else 32
        return self[point]


_SEPARATORS: Final = _Separators()


class Chunks:
    """The chunks of a text, with one separator behind each; `lengths` are summed up to each."""

    __slots__ = ("chunks", "lengths")

    def __init__(self, text: str) -> None:
        self.chunks = text.translate(_SEPARATORS).split(" ")
        self.lengths = list(accumulate(map(len, self.chunks), initial=0))

    def start(self, index: int) -> int:
        return self.lengths[index] + index

    def end(self, index: int) -> int:
        return self.lengths[index + 1] + index

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last chunk of each stretch that may hold a region, its weak words at both ends."""
        clear = [index for index, count in enumerate(map(CLEAR.__getitem__, self.chunks)) if count]
        begun = count = 0
        for place, index in enumerate(clear):
            count += CLEAR[self.chunks[index]]
            if place + 1 < len(clear) and not self._parts(index, clear[place + 1]):
                continue
            if count >= FEWEST_CLEAR:
                yield self._lead(clear[begun]), self._trail(index)
            begun, count = place + 1, 0

    def _parts(self, left: int, right: int) -> bool:
        """Whether two clear chunks are in no region together: a unit between, or too far apart."""
        if right - left == 1:
            return False
        if not ENDING.isdisjoint(self.chunks[left + 1 : right]):
            return True
        if right - left <= MOST_WORDS_BETWEEN and self.start(right) - self.end(left) <= WIDEST_GAP:
            return False
        last = self._trail(left)
        words = right - last - 1 - self.chunks[last + 1 : right].count("")
        width = self.start(right) - self.end(last)
        far = words > MOST_WORDS_BETWEEN or width > WIDEST_GAP
        return far and not is_told(self.chunks[last + 1 : right], words, width)

    def _lead(self, index: int) -> int:
        """The first of the weak chunks right before a clear one."""
        first = index
        while index > 0 and self.start(first) - self.end(index - 1) <= NEAR:
            index -= 1
            if WEAK[self.chunks[index]]:
                first = index
            elif self.chunks[index]:
                break
        return first

    def _trail(self, index: int) -> int:
        """The last of the weak chunks right behind a clear one."""
        last = index
        while index + 1 < len(self.chunks) and self.start(index + 1) - self.end(last) <= NEAR:
            index += 1
            if WEAK[self.chunks[index]]:
                last = index
            elif self.chunks[index]:
                break
        return last


def is_told(between: Iterable[str], words: int, width: int) -> bool:
    """Whether the prose between two digits leads from one to the other: "for those who know, the rest is"."""
    return words <= _MOST_WORDS_TOLD and width <= WIDEST_TOLD and not LEAD.isdisjoint(between)
