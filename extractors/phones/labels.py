"""Words right before a number that name it something else than a telephone."""

from collections.abc import Sequence
from typing import Final

from extractors.phones.lexicon import CONNECTOR, CONTACT, FATE, IDENTIFYING, LABEL, WEAK_LABEL

_STRONG: Final = 0.5
_WEAK: Final = 0.4
# "Quote # 12": an unknown word counted by this is a label too, though no list knows it.
_NUMBER_SIGNS: Final = frozenset(("#", "nº", "nr", "no"))
# "To order", "for bookings": what the call is for.
_PURPOSE: Final = frozenset(("to", "for", "para", "pour"))
_NEAR: Final = 4
_ACCOUNT: Final = "a/c"
# "Order 020 7946 0302" names the order, "place your order 020 7946 0302" asks for one.
_SHARP: Final = frozenset(("order", "orden", "pedido", "commande", "case", "caso"))
_TAKERS: Final = frozenset(
    ("your", "an", "any", "and", "or", "in", "place", "tu", "su", "votre", "by", "phone", "mail")
)
_OWNERS: Final = frozenset(
    ("my", "our", "her", "his", "mi", "mon", "new", "same", "the", "this", "at", "on", "me", "us")
)


def name_label(words: Sequence[str], behind: Sequence[str], *, is_bare: bool) -> float:
    """Return 0, .4 or .5 for the `words` before a number, the nearest last, and those `behind`, the nearest first.

    `is_bare` when it is one row of digits.
    """
    passed: list[str] = []
    if _ACCOUNT in "".join(words[-_NEAR:]):
        return _STRONG
    for place in range(len(words) - 1, -1, -1):
        word, previous = words[place], words[place - 1] if place else ""
        if word in CONNECTOR and word not in LABEL:
            passed.append(word)
            continue
        if (word, previous) in (("code", "area"), ("hours", "of")) or (previous in _PURPOSE and word in WEAK_LABEL):
            return 0.0
        if word in LABEL or (word in WEAK_LABEL and (previous in LABEL or previous in WEAK_LABEL)):
            return _STRONG
        if word in WEAK_LABEL:
            if word in _SHARP and not passed and previous not in _TAKERS:
                return _WEAK
            named = is_bare or not IDENTIFYING.isdisjoint(passed) or not FATE.isdisjoint(behind[:_NEAR])
            return _WEAK if named else 0.0
        counted = not _NUMBER_SIGNS.isdisjoint(passed) and word.isalpha()
        return _WEAK if counted and word not in CONTACT and word not in _OWNERS else 0.0
    return 0.0
