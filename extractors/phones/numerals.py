"""Number words of every language in `extractors/data/numerals/`: what each is worth, and how dearly it is read."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files
from typing import Final, Literal

Role = Literal["unit", "teen", "tens", "hundreds", "hundred", "thousand", "connector", "double", "triple"]
_CLASSES: Final[tuple[tuple[str, Role], ...]] = (
    ("units", "unit"), ("teens", "teen"), ("tens", "tens"), ("hundreds", "hundreds"),
)  # fmt: skip


class Kind(IntEnum):
    """How a stretch of text came to be read as digits."""

    PLAIN = 0
    WORD = 1
    COMPOUND = 2
    REPEATED = 3
    MISSPELT = 4
    LEET = 5
    SPACED = 6
    LOOKALIKE = 7
    HOMOPHONE = 8
    EVERYDAY = 9


COST: Final = {
    Kind.PLAIN: 0.0, Kind.WORD: 0.03, Kind.COMPOUND: 0.05, Kind.REPEATED: 0.05, Kind.MISSPELT: 0.08, Kind.LEET: 0.1,
    Kind.SPACED: 0.15, Kind.LOOKALIKE: 0.12, Kind.HOMOPHONE: 0.22, Kind.EVERYDAY: 0.05,
}  # fmt: skip
"""Cost of one reading of each kind, tuned on the dev part of the evaluation set."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word: `value` counts, and `role` says how it combines with its neighbours."""

    word: str
    value: int
    role: Role
    kind: Kind = Kind.WORD


def load_numerals() -> tuple[Numeral, ...]:
    """Return every word of every language file, the exact spellings first."""
    tables = [
        tomllib.loads(path.read_text("utf-8"))
        for path in sorted((files("extractors") / "data" / "numerals").iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    ]
    exact = [numeral for table in tables for numeral in _exact(table)]
    return (*exact, *(numeral for table in tables for numeral in _inexact(table)))


def _exact(table: dict[str, dict[str, list[str]]]) -> Iterator[Numeral]:
    for section, role in _CLASSES:
        for value, words in table[section].items():
            yield from (Numeral(word, int(value), role) for word in words)
    for word_role in ("hundred", "thousand", "connector", "double", "triple"):
        yield from (Numeral(word, 0, word_role) for word in table["words"][word_role])


def _inexact(table: dict[str, dict[str, list[str]]]) -> Iterator[Numeral]:
    for section, kind in (("everyday", Kind.EVERYDAY), ("misspellings", Kind.MISSPELT), ("homophones", Kind.HOMOPHONE)):
        for value, words in table[section].items():
            role: Role = "unit" if len(value) == 1 else "teen"
            yield from (Numeral(word, int(value), role, kind) for word in words)
