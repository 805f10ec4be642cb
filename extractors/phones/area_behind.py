"""North American numbers whose area code is told behind them: "555-0140, area code 919"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.phones.found import Found
from extractors.phones.numbers import read_number
from extractors.phones.told import WORDED_DIGIT, digits_of

_HINTS: Final = ("area code", "codigo de area", "codigo area", "indicatif")
_AREA_BEHIND: Final = re.compile(
    r"(?<![\d/$-])(?P<local>\d{3}[ .-]{0,3}\d{4})(?!\d)[^\d\n$%]{1,12}\b(?:area code|codigo (?:de )?area|indicatif)"
    rf"(?: is| es)?[ :=]{{1,3}}(?P<area>[2-9]\d\d(?![\d-])|(?:(?:{WORDED_DIGIT})[ -]){{2}}(?:{WORDED_DIGIT})\b)"
)
_REGIONS: Final = frozenset({"US", "CA", "PR"})
_CONFIDENCE: Final = 0.75


def read_area_behind(text: str, regions: tuple[str, ...]) -> Iterator[Found]:
    """Yield the numbers of the folded `text` that are told local part first."""
    if _REGIONS.isdisjoint(regions) or not any(hint in text for hint in _HINTS):
        return
    for match in _AREA_BEHIND.finditer(text):
        number = read_number(digits_of(match["area"]) + digits_of(match["local"]), "", regions)
        if number:
            yield Found(number, match.start("local"), match.end("area"), _CONFIDENCE, disguised=True)
