"""The words of a text, as the search for place names reads them."""

import re
from functools import cached_property
from itertools import accumulate
from typing import Final

from extractors.places.spelling import UNSPELT, WORD, spell_word

_GAP_SHOWN: Final = 8
_WORD_KEPT: Final = re.compile(f"({WORD.pattern})")
# The same words in a text that is ASCII, found in two thirds of the time.
_ASCII_WORD_KEPT: Final = re.compile("([A-Za-z0-9]+)")


class Words:
    """The words of a text by number: where they stand, as written, and in table spelling."""

    def __init__(self, text: str, language: str = "") -> None:
        self.text = text
        self.is_spanish = language == "es"
        self.asked = 0
        """Names of this text on which a model was asked."""
        # What stands before the first word, the first word, what stands between it and the second ...
        self._parts = (_ASCII_WORD_KEPT if text.isascii() else _WORD_KEPT).split(text)
        self._raws = self._parts[1::2]
        # Lower-cased together: for each word by itself it takes thrice as long.
        words = " ".join(self._raws).lower().split(" ") if self._raws else []
        self.keys: list[str] = (
            words if text.isascii() else [word if word.isascii() else spell_word(word) for word in words]
        )

    @cached_property
    def _ends(self) -> list[int]:
        """Where each part ends. Made only for a text that names a place."""
        return list(accumulate(map(len, self._parts)))

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, index: int) -> tuple[int, int]:
        """Where word `index` stands."""
        return self._ends[2 * index], self._ends[2 * index + 1]

    def raw(self, index: int) -> str:
        """The word as written."""
        return self._raws[index]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next, at most 8 characters of it; NUL at either end of the text."""
        if index < 0 or index + 1 >= len(self.keys):
            return "\0"
        return self._parts[2 * index + 2][:_GAP_SHOWN]

    def key(self, first: int, last: int) -> str:
        """The key of the words `first` to `last`, both included."""
        if first == last:
            return UNSPELT.get(self.keys[first], self.keys[first])
        return " ".join([UNSPELT.get(word, word) for word in self.keys[first : last + 1]])
