"""Numbers told part by part with sentences between: "Start with 208. I clean well. Then 555. Finish with 0137"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.phones.found import Found
from extractors.phones.numbers import read_number
from extractors.phones.numerals import Kind
from extractors.phones.words import WORDS

_UNITS: Final = {
    word: readings[0].digits
    for word, readings in WORDS.items()
    if readings[0].kind is Kind.WORD and len(readings[0].digits) == 1
}
WORDED_DIGIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
"""The alternatives of a pattern for one digit in words."""
_START: Final = (
    "start|starts|starting|begin|begins|beginning|first|area|prefix|empieza|comienza|primero|commence|commencez"
)
_MIDDLE: Final = "then|next|middle|second|after|followed|luego|despues|sigue|puis|ensuite"
_END: Final = "finish|finishes|end|ends|ending|last|final|finally|rest|termina|acaba|finis|finit|enfin|derniers"
# A cue, at most a few words of the same sentence, and two to five digits that stand by themselves.
_PART: Final = re.compile(
    rf"\b(?:(?P<start>{_START})|(?P<middle>{_MIDDLE})|(?P<end>{_END}))\b[^\d.!?\n$€£]{{0,20}}?\b"
    rf"(?P<digits>\d(?:[ .-]{{0,2}}\d){{1,4}}(?![\d%:/]|[.,-]\d)"
    rf"|(?:(?:{WORDED_DIGIT})[ ,-]{{1,2}}){{1,3}}(?:{WORDED_DIGIT})\b)"
)
_TOKEN: Final = re.compile(r"\d|[a-z]+")
_WIDEST: Final = 240
_FEWEST_PARTS: Final = 3
_CONFIDENCE: Final = 0.68
_STARTS: Final = tuple(_START.split("|"))
_MIDDLES: Final = tuple(_MIDDLE.split("|"))
_ENDS: Final = tuple(_END.split("|"))


def read_told(text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield the numbers of the folded `text` whose parts each say which part they are."""
    if not any(word in text for word in _STARTS) or not any(word in text for word in (*_MIDDLES, *_ENDS)):
        return
    parts: list[re.Match[str]] = []
    for match in _PART.finditer(text):
        if match["start"] or (parts and match.start() - parts[-1].end() > _WIDEST):
            yield from _read_parts(parts, regions)
            parts = []
        if match["start"] or parts:
            parts.append(match)
        if match["end"]:
            yield from _read_parts(parts, regions)
            parts = []
    yield from _read_parts(parts, regions)


def _read_parts(parts: "list[re.Match[str]]", regions: tuple[str, ...]) -> Iterator[Found]:
    if len(parts) < _FEWEST_PARTS:
        return
    number = read_number("".join(digits_of(part["digits"]) for part in parts), "", regions)
    if number:
        yield Found(number, parts[0].start("digits"), parts[-1].end("digits"), _CONFIDENCE, disguised=True)


def digits_of(written: str) -> str:
    """The digits of a row of figures or words."""
    return "".join(_UNITS.get(token, token) for token in _TOKEN.findall(written))
