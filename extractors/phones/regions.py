"""Find the stretches of a text with enough digit-like words for a number, so that all other text is passed quickly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractors.phones.chunks import FEWEST_CLEAR, MOST_WORDS_BETWEEN, NEAR, WIDEST_GAP, WIDEST_TOLD, Chunks, is_told
from extractors.phones.weights import MOST, NOTHING, WEIGHTS, Weight

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# What is glued to the last digit, and the second half of "cinquante et un".
_REST: Final = re.compile(r"[a-z0-9@$!|]{0,24}(?:\(\)){0,2}(?:(?: et| y) une?o?\b)?")
_SIGNED: Final = re.compile(r"[a-z][^\w\s]")
_FEWEST_DIGITS: Final = 7
# "f!ve" looks like two letters here, "()" like nothing: such signs may hide digits.
_SIGNS: Final = frozenset("!|@()")
_FEWEST_WITH_SIGNS: Final = 4
_MOST_WORDS_BEHIND: Final = 1
_WHOLE: Final = 10
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
        return self.digits >= _FEWEST_WITH_SIGNS and self.clear >= FEWEST_CLEAR

    def extend(self, end: int, digits: int, clear: int, index: int) -> None:
        """Take in a digit-like word, token number `index` of the text."""
        self.end = end
        self.digits += digits
        self.clear += clear
        self.index = index


def find_regions(text: str, cased: str) -> Iterator[Region]:
    """Yield regions from left to right; time is linear in the text."""
    words = Chunks(text)
    scan = _Scan(text, cased)
    for first, last in words.stretches():
        most = sum(map(MOST.__getitem__, words.chunks[first : last + 1]))
        if most < _FEWEST_WITH_SIGNS or most < _fewest(text, words.start(first), words.end(last)):
            continue
        closed: list[Region] = []
        for index, chunk in enumerate(words.chunks[first : last + 1], first):
            scan.number += bool(chunk)
            weight = WEIGHTS[chunk]
            if weight is not NOTHING:
                closed += _take(words, index, weight, scan)
        if scan.region and scan.region.is_promising:
            closed.append(scan.region)
        scan.region = None
        yield from (region for region in closed if _is_ready(region, text))


def _fewest(text: str, start: int, end: int) -> int:
    hides_digits = not _SIGNS.isdisjoint(text[max(0, start - 8) : end + 8])
    return _FEWEST_WITH_SIGNS if hides_digits else _FEWEST_DIGITS


def _take(words: Chunks, index: int, weight: Weight, scan: "_Scan") -> Iterable[Region]:
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
        if self.region and (ends or _is_far(self.region, start, index, self.text)):
            closed = self.region if self.region.is_promising else None
            self.region = None
        if clear:
            if self.region is None:
                self.region = self._lead if 0 <= start - self._lead.end <= NEAR else Region(start, end)
                self._lead = Region(-10, -10)
            self.region.extend(end, clear, clear, index)
        elif weak:
            if self.region and start - self.region.end <= (1 if weight.placed else NEAR):
                self.region.extend(end, weak, 0, index)
            if start - self._lead.end > NEAR:
                self._lead = Region(start, end)
            self._lead.extend(end, weak, 0, index)
        return closed


def _is_far(region: Region, start: int, index: int, text: str) -> bool:
    words, width = index - region.index - 1, start - region.end
    if region.digits >= _WHOLE:
        # Behind ten digits a number is whole: what comes later is another.
        return width > WIDEST_GAP or words > _MOST_WORDS_BEHIND
    if width <= WIDEST_GAP and words <= MOST_WORDS_BETWEEN:
        return False
    return not is_told(_WORD.findall(text, region.end, min(start, region.end + WIDEST_TOLD)), words, width)


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
