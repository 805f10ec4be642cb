"""One spelling for names that people write in several ways: case, accents, "St." and "Saint"."""

import re
import unicodedata
from typing import Final

WORD: Final = re.compile(r"[^\W_]+")
"""A word of a place name; what stands between two words must match `GAP`."""

GAPS: Final = frozenset({" ", "-", ".", ". ", "'", " - ", "/", "  ", ", "})

UNSPELT: Final = {
    "saint": "st",
    "sainte": "ste",
    "fort": "ft",
    "mount": "mt",
    "santa": "sta",
    "heights": "hts",
    "ciudad": "cd",
}
"""Words written in several ways -> the way of the tables."""


def spell_word(word: str) -> str:
    """Return the spelling of one word that the tables use."""
    folded = word.lower()
    if not folded.isascii():
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    return UNSPELT.get(folded, folded)


def spell_key(name: str) -> str:
    """Return the key of a whole name: its words in table spelling, joined by single spaces."""
    return " ".join(spell_word(match.group()) for match in WORD.finditer(name))
