"""Numbers with a letter after each digit, in the order of the alphabet or one and the same: "5a0b3c5d5e5f0g1h5i1"."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from extractors.phones.found import Found
from extractors.phones.numbers import read_number

_INTERLEAVED: Final = re.compile(r"(?<![a-z\d])(?:\d[a-z]){8,13}\d?(?![a-z\d])")
_CONFIDENCE: Final = 0.7


def read_interleaved(text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield them from the folded `text`; serial numbers mix their letters."""
    for match in _INTERLEAVED.finditer(text):
        letters = [ord(character) for character in match.group() if character.isalpha()]
        steps = {right - left for left, right in pairwise(letters)}
        digits = "".join(character for character in match.group() if character.isdigit())
        number = read_number(digits, "", regions) if steps in ({0}, {1}) else None
        if number:
            yield Found(number, match.start(), match.end(), _CONFIDENCE, disguised=True)
