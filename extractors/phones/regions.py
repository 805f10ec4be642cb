"""Find the stretches of a text with enough digit-like words for a number, so that all other text is passed quickly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from extractors.phones.weights import CLEAR, ENDING, MOST, NOTHING, WEAK, WEIGHTS, Weight

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
# What is glued to the last digit, and the second half of "cinquante et un".
_REST: Final = re.compile(r"[a-z0-9@$!|]{0,24}(?:\(\)){0,2}(?:(?: et| y) une?o?\b)?")
_SIGNED: Final = re.compile(r"[a-z][^\w\s]")
_FEWEST_DIGITS: Final = 7
# "f!ve" looks like two letters here, "()" like nothing: such signs may hide digits.
_SIGNS: Final = frozenset("!|@()")
_FEWEST_WITH_SIGNS: Final = 4
_FEWEST_CLEAR: Final = 2
_WIDEST_GAP: Final = 48
_MOST_WORDS_BETWEEN: Final = 6
_MOST_WORDS_BEHIND: Final = 1
_WHOLE: Final = 10
_NEAR: Final = 2
_LONGEST_LEAD: Final = 24
_MONEY: Final = frozenset("$€£₹฿₱")


@dataclass(slots=True)
class Region:
    """`text[start:end]` with about `digits` digits, `clear` of them certain."""

    start: int
    end: int
    digits: int = 0
    clear: int = 0
    index: int = 0

    @property
    def is_promising(self) -> bool:
        """Whether there may be a number in it at all."""
        return self.digits >= _FEWEST_WITH_SIGNS and self.clear >= _FEWEST_CLEAR

    def extend(self, end: int, digits: int, clear: int, index: int) -> None:
        """Take in a digit-like word, token number `index` of the text."""
        self.end = end
        self.digits += digits
        self.clear += clear
        self.index = index


class _Separators(dict[int, int]):
    """For `str.translate`: everything but letters and digits becomes a space."""

    def __missing__(self, point: int) -> int:
        self[point] = point if chr(point).isalnum() else 32
        return self[point]


_SEPARATORS: Final = _Separators()


def find_regions(text: str, cased: str) -> Iterator[Region]:
    """Yield regions from left to right; time is linear in the text."""
    chunks = text.translate(_SEPARATORS).split(" ")
    clear = [index for index, count in enumerate(map(CLEAR.__getitem__, chunks)) if count]
    if not clear:
        return
    words = _Words(chunks, list(accumulate(map(len, chunks), initial=0)))
    scan = _Scan(text, cased)
    for first, last in words.stretches(clear):
        most = sum(map(MOST.__getitem__, chunks[first : last + 1]))
        if most < _FEWEST_WITH_SIGNS or most < _fewest(text, words.start(first), words.end(last)):
            continue
        closed: list[Region] = []
        for index, chunk in enumerate(chunks[first : last + 1], first):
            scan.number += bool(chunk)
            weight = WEIGHTS[chunk]
            if weight is not NOTHING:
                closed += _take(words, index, weight, scan)
        if scan.region and scan.region.is_promising:
            closed.append(scan.region)
        scan.region = None
        yield from (region for region in closed if _is_ready(region, text))


class _Words:
    """The chunks of a text, with one separator behind each; `lengths` are summed up to each."""

    __slots__ = ("chunks", "lengths")

    def __init__(self, chunks: list[str], lengths: list[int]) -> None:
        self.chunks = chunks
        self.lengths = lengths

    def start(self, index: int) -> int:
        return self.lengths[index] + index

    def end(self, index: int) -> int:
        return self.lengths[index + 1] + index

    def stretches(self, clear: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the first and last chunk of each stretch that may hold a region, its weak words at both ends."""
        begun = count = 0
        for place, index in enumerate(clear):
            count += CLEAR[self.chunks[index]]
            if place + 1 < len(clear) and not self._parts(index, clear[place + 1]):
                continue
            if count >= _FEWEST_CLEAR:
                yield self._lead(clear[begun]), self._trail(index)
            begun, count = place + 1, 0

    def _parts(self, left: int, right: int) -> bool:
        """Whether two clear chunks are in no region together: a unit between, or too far apart."""
        if right - left == 1:
            return False
        if not ENDING.isdisjoint(self.chunks[left + 1 : right]):
            return True
        if right - left <= _MOST_WORDS_BETWEEN and self.start(right) - self.end(left) <= _WIDEST_GAP:
            return False
        last = self._trail(left)
        words = right - last - 1 - self.chunks[last + 1 : right].count("")
        return words > _MOST_WORDS_BETWEEN or self.start(right) - self.end(last) > _WIDEST_GAP

    def _lead(self, index: int) -> int:
        """The first of the weak chunks right before a clear one."""
        first = index
        while index > 0 and self.start(first) - self.end(index - 1) <= _NEAR:
            index -= 1
            if WEAK[self.chunks[index]]:
                first = index
            elif self.chunks[index]:
                break
        return first

    def _trail(self, index: int) -> int:
        """The last of the weak chunks right behind a clear one."""
        last = index
        while index + 1 < len(self.chunks) and self.start(index + 1) - self.end(last) <= _NEAR:
            index += 1
            if WEAK[self.chunks[index]]:
                last = index
            elif self.chunks[index]:
                break
        return last


