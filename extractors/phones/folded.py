"""A stream text without capitals and accents, of the same length."""

import re
import unicodedata
from typing import Final

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_IDEOGRAPHS: Final = str.maketrans("〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖", "00112233445566778899")
_IDEOGRAPH_SET: Final = frozenset(map(chr, _IDEOGRAPHS))
_FEWEST_IDEOGRAPHS: Final = 7


class _Bases(dict[str, str]):
    """Latin letters by their accented forms; every other character by itself."""

    def __missing__(self, character: str) -> str:
        base = unicodedata.normalize("NFD", character)[:1]
        # Only Latin letters lose their marks; elsewhere the mark makes the letter.
        self[character] = base if base.isascii() and base.isalpha() else character
        return self[character]


_BASES: Final = _Bases()


def fold(text: str) -> str:
    """Return `text` in lower case, Latin letters without accents, ideographic digits as digits."""
    if text.isascii():
        return text.lower()
    if not _IDEOGRAPH_SET.isdisjoint(text) and sum(map(_IDEOGRAPH_SET.__contains__, text)) >= _FEWEST_IDEOGRAPHS:
        text = text.translate(_IDEOGRAPHS)
    # The capital I with a dot is the one character whose small form is longer.
    lowered = text.replace("\u0130", "i").lower()
    return _NOT_ASCII.sub(_base, lowered)


def _base(match: re.Match[str]) -> str:
    return _BASES[match.group()]
