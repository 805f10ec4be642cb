"""What may lie between two digits of one number, and what it costs to pass over it."""

import re
from enum import IntEnum
from typing import Final, NamedTuple

from extractors.phones.lexicon import CONTACT, FILLER, LEAD, UNIT
from extractors.phones.words import EXACT_WORDS


class Style(IntEnum):
    """How a gap looks, from plain to odd."""

    SIMPLE = 0
    LINES = 1
    ODD = 2
    WORDS = 3


class Gap(NamedTuple):
    """Text between digits. `looseness`: 1 no white space, 2 a space, 3 wider; numbers end at wider gaps.

    `leads` where it says that another part of the number follows: "then comes", "the last four are".
    """

    start: int
    end: int
    cost: float
    style: Style
    looseness: int
    leads: bool = False


_RUN: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# "Last four: 0119" speaks of four digits; it is not one of them.
PHRASE: Final = re.compile(
    r"(?:the )?(?:first|second|third|next|last|final|other|middle|ending|primer[oa]s|ultim[oa]s|siguientes|premiers"
    r"|derniers)"
    r"(?: (?:three|four|two|six|tres|cuatro|dos|trois|quatre|deux|3|4))?"
    r"(?: (?:digits?|numbers?|numeros|digitos|chiffres|ones))?"
    r"(?: (?:are|is|son|es|sont))?\b"
)
_THOUSANDS: Final = re.compile(r"\d{3}(?!\d)")
_ASIDE: Final = frozenset('()[]{}*~_"')
_SIMPLE: Final = frozenset(" -./()+,")
_BREAKS: Final = frozenset("$€£¥₹฿₱%?")
_LONGEST_RUN: Final = 24
_LONGEST_WORD: Final = 18


def gap_from(text: str, place: int) -> Gap | None:
    """Return the gap that begins at `place`, or None where a number ends for certain."""
    run = _RUN.match(text, place)
    if run:
        return _signs(text, run.group(), place)
    phrase = PHRASE.match(text, place)
    if phrase:
        return Gap(place, phrase.end(), 0.06, Style.WORDS, 3, leads=True)
    word = _WORD.match(text, place)
    return _word(text, word) if word else None


def _signs(text: str, run: str, place: int) -> Gap | None:
    zero = run.find("()", 1)
    if zero > 0:
        # An empty pair of brackets may be a zero: the lattice must be able to stop before it.
        run = run[:zero]
    if len(run) > _LONGEST_RUN or set(run) & _BREAKS:
        return None
    end = place + len(run)
    if "\n" in run:
        return Gap(place, end, 0.1 + 0.04 * run.count("\n"), Style.LINES, 3)
    looseness = 1 if " " not in run else 2 if len(run) <= 3 and run[0] != "," else 3
    if set(run) <= _SIMPLE and len(run) <= 4:
        return Gap(place, end, 0.25 if run == "," and _THOUSANDS.match(text, end) else 0.02, Style.SIMPLE, looseness)
    if run == ":":
        return Gap(place, end, 0.3, Style.ODD, looseness)
    return Gap(place, end, 0.08, Style.ODD, looseness)


def _word(text: str, word: re.Match[str]) -> Gap | None:
    """A word between digits: filler is cheap, units and labels end the number, the unknown is dear."""
    found, start, end = word.group(), word.start(), word.end()
    if len(found) > _LONGEST_WORD:
        return None
    glued = start > 0 and text[start - 1].isdigit() and end < len(text) and text[end].isdigit()
    if glued:
        # One sign for every gap, `602x555x0149`; a unit between digits ("14h30") is none.
        return (
            None if found in ("h", "hr", "am", "pm") else Gap(start, end, 0.1 if len(found) < 4 else 0.3, Style.ODD, 1)
        )
    if found in UNIT or found in EXACT_WORDS:
        return None
    if found in FILLER:
        return Gap(start, end, 0.06, Style.WORDS, 3, leads=found in LEAD)
    if text[start - 1 : start] in _ASIDE or text[end : end + 1] in _ASIDE:
        return Gap(start, end, 0.14, Style.WORDS, 3)
    return Gap(start, end, 0.3 if found in CONTACT else 0.5, Style.WORDS, 3)
