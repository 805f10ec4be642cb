"""Wages that have the unit of their neighbours: "room attendants $14.50, housemen $15, bakers $17.25 all hourly"."""

import re
from collections.abc import Sequence
from typing import Final

from extractors.prices.amounts import Money

Unit = tuple[str | None, int]
"""The unit of an amount, where one is said, and where its words end."""
_SENTENCE_ENDS: Final = (". ", "! ", "? ", "\n")
# "$17.35/hr, goes to $18.10 after 90 days": a raise is a few tenths, a bonus is many times the wage.
_ALIKE: Final = 1.6
# "Bed $210/week, bond $150": paid once.
_ONCE: Final = re.compile(r"(?i)\b(?:bond|deposit|bonus|fee|fianza|dep[oó]sito|caution|sign-?on)\s?(?:is|of|de|:)?\s?$")
_ONCE_WINDOW: Final = 16
_ONCE_BEHIND: Final = re.compile(r"(?i)\s(?:tips?|bonus|gas|sign|deposit|fee|referral|credit|reimburse\w*)\b")
# "Packhouse $24." names another job of the same place.
_NEXT_JOB: Final = re.compile(r"[.;]\s(?:[A-Z][^\W\d_]+(?:\s(?:[a-z]+|&))?\s){1,2}$")
# "Mason 1400 AED, helper 1000 AED, all per month"; "$18.25 plus $1.50 shift diff per hour".
_ALL: Final = re.compile(r"(?i)\ball\b")
_PLUS: Final = re.compile(r"(?i)\s?(?:plus|\+|and)\s?")
_HIGHEST_HOURLY: Final = 60
_HIGHEST_EXTRA: Final = 10
_BARE: Final = frozenset({"", "night", "nights", "day", "days"})
_DIFFERENCE: Final = re.compile(r"(?i)\s(?:nights?|shift|weekends?|evenings?)\s(?:shift\s)?(?:diff|prem)")
_WINDOW: Final = 32


def share_units(text: str, money: Sequence[Money], units: Sequence[Unit]) -> list[Unit]:
    """The units, with those of the neighbours in the same sentence for amounts much like them that name none."""
    shared = [_as_hourly(index, text, money, units) for index in range(len(money))]
    for index in range(1, len(money)):
        if shared[index][0] is None and _vouches(text, money[index - 1], money[index]):
            shared[index] = (shared[index - 1][0], units[index][1])
    is_common = False
    for index in range(len(money) - 2, -1, -1):
        following, end = shared[index + 1]
        is_common = (
            is_common or following == "hour" or _ALL.search(text[money[index + 1].end_of_price : end]) is not None
        )
        if shared[index][0] is not None or following is None or not is_common:
            is_common = False
            continue
        if _vouches(text, money[index], money[index + 1]) or _PLUS.fullmatch(
            text[money[index].end : money[index + 1].start]
        ):
            shared[index] = (following, units[index][1])
    return shared


def _as_hourly(index: int, text: str, money: Sequence[Money], units: Sequence[Unit]) -> Unit:
    """The unit, or "hour" for "packing shed nights $34.90" and "+$1.50 night diff": no night is paid like that."""
    unit, item = units[index], money[index]
    if unit[0] is None and item.amount < _HIGHEST_EXTRA and _DIFFERENCE.match(text[item.end_of_price :][:_WINDOW]):
        return "hour", unit[1]
    said = text[item.end_of_price : unit[1]].strip().lower() if unit[1] > item.end_of_price else ""
    if unit[0] not in {"night", "day"} or item.amount >= _HIGHEST_HOURLY or said not in _BARE:
        return unit
    hourly = [other for other, (per, _) in zip(money, units, strict=True) if per == "hour"]
    return ("hour", unit[1]) if any(_are_alike(item, other) for other in hourly) else unit


def _vouches(text: str, left: Money, right: Money) -> bool:
    if not _are_alike(left, right) or any(
        _ONCE.search(text[max(0, one.start - _ONCE_WINDOW) : one.start])
        or _ONCE_BEHIND.match(text[one.end_of_price :][:_ONCE_WINDOW])
        for one in (left, right)
    ):
        return False
    between = text[left.end : right.start]
    return not any(end in between for end in _SENTENCE_ENDS) or _NEXT_JOB.search(between) is not None


def _are_alike(left: Money, right: Money) -> bool:
    low, high = sorted((left.amount, right.amount))
    return left.currency == right.currency and low > 0 and high / low <= _ALIKE
