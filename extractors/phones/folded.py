"""A stream text without capitals and accents, of the same length."""

import unicodedata
from typing import Final


class _Table(dict[int, str]):
    def __missing__(self, point: int) -> str:
        character = chr(point)
        lowered = character.lower()
        base = unicodedata.normalize("NFD", lowered)[:1] if len(lowered) == 1 else character
        # Only Latin letters lose their marks; elsewhere the mark makes the letter.
        folded = base if base.isascii() and base.isalpha() else lowered if len(lowered) == 1 else character
        self[point] = folded
        return folded


_TABLE: Final = _Table()
_IDEOGRAPHS: Final = str.maketrans("〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖", "00112233445566778899")
_IDEOGRAPH_SET: Final = frozenset(map(chr, _IDEOGRAPHS))
_FEWEST_IDEOGRAPHS: Final = 7


def fold(text: str) -> str:
    """Return `text` in lower case, Latin letters without accents, and ideographic digits as digits where they make a number."""
    if text.isascii():
        return text.lower()
    if sum(character in _IDEOGRAPH_SET for character in text) >= _FEWEST_IDEOGRAPHS:
        text = text.translate(_IDEOGRAPHS)
    return text.translate(_TABLE)
