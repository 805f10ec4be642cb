"""Find the stretches of a text that hold enough digit-like words for a number, so that all other text is passed quickly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.phones.numerals import Kind
from extractors.phones.words import SQUEEZED, STEMS, WORDS, squeezed

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_REST: Final = re.compile(r"[a-z0-9@$!|]{0,24}")
_FEWEST_DIGITS: Final = 7
_FEWEST_CLEAR: Final = 2
_WIDEST_GAP: Final = 48
_MOST_WORDS_BETWEEN: Final = 6
_LEAD: Final = 40
_LONGEST_LOOKALIKE: Final = 4
_WEAK: Final = (Kind.HOMOPHONE, Kind.EVERYDAY)
_LOOKALIKES: Final = frozenset("oilszeatbgqd")


@dataclass(slots=True)
class Region:
    """`text[start:end]` with about `digits` digits, `clear` of them certain."""

    start: int
    end: int
    digits: int = 0
    clear: int = 0
    words_since: int = 0


def find_regions(text: str, cased: str) -> Iterator[Region]:
    """Yield regions from left to right; time is linear in the text."""
    region: Region | None = None
    for match in _TOKEN.finditer(text):
        token = match.group()
        clear, weak = _weigh(token, match, text, cased)
        if region is not None and (
            match.start() - region.end > _WIDEST_GAP or region.words_since > _MOST_WORDS_BETWEEN
        ):
            yield from _ready(region, text)
            region = None
        if clear or (weak and region is not None and match.start() - region.end <= 2):
            region = region or Region(match.start(), match.end())
            region.end = match.end()
            region.digits += clear + weak
            region.clear += clear
            region.words_since = 0
        elif region is not None:
            region.words_since += 1
            region.digits += weak
    if region is not None:
        yield from _ready(region, text)


def _ready(region: Region, text: str) -> Iterator[Region]:
    if region.digits >= _FEWEST_DIGITS and region.clear >= _FEWEST_CLEAR:
        region.start = max(0, region.start - _LEAD)
        rest = _REST.match(text, region.end)
        region.end = rest.end() if rest else region.end
        yield region


def _weigh(token: str, match: "re.Match[str]", text: str, cased: str) -> tuple[int, int]:
    """Return how many digits `token` stands for: for certain, and perhaps."""
    if token[0].isdigit():
        return len(token), 0
    readings = WORDS.get(token)
    if readings:
        digits = len(readings[0].digits)
        return (0, digits) if readings[0].kind in _WEAK else (digits, 0)
    if len(token) > 3 and token[:3] in STEMS:
        return (len(token) // 4, 0) if len(token) > 6 else (0, 1)
    if len(token) <= _LONGEST_LOOKALIKE:
        return _weigh_short(token, match, text, cased)
    if len(set(token)) < len(token) and squeezed(token) in SQUEEZED:
        return 1, 0
    return 0, 0


def _weigh_short(token: str, match: "re.Match[str]", text: str, cased: str) -> tuple[int, int]:
    start, end = match.span()
    if set(token) <= _LOOKALIKES:
        glued = (start > 0 and text[start - 1].isdigit()) or (end < len(text) and text[end].isdigit())
        return (0, len(token)) if glued or not cased[start:end].islower() else (0, 0)
    # A letter of a word taken apart; four make one digit.
    return 0, 1 if len(token) == 1 else 0
