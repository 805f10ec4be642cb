"""Phone numbers that belong to nobody, each handed out once."""

from collections import deque
from random import Random
from typing import Final

from threadline.demo.cities import CITIES, City
from threadline.demo.options import SMALL_WORLD

SMALL_LINES: Final = range(100, 190)
"""555-0100 to 555-0189; 0190 to 0199 are kept for services and hubs."""
RESERVED_LINES: Final = range(190, 200)


class NumberBook:
    """Hands out E.164 numbers of a city, in an order that the seed shuffles; memory does not grow with the world."""

    def __init__(self, ads: int, chance: Random) -> None:
        is_small = ads <= SMALL_WORLD
        self._lines = [line for line in range(10_000) if line not in RESERVED_LINES]
        if is_small:
            self._lines = list(SMALL_LINES)
        chance.shuffle(self._lines)
        self._given: deque[str] = deque(maxlen=200)
        self._next = {code: 0 for city in CITIES for code in city.codes}

    def take(self, city: City) -> str:
        """A number nobody else has: of the city while it has any, then of the fullest area code (people move)."""
        code = min(city.codes, key=lambda one: self._next[one])
        if self._next[code] >= len(self._lines):
            code = min(self._next, key=lambda one: self._next[one])
        if self._next[code] >= len(self._lines):
            message = "the demo world has run out of reserved numbers"
            raise OverflowError(message)
        # Each area code begins somewhere else, so that the same line rarely stands behind two of them.
        line = self._lines[(self._next[code] + int(code) * 37) % len(self._lines)]
        self._next[code] += 1
        self._given.append(f"+1{code}555{line:04d}")
        return self._given[-1]

    def given(self, chance: Random) -> str:
        """One of the last two hundred numbers handed out, to be misused by somebody else."""
        return chance.choice(self._given)


def reserved_number(city: City, place: int) -> str:
    """The number of a service or hub: line 0190 + `place` (0 to 9) of the city's first area code."""
    return f"+1{city.codes[0]}555{RESERVED_LINES[place]:04d}"


def is_reserved(number: str, ads: int) -> bool:
    """Whether a number may appear in a world of this size: 555-01XX, in large worlds any 555 line."""
    prefix = "55501" if ads <= SMALL_WORLD else "555"
    return number.startswith("+1") and len(number) == 12 and number[5:].startswith(prefix)
