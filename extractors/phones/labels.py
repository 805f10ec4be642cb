"""Words right before a number that name it something else than a telephone."""

from collections.abc import Sequence
from typing import Final

from extractors.phones.lexicon import CONNECTOR, CONTACT, IDENTIFYING, LABEL, WEAK_LABEL

_STRONG: Final = 0.5
_WEAK: Final = 0.4
# "Quote # 12": an unknown word counted by this is a label too, though no list knows it.
_NUMBER_SIGNS: Final = frozenset(("#", "nº", "nr", "no"))
_OWNERS: Final = frozenset(
    ("my", "our", "her", "his", "mi", "mon", "new", "same", "the", "this", "at", "on", "me", "us")
)


def name_label(words: Sequence[str], *, is_bare: bool) -> float:
    """Return 0, .4 or .5 for the `words` before a number, the nearest last; `is_bare` when it is one row of digits."""
    passed: list[str] = []
    for place in range(len(words) - 1, -1, -1):
        word, previous = words[place], words[place - 1] if place else ""
        if word in CONNECTOR and word not in LABEL:
            passed.append(word)
            continue
        if (word == "code" and previous == "area") or (previous == "to" and word in WEAK_LABEL):
            return 0.0
        if word in LABEL or (word in WEAK_LABEL and (previous in LABEL or previous in WEAK_LABEL)):
            return _STRONG
        if word in WEAK_LABEL:
            return _WEAK if is_bare or not IDENTIFYING.isdisjoint(passed) else 0.0
        counted = not _NUMBER_SIGNS.isdisjoint(passed) and word.isalpha()
        return _WEAK if counted and word not in CONTACT and word not in _OWNERS else 0.0
    return 0.0