def _fewest(text: str, start: int, end: int) -> int:
    hides_digits = not _SIGNS.isdisjoint(text[max(0, start - 8) : end + 8])
    return _FEWEST_WITH_SIGNS if hides_digits else _FEWEST_DIGITS


def _take(words: _Words, index: int, weight: Weight, scan: "_Scan") -> Iterable[Region]:
    """Let `scan` take in chunk `index`; return the regions that it closes."""
    start, end = words.start(index), words.end(index)
    if not weight.numeric or words.chunks[index].isdigit():
        region = scan.take(weight, start, end)
        return (region,) if region else ()
    taken = [scan.take(WEIGHTS[match.group()], *match.span()) for match in _TOKEN.finditer(scan.text, start, end)]
    return [region for region in taken if region]


class _Scan:
    """Holds the region being built, and the digit-like words just before where one may begin."""

    def __init__(self, text: str, cased: str) -> None:
        self.region: Region | None = None
        self.number = 0
        self._lead = Region(-10, -10)
        self.text = text
        self._cased = cased

    def take(self, weight: Weight, start: int, end: int) -> Region | None:
        """Take in the word at `start:end`; return the region it closed, if promising."""
        index = self.number
        clear, weak, ends = _place(weight, (start, end), self.text, self._cased)
        closed = None
        if self.region and (ends or _is_far(self.region, start, index)):
            closed = self.region if self.region.is_promising else None
            self.region = None
        if clear:
            if self.region is None:
                self.region = self._lead if 0 <= start - self._lead.end <= _NEAR else Region(start, end)
                self._lead = Region(-10, -10)
            self.region.extend(end, clear, clear, index)
        elif weak:
            if self.region and start - self.region.end <= (1 if weight.placed else _NEAR):
                self.region.extend(end, weak, 0, index)
            if start - self._lead.end > _NEAR:
                self._lead = Region(start, end)
            self._lead.extend(end, weak, 0, index)
        return closed


def _is_far(region: Region, start: int, index: int) -> bool:
    # Behind ten digits a number is whole: what comes later is another.
    words = _MOST_WORDS_BETWEEN if region.digits < _WHOLE else _MOST_WORDS_BEHIND
    return start - region.end > _WIDEST_GAP or index - region.index - 1 > words


def _place(weight: Weight, span: tuple[int, int], text: str, cased: str) -> tuple[int, int, bool]:
    """Return the digits a word stands for here, for certain and perhaps, and whether it ends a region."""
    if weight.placed and _is_placed(span, text, cased):
        return weight.clear, weight.placed, False
    if weight.numeric:
        return weight.clear, weight.weak, text[span[0] - 1 : span[0]] in _MONEY
    return weight.clear, weight.weak, weight.ends


def _is_ready(region: Region, text: str) -> bool:
    """Whether it holds digits enough; one that does takes in what belongs to it on either side."""
    if region.digits < _fewest(text, region.start, region.end):
        return False
    # A word cut in two ("se-ven"), "n!ne" or glued letters belong to the stretch: two more chunks at most.
    chunks = text[max(0, region.start - _LONGEST_LEAD) : region.start].replace("\n", " ").split(" ")
    region.start -= len(chunks[-1])
    for chunk in chunks[-2:-4:-1]:
        if not _SIGNED.search(chunk):
            break
        region.start -= len(chunk) + 1
    rest = _REST.match(text, region.end)
    region.end = rest.end() if rest else region.end
    return True


def _is_placed(span: tuple[int, int], text: str, cased: str) -> bool:
    """Whether look-alikes stand at a digit or in capitals, or a lone letter before another (`s e v e n`)."""
    start, end = span
    if (start > 0 and text[start - 1].isdigit()) or (end < len(text) and text[end].isdigit()):
        return True
    if end - start > 1:
        return not cased[start:end].islower() and not cased[start:end].istitle()
    if text[start] in "oli" and (text[max(0, start - 2) : start - 1] + text[end + 1 : end + 2]).isdigit():
        return True
    following = text[end + 1 : end + 2].isalpha() and not text[end + 2 : end + 3].isalpha()
    preceding = start > 1 and text[start - 2].isalpha() and not text[max(0, start - 3) : start - 2].isalpha()
    return cased[start].isupper() or following or preceding
