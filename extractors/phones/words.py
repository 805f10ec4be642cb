"""The dictionary of the phone reader: every spelling of every number word, with its digits, cost and kind."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Final, NamedTuple

from extractors.phones.numerals import COST, Kind, Numeral, load_numerals
from extractors.phones.variants import digit_inside, signed, slips, squeezed, swaps


class Reading(NamedTuple):
    """One way to read a stretch of text."""

    digits: str
    cost: float
    kind: Kind


_OWN_WORDS: Final = frozenset(
    tomllib.loads((files("extractors") / "data" / "phone_cues.toml").read_text("utf-8"))["own_word"].split()
)
_LEAST_FOR_SLIPS: Final = 4
_SINGLE: Final = ("unit", "teen", "tens", "hundreds")


def _spellings(numeral: Numeral) -> Iterator[tuple[str, Kind]]:
    yield numeral.word, numeral.kind
    if numeral.kind is not Kind.WORD or len(numeral.word) < 3:
        return
    yield from ((word, Kind.LEET) for word in signed(numeral.word))
    if numeral.role == "unit":
        yield from ((word, Kind.LEET) for word in digit_inside(numeral.word, str(numeral.value)))
    if len(numeral.word) >= _LEAST_FOR_SLIPS:
        yield from ((word, Kind.MISSPELT) for word in slips(numeral.word) if word not in _OWN_WORDS and len(word) > 2)
    elif numeral.role == "unit":
        yield from ((word, Kind.MISSPELT) for word in swaps(numeral.word) if word not in _OWN_WORDS)


def _build() -> tuple[dict[str, tuple[Reading, ...]], dict[str, tuple[Numeral, ...]]]:
    words: dict[str, dict[str, Reading]] = {}
    roles: dict[str, dict[tuple[int, str], Numeral]] = {}
    for numeral in load_numerals():
        for word, kind in _spellings(numeral):
            # A leet form that is a plain number ("101" from "lol") says nothing.
            if word.isdigit():
                continue
            if kind is Kind.MISSPELT and any(reading.kind is Kind.WORD for reading in words.get(word, {}).values()):
                continue
            roles.setdefault(word, {}).setdefault(
                (numeral.value, numeral.role), Numeral(word, numeral.value, numeral.role, kind)
            )
            if numeral.role in _SINGLE:
                reading = Reading(str(numeral.value), COST[kind], kind)
                words.setdefault(word, {}).setdefault(reading.digits, reading)
    # "zero" and "six" mean the same in several languages; where two values meet, each stays a reading.
    return (
        {word: tuple(readings.values()) for word, readings in words.items()},
        {word: tuple(numerals.values()) for word, numerals in roles.items()},
    )


WORDS, NUMERALS = _build()
EXACT_WORDS: Final = frozenset(word for word, readings in WORDS.items() if readings[0].kind is Kind.WORD)
OWN_WORDS: Final = _OWN_WORDS
LONGEST_WORD: Final = max(map(len, WORDS))
ANAGRAMS: Final = {word[0] + "".join(sorted(word)): WORDS[word] for word in EXACT_WORDS if 4 <= len(word) <= 7}
# The first letters of correctly spelt number words: where a run-together word may begin.
STEMS: Final = frozenset(word[:3] for word in EXACT_WORDS)
_STEMS_SQUEEZED: Final = frozenset(squeezed(word)[:3] for word in EXACT_WORDS)
SQUEEZED: Final = {squeezed(word): WORDS[word] for word in EXACT_WORDS if len(word) > 1}
PLURALS: Final = {
    word + ending: str(numeral.value)
    for word, numerals in NUMERALS.items()
    for numeral in numerals
    if numeral.role == "unit" and numeral.kind is Kind.WORD
    for ending in ("s", "es")
}


def begins_like_number(word: str) -> bool:
    """Whether number words run together may begin here: `sevenseven`, `ohonetwo`, `oonetwo`."""
    start = squeezed(word[:12])
    return (
        start[:3] in _STEMS_SQUEEZED
        or (start[:2] == "oh" and start[2:5] in _STEMS_SQUEEZED)
        or (start[0] == "o" and start[1:4] in _STEMS_SQUEEZED)
    )
