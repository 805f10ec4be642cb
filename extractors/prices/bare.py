"""What is known of a text before amounts without a currency are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.prices.currencies import REGION_CURRENCIES
from extractors.taken import Taken

# A digit beside these belongs to a longer number, a date, a clock or a price that has its sign.
_FORBIDDEN_BEFORE: Final = frozenset(".,$€£#:-@")
_FORBIDDEN_AFTER: Final = frozenset("%:@€$£")


@dataclass(frozen=True, slots=True)
class Bare:
    """A text with what is known of its prices: its currency, the spans they take, and the amounts in words."""

    text: str
    region: str
    currency: str
    taken: Taken
    worded: Sequence[tuple[float, int, int]] = ()

    @property
    def named(self) -> str:
        """The currency of an amount that carries none, empty where nothing says."""
        return self.currency or REGION_CURRENCIES.get(self.region, "")


def is_part(text: str, start: int, end: int) -> bool:
    """Whether the pair is cut out of a longer number, a date, a clock time or a price that has its sign."""
    if text[max(0, start - 1) : start] in _FORBIDDEN_BEFORE or text[end : end + 1] in _FORBIDDEN_AFTER:
        return True
    return text[end : end + 2].strip("-.,").isdigit()
