"""Rates written without a currency ("hh 100 h 160"): read only where several stand together or a rate word says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import re2

from extractors.prices.currencies import REGION_CURRENCIES
from extractors.prices.units import read_unit
from extractors.taken import Taken

_SEPARATORS: Final = r"[^A-Za-z0-9\n,;!?]{0,4}(?:is|for\san?|for\sthe|for|an|la|l'|por|pour|est|una?)?\s?"
_LABEL: Final = (
    r"(?P<half_hour>half[\s-]?(?:an\s)?(?:hour|hr)|hhrs?|hh|h/h|1/2\s?h(?:ou)?r|media\s?hora|demi[\s-]?heure|half)|(?P<minutes>\d{2})\s?m(?:in(?:utes?|utos?|s)?)?"
    r"|(?P<several>[2-9]|two|three|dos|tres|deux|trois)\s?(?:hours?|hrs?|horas|heures|h)|(?:(?:1|one|full|una|une)\s?)?(?P<hour>hour|hr|hora|heure|h)|(?P<night>overnight|noche|nuit)"
    r"|(?P<visit>quickies?|qv|quick\s?visit|qk|short\s?stay|ss|session|visita)"
)
_AMOUNT: Final = r"(?P<amount>[1-9]\d{1,3})"
_BEFORE: Final = re2.compile(rf"(?i)\b(?:{_LABEL}){_SEPARATORS}{_AMOUNT}\b")
_AFTER: Final = re2.compile(rf"(?i)\b{_AMOUNT}{_SEPARATORS}(?:{_LABEL})\b")
_AMOUNT_GROUPS: Final = (_AFTER.groupindex["amount"], _BEFORE.groupindex["amount"])
_RATE_WORDS: Final = re2.compile(
    r"(?i)\b(?:rates?|donations?|specials?|prices?|tarifas?|precios?|donativos?|tarifs?|prix|cadeaux?|incall|outcall|roses|in/out)\b"
)
# A wage without a sign: "20 per hour cash", "pay 15/hr". Boxes and calls an hour have their noun between.
_WAGE: Final = re2.compile(
    r"(?i)(?:\b(?:pay\w{0,3}|paid|wages?|salary|rate|earn|starts?|starting|at|from|making|pago|pagamos|sueldo|salaire)\s?:?\s?"
    r"(?:at\s|is\s|of\s|from\s|de\s)?(?P<amount>\d{1,3}(?:\.\d{2})?)\s?(?:/|per\s|an\s|por\s|la\s|par\s|de\sl')\s?(?:hour|hr|h|hora|heure)\b"
    r"|(?P<amount2>\d{1,3}(?:\.\d{2})?)\s?(?:/|per\s|an\s)\s?(?:hour|hr|h)\b\s?(?:\+|plus|cash|gross|net|tips|doe|and\stips|to\sstart))"
)
_LEAST: Final = 20
_MOST: Final = 5000
# A digit beside these belongs to a longer number, a date, a clock or a price that has its sign.
_FORBIDDEN_BEFORE: Final = frozenset(".,$€£#:-@")
_FORBIDDEN_AFTER: Final = frozenset("%:@€$£")


@dataclass(frozen=True, slots=True)
class Rate:
    """A bare amount with its unit; the currency is the ad's other currency, else its region's."""

    amount: float
    currency: str
    per: str
    start: int
    end: int
    confidence: float


def find_bare_rates(text: str, region: str, currency: str, taken: Taken) -> Iterator[Rate]:
    """Yield rates that carry no currency and do not overlap the spans `taken`."""
    before = _collect(_BEFORE, text, taken)
    after = _collect(_AFTER, text, taken)
    # In "hh 100 h 160" every amount has a label on both sides but the last: the side with more pairs is the writer's.
    leads = len(before) > len(after) or (len(before) == len(after) and _opens_with_label(text, before))
    pairs = before if before and leads else after
    if not pairs:
        return
    if len(pairs) + len(taken) < 2 and not (_is_rate(pairs[0]) or _RATE_WORDS.search(text)):
        return
    named = currency or REGION_CURRENCIES.get(region, "")
    for amount, per, start, end in pairs:
        yield Rate(amount, named or "USD", per, start, end, 0.75 if named else 0.55)


def find_bare_wages(text: str, region: str, currency: str, taken: Taken) -> Iterator[Rate]:
    """Yield hourly wages of a job ad that carry no currency."""
    named = currency or REGION_CURRENCIES.get(region, "")
    for match in _WAGE.finditer(text):
        group = "amount" if match["amount"] else "amount2"
        start, end = match.start(_WAGE.groupindex[group]), match.end()
        overlaps = taken.overlaps(start, end)
        if not overlaps and not _is_part(text, start, end) and 5 <= float(match[group]) <= 200:
            yield Rate(float(match[group]), named or "USD", "hour", start, end, 0.7 if named else 0.55)


def _collect(pattern: "re2._Regexp", text: str, taken: Taken) -> list[tuple[int, str, int, int]]:
    found = []
    number = _AMOUNT_GROUPS[pattern is _BEFORE]
    for match in pattern.finditer(text):
        per = read_unit(match)
        start, end = match.span()
        amount = int(match[number])
        overlaps = taken.overlaps(start, end)
        if per and _LEAST <= amount <= _MOST and not overlaps and not _is_part(text, start, end):
            found.append((amount, per, start, end))
    return found


def _opens_with_label(text: str, before: list[tuple[int, str, int, int]]) -> bool:
    """Whether the first label belongs to the amount behind it; in "100 qk 150 hh 250 hr" it does not."""
    return not before or not any(sign.isdigit() for sign in text[max(0, before[0][2] - 3) : before[0][2]])


def _is_rate(pair: tuple[int, str, int, int]) -> bool:
    """Whether a lone pair reads as a rate: a round amount of the usual size for an hour or less."""
    amount, per, _, _ = pair
    return per in {"hour", "half_hour", "15min", "visit"} and amount % 10 == 0 and 60 <= amount <= 800


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the pair is cut out of a longer number, a date, a clock time or a price that has its sign."""
    if text[max(0, start - 1) : start] in _FORBIDDEN_BEFORE or text[end : end + 1] in _FORBIDDEN_AFTER:
        return True
    return text[end : end + 2].strip("-.,").isdigit()
