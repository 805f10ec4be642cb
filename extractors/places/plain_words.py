"""Names that are dictionary words too: when a single one is read as the word."""

from typing import Final

from extractors.places.dates import leads_to_a_date
from extractors.places.gazetteer import Gazetteer
from extractors.places.stop_names import EVERYDAY
from extractors.places.words import Words

_LEADING: Final = frozenset({
    "in", "near", "en", "desde", "visiting", "downtown", "outside", "around", "leaving", "from", "then", "luego",
    "puis",
})  # fmt: skip
_KNOWN: Final = 60_000
"""People of a city whose name may open a sentence: "Reno, here I come", while Hola and Manage are towns too."""


def read_flags(gazetteer: Gazetteer, words: Words, key: str) -> str:
    """What else a name is, in the language of the text: `plano` and `reno` are words in Spanish alone."""
    flags = gazetteer.flags.get(key, "")
    return flags.replace("e", "w" if words.is_spanish else "") if "e" in flags else flags


def is_plain_word(words: Words, gazetteer: Gazetteer, index: int, key: str) -> bool:
    """Whether a single word without a region is a dictionary word in lower case, or opens a sentence."""
    flags = read_flags(gazetteer, words, key)
    if "x" in flags:
        return True
    if "w" not in flags:
        return False
    raw = words.raw(index)
    if len(words) == 1 or (key not in EVERYDAY and leads_to_a_date(words, index)):
        return False
    if raw.islower():
        return not is_led(words, index)
    if key not in EVERYDAY and gazetteer.cities(key)[0].population >= _KNOWN:
        return False
    gap = words.gap(index - 1)
    if raw.isupper() and len(raw) <= 3:
        return False
    return gap == "\0" or gap[:1] in "\n.!?•*|:;"


def is_led(words: Words, index: int) -> bool:
    """Whether a preposition of place leads to a word in lower case that is not an everyday one: "in reno"."""
    if index == 0:
        return False
    gap = words.gap(index - 1)
    if gap != " ":
        # "#dallas #plano"
        return gap[-1:] == "#" and words.keys[index] not in EVERYDAY
    if words.raw(index - 1) == "à":
        # It leads to no noun without its article: "à nice" is the town.
        return len(words.keys[index]) > 2
    return words.keys[index - 1] in _LEADING and words.keys[index] not in EVERYDAY
