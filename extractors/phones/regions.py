"""Find the stretches of a text with enough digit-like words for a number, so that all other text is passed quickly."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from extractors.phones.lexicon import UNIT
from extractors.phones.numerals import Kind
from extractors.phones.variants import squeezed
from extractors.phones.words import NUMERALS, SQUEEZED, STEMS, WORDS, begins_like_number

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
# What is glued to the last digit, and the second half of "cinquante et un".
_REST: Final = re.compile(r"[a-z0-9@$!|]{0,24}(?:\(\)){0,2}(?:(?: et| y) une?o?\b)?")
_LEAD: Final = re.compile(r"(?:\S*[a-z][^\w\s]\S*\s){0,2}\S*$")
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
_LONGEST_LOOKALIKE: Final = 4
_LOOKALIKES: Final = frozenset("oilszeatbgqd")
_WEAK: Final = (Kind.HOMOPHONE, Kind.EVERYDAY)
_MONEY: Final = frozenset("$€£₹฿₱")


class _Weight(NamedTuple):
    """Digits a word stands for: for certain, perhaps, and perhaps where it stands right (look-alikes)."""

    clear: int = 0
    weak: int = 0
    placed: int = 0
    ends: bool = False
    numeric: bool = False


_NOTHING: Final = _Weight()


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


class _Weights(dict[str, _Weight]):
    """Weights of the words met so far; ads share most of theirs."""

    def __missing__(self, word: str) -> _Weight:
        weight = _weigh(word)
        if len(self) < _WORDS_KEPT and len(word) < (5 if weight.numeric else _LONGEST_KEPT):
            self[word] = weight
        return weight


class _Counts(dict[str, int]):
    """Digits in the words met so far, from above: of letters and digits glued together each sign may be one."""

    def __init__(self, count: Callable[[_Weight], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, word: str) -> int:
        weight = _WEIGHTS[word]
        count = len(word) if weight.numeric else self._count(weight)
        if word in _WEIGHTS:
            self[word] = count
        return count


_WORDS_KEPT: Final = 100_000
_LONGEST_KEPT: Final = 30
_WEIGHTS: Final = _Weights()
_CLEAR: Final = _Counts(lambda weight: weight.clear)
_WEAK_COUNTS: Final = _Counts(lambda weight: max(weight.weak, weight.placed))
_MOST: Final = _Counts(lambda weight: weight.clear + max(weight.weak, weight.placed))


class _Separators(dict[int, int]):
    """For `str.translate`: everything but letters and digits becomes a space."""

    def __missing__(self, point: int) -> int:
        self[point] = point if chr(point).isalnum() else 32
        return self[point]


_SEPARATORS: Final = _Separators()


def find_regions(text: str, cased: str) -> Iterator[Region]:
    """Yield regions from left to right; time is linear in the text."""
    chunks = text.translate(_SEPARATORS).split(" ")
    clear = [index for index, count in enumerate(map(_CLEAR.__getitem__, chunks)) if count]
    if not clear:
        return
    words = _Words(chunks, list(accumulate(map(len, chunks), initial=0)))
    scan = _Scan(text, cased)
    for first, last in words.stretches(clear):
        most = sum(map(_MOST.__getitem__, chunks[first : last + 1]))
        if most < _FEWEST_WITH_SIGNS or most < _fewest(text, words.start(first), words.end(last)):
            continue
        for index, chunk in enumerate(chunks[first : last + 1], first):
            scan.number += bool(chunk)
            weight = _WEIGHTS[chunk]
            if weight is not _NOTHING:
                yield from _take(words, index, weight, scan)
        yield from _close(scan)


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
            count += _CLEAR[self.chunks[index]]
            if place + 1 < len(clear) and not self._parts(index, clear[place + 1]):
                continue
            if count >= _FEWEST_CLEAR:
                yield self._lead(clear[begun]), self._trail(index)
            begun, count = place + 1, 0

    def _parts(self, left: int, right: int) -> bool:
        """Whether two clear chunks are in no region together: a unit between, or too far apart."""
        if right - left == 1:
            return False
        if not _UNITS.isdisjoint(self.chunks[left + 1 : right]):
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
            if _WEAK_COUNTS[self.chunks[index]]:
                first = index
            elif self.chunks[index]:
                break
        return first

    def _trail(self, index: int) -> int:
        """The last of the weak chunks right behind a clear one."""
        last = index
        while index + 1 < len(self.chunks) and self.start(index + 1) - self.end(last) <= _NEAR:
            index += 1
            if _WEAK_COUNTS[self.chunks[index]]:
                last = index
            elif self.chunks[index]:
                break
        return last


def _fewest(text: str, start: int, end: int) -> int:
    hides_digits = not _SIGNS.isdisjoint(text[max(0, start - 8) : end + 8])
    return _FEWEST_WITH_SIGNS if hides_digits else _FEWEST_DIGITS


def _take(words: _Words, index: int, weight: _Weight, scan: "_Scan") -> Iterator[Region]:
    """Let `scan` take in chunk `index`; yield the regions that it closes."""
    start, end = words.start(index), words.end(index)
    if not weight.numeric or words.chunks[index].isdigit():
        region = scan.take(weight, start, end)
        if region:
            yield from _ready(region, scan.text)
        return
    for match in _TOKEN.finditer(scan.text, start, end):
        region = scan.take(_WEIGHTS[match.group()], *match.span())
        if region:
            yield from _ready(region, scan.text)


def _close(scan: "_Scan") -> Iterator[Region]:
    if scan.region and scan.region.is_promising:
        yield from _ready(scan.region, scan.text)
    scan.region = None


class _Scan:
    """Holds the region being built, and the digit-like words just before where one may begin."""

    def __init__(self, text: str, cased: str) -> None:
        self.region: Region | None = None
        self.number = 0
        self._lead = Region(-10, -10)
        self.text = text
        self._cased = cased

    def take(self, weight: _Weight, start: int, end: int) -> Region | None:
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


def _place(weight: _Weight, span: tuple[int, int], text: str, cased: str) -> tuple[int, int, bool]:
    """Return the digits a word stands for here, for certain and perhaps, and whether it ends a region."""
    if weight.placed and _is_placed(span, text, cased):
        return weight.clear, weight.placed, False
    if weight.numeric:
        return weight.clear, weight.weak, text[span[0] - 1 : span[0]] in _MONEY
    return weight.clear, weight.weak, weight.ends


def _ready(region: Region, text: str) -> Iterator[Region]:
    if region.digits >= _fewest(text, region.start, region.end):
        # A word cut in two ("se-ven"), "n!ne" or glued letters belong to the stretch: two more chunks at most.
        lead = _LEAD.search(text, max(0, region.start - _LONGEST_LEAD), region.start)
        region.start = lead.start() if lead else region.start
        rest = _REST.match(text, region.end)
        region.end = rest.end() if rest else region.end
        yield region


def _weigh(word: str) -> _Weight:
    if not word:
        return _NOTHING
    if not word.isalpha():
        return _Weight(clear=sum(map(str.isdigit, word)), numeric=True)
    readings = WORDS.get(word)
    if readings:
        digits = len(readings[0].digits)
        return _Weight(weak=digits) if readings[0].kind in _WEAK else _Weight(clear=digits)
    roles = {numeral.role for numeral in NUMERALS.get(word, ())}
    if roles & {"double", "triple"}:
        return _Weight(weak=2)
    if word in UNIT:
        return _Weight(ends=True, placed=int(len(word) == 1))
    return _weigh_unknown(word)


def _weigh_unknown(word: str) -> _Weight:
    """Words run together, look-alikes, lone letters, words drawn out."""
    if len(word) > 6 and begins_like_number(word):
        return _Weight(clear=len(word) // 4)
    if len(word) > 3 and word[:3] in STEMS:
        return _Weight(weak=1)
    if len(word) == 1 or (len(word) <= _LONGEST_LOOKALIKE and set(word) <= _LOOKALIKES):
        return _Weight(placed=len(word))
    if len(set(word)) < len(word) and squeezed(word) in SQUEEZED:
        return _Weight(clear=1)
    return _NOTHING


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


_UNITS: Final = frozenset(word for word in UNIT if _weigh(word) == _Weight(ends=True))
"""Units that are surely nothing else end a region."""
