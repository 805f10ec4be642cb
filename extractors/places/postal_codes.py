"""ZIP codes that stand for the town without saying so: "📍79902", "i drive to 88001"."""

import re
from collections.abc import Iterator, Set
from typing import Final

from extractors.places.names import Name
from extractors.places.words import Words

# Round thousands are people, miles or money.
_CODE: Final = re.compile(
    r"(?i)(?:^|📍\s?|\b(?:in|near|around|area|by|incall|outcall|apt|location|(?:drive|travel|go|come)\sto)\s)(?P<code>\d{5})(?<!000)\b"
    r"(?![.,:/-]?\d|\s?(?:sq|usd|dollars|people|miles?|mi|km|ft|calls|%|\+|k\b))"
)


_LENGTH: Final = 5
_WINDOW: Final = 16


def find_postal_codes(words: Words, taken: Set[int]) -> Iterator[Name]:
    """Yield the codes behind a pin or a preposition that stand on none of the words `taken`."""
    for index in [index for index, word in enumerate(words.keys) if len(word) == _LENGTH and word.isdigit()]:
        start, end = words.span(index)
        match = _CODE.search(words.text, max(0, start - _WINDOW), end + _WINDOW)
        if index not in taken and match and match.start("code") == start:
            yield Name("", index, index, (), match["code"], index, "zip")
