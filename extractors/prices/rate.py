"""A price that carries no currency of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """A bare amount with its unit; the currency is the ad's other currency, else its region's."""

    amount: float
    currency: str
    per: str | None
    start: int
    end: int
    confidence: float
