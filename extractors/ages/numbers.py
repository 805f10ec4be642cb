"""Numbers that may be ages: two digits or words, with the text on both sides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.phones.folded import fold
from extractors.phones.numerals import Kind, load_numerals
from extractors.scanner import Scanner

_LEAST: Final = 16
_FIRST_WORDED: Final = 18
# Every pattern below sees only this many characters beside a number: bounded, whatever the text.
_BEFORE: Final = 40
_BEHIND: Final = 40
_LONGEST_WORD: Final = 24

# The digits come first: a search that begins with what stands before them would try every place of the text.
_NUMBER: Final = re.compile(r"[1-9]\d(?<![\d.,$€£₹#/:+-]\d\d)(?<!\d[ .,]\d\d)(?![\d%$€£:+]|[.,/-]\d|\s?[$€£%])")
_NUMERALS: Final = [numeral for numeral in load_numerals() if numeral.kind in (Kind.WORD, Kind.EVERYDAY)]
_TENS: Final = {n.word: n.value for n in _NUMERALS if n.role in ("teen", "tens") and n.value >= _FIRST_WORDED}
_ONES: Final = {n.word: n.value for n in _NUMERALS if n.role == "unit" and n.value}
_WORDED: Final = Scanner(rf"\b(?P<tens>{'|'.join(_TENS)})(?:(?:[\s-]|\sy\s|\set\s)(?P<ones>{'|'.join(_ONES)}))?\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of two digits, or in words, and the text on both sides."""

    value: int
    start: int
    end: int
    before: str
    behind: str
    last: str
    """The last word before, small; most numbers are settled by it."""
    follows_a_capital: bool


def find_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of 16 and more in figures, then those of 18 and more in words."""
    for match in _NUMBER.finditer(text):
        if int(match.group()) >= _LEAST:
            yield _number(text, int(match.group()), match.span())
    for start, match in _WORDED.find(text if text.isascii() else fold(text)):
        value = _TENS[match["tens"].lower()] + _ONES.get((match["ones"] or "").lower(), 0)
        yield _number(text, value, (start, start + match.end()))


def _number(text: str, value: int, span: tuple[int, int]) -> Number:
    start, end = span
    before = text[max(0, start - _BEFORE) : start]
    last = before[-_LONGEST_WORD:].rstrip(" \n,:;=-–").split()[-1:]
    word = last[0].lstrip("([") if last else ""
    return Number(value, start, end, before, text[end : end + _BEHIND], word.lower(), word[:1].isupper())
