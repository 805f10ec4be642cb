"""Second numbers written as the end of a first: `773-555-0126/27`."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.phones.found import Found
from extractors.phones.numbers import read_number

_UNIT: Final = r"(?:h|hh|hr|hrs|hours?|min|mins|d|days?|am|pm|usd|dollars|roses|euros?|semana|jours?)\b"
TAILS: Final = re.compile(rf"(?: ?/ ?\d{{1,4}}){{1,5}}(?![\d/]|[.-]\d| \d{{3,4}}[ .-]\d| ?{_UNIT}| ?[$€£%:]|[a-z])")
_OTHER: Final = re.compile(rf" (?:or|o|ou|y|and|&) [-.x]{{0,3}}(\d{{2}}|\d{{4}})(?![\d:/-]| ?{_UNIT})")
_TAIL: Final = re.compile(r"\d{1,4}")


def read_tails(found: Found, text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield the numbers that share all but their last digits with `found`; each spans from there to its own end."""
    match = TAILS.match(text, found.end) or _OTHER.match(text, found.end)
    if not match or match.group().replace(" ", "").startswith("/24/7"):
        return
    national = found.number.e164
    for tail in _TAIL.finditer(text, found.end, match.end()):
        digits = national[: -len(tail.group())] + tail.group()
        near = len(tail.group()) > 1 or int(tail.group()) == (int(national[-1]) + 1) % 10
        number = read_number(digits.removeprefix("+"), "+", regions) if near else None
        if number and number.e164 != national:
            yield Found(number, found.start, tail.end(), min(found.confidence, 0.9), found.disguised)
