"""Times whose unit stands at another price: "$100 for thirty minutes, $180 for sixty", "$325 for 2, one hour each"."""

import re
from collections.abc import Sequence
from typing import Final

from extractors.prices.amounts import Money
from extractors.prices.units import HOURS, read_unit

_COUNTS: Final = {
    "15": "15min", "20": "20min", "30": "half_hour", "45": "45min", "60": "hour", "90": "90min", "120": "120min",
    "fifteen": "15min", "twenty": "20min", "thirty": "half_hour", "forty-five": "45min", "sixty": "hour",
    "ninety": "90min", "quince": "15min", "veinte": "20min", "treinta": "half_hour", "sesenta": "hour",
    "noventa": "90min", "quinze": "15min", "vingt": "20min", "trente": "half_hour", "soixante": "hour",
}  # fmt: skip
_HOURS: Final = {
    "two": "120min", "three": "180min", "four": "240min", "2": "120min", "3": "180min", "4": "240min", "dos": "120min",
    "tres": "180min", "deux": "120min", "trois": "180min",
}  # fmt: skip
# Written in letters, these need no "for": "£160 sixty".
_BARE_COUNTS: Final = ("thirty", "sixty", "ninety", "treinta", "sesenta", "noventa", "trente", "soixante")
# A noun behind it would say what is counted: guests, girls, shots. "Two" counts hours only where hours were named.
_COUNTED: Final = re.compile(
    rf"(?i)\s(?:(?:for|por|pour)\s(?P<count>{'|'.join((*_COUNTS, *_HOURS))})"
    rf"|(?P<bare>{'|'.join(_BARE_COUNTS)}))"
    r"(?=\s?(?:[;!?)\n|,/]|\.(?!\d)|$)|\s(?:and|or|y|o|et|ou|but)\s)"
)
_COUNT_BEFORE: Final = re.compile(r"(?:^|[,;/|•\n]\s?|\s[-–—]\s)(?P<count>15|20|30|45|60|90|120)\s?[:=-]?\s?$")
_OR: Final = re.compile(r"(?i)(?:\s(?:or|o|ou|u)|/|=)\s?$")
_LEADS: Final = (" for ", " por ", " pour ", *(f" {count}" for count in _BARE_COUNTS))
_BETWEEN: Final = 48
_PEOPLE: Final = re.compile(
    r"(?i)\b(?:for|por|pour)\s(?:one|uno|una|un|1)(?!\s(?:hour|hr|hora|heure))\b|\b(?:couples?|guys|people|parejas?|of\sus|girls?|guests?)\b"
)
_EACH: Final = re.compile(rf"(?i)[,;(]?\s\(?(?:{HOURS})\s(?:each|chaque|chacune?|cada\sun[ao])\b")
_FOR_SOME: Final = re.compile(r"(?i)\s(?:for|por|pour)\s(?:a\s|an\s)?[^\W\d_]{2,10}|")
_COMMA: Final = re.compile(r"(?i)\s(?:for|por|pour)\s(?:a\s)?[^\W\d_]{2,10}(?:,|\s(?:and|or|y|et))?\s")
_WINDOW: Final = 24
TIMES: Final = frozenset({"hour", "half_hour"})


def read_count(text: str, end: int, known: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The unit of an amount that ends at `end`; `known` are the units read before it, with where their words end."""
    match = _COUNTED.match(text[end : end + _WINDOW])
    if not match or not known:
        return None
    count = (match["count"] or match["bare"]).lower()
    if unit := _COUNTS.get(count):
        return unit, end + match.end()
    unit, last = known[-1]
    between = text[last:end] if last <= end <= last + _BETWEEN else "."
    hours_before = (
        (unit == "hour" or unit in _HOURS.values())
        and "." not in between
        and not _PEOPLE.search(text[max(0, last - 40) : end])
    )
    return (_HOURS[count], end + match.end()) if hours_before else None


def fill_times(
    text: str, money: Sequence[Money], units: Sequence[tuple[str | None, int]]
) -> list[tuple[str | None, int]]:
    """The units, with those of the amounts that name none but stand beside others that do."""
    filled = list(units)
    if all(unit for unit, _ in units):
        return filled
    known = [(unit, end) for unit, end in units if unit and (unit in TIMES or unit.endswith("min"))]
    if not known and sum(_counts_minutes(text, item) for item in money) > 1:
        # "$160 for 60, $90 for 30".
        known = [("hour", 0)]
    for index, item in enumerate(money):
        if index and filled[index][0] is None and _names_it_again(text, money[index - 1], item):
            filled[index] = (filled[index - 1][0], filled[index][1])
        counted = _COUNT_BEFORE.search(text[max(0, item.start_of_price - _WINDOW) : item.start_of_price])
        if filled[index][0] is None and counted and known:
            # "15mins £60, 30 £90, 60 £150".
            filled[index] = (_COUNTS[counted["count"]], filled[index][1])
        if filled[index][0] is not None or not text.startswith(_LEADS, item.end_of_price):
            continue
        before = [one for one in filled[max(0, index - 1) : index] if one[0] is not None]
        found = read_count(text, item.end_of_price, _last(before) or known[:1])
        if found:
            filled[index] = found
        elif common := _read_common(text, item.end_of_price):
            _share_back(text, money, filled, (index, common))
    return filled


def _names_it_again(text: str, item: Money, other: Money) -> bool:
    """ "USD 200 per hour or 3500 pesos": one price in two currencies."""
    return item.currency != other.currency and _OR.search(text[item.end : other.start]) is not None


def _counts_minutes(text: str, item: Money) -> bool:
    match = _COUNTED.match(text[item.end_of_price :][:_WINDOW])
    return match is not None and (match["count"] or "").lower() in _COUNTS


def _last(before: list[tuple[str | None, int]]) -> list[tuple[str, int]]:
    return [(unit, end) for unit, end in before if unit]


def _share_back(text: str, money: Sequence[Money], filled: list[tuple[str | None, int]], last: tuple[int, str]) -> None:
    index, unit = last
    while index >= 0 and filled[index][0] is None:
        filled[index] = (unit, filled[index][1])
        if index and not _COMMA.fullmatch(text[money[index - 1].end_of_price : money[index].start_of_price]):
            return
        index -= 1


def _read_common(text: str, end: int) -> str | None:
    """The unit that closes a row of prices for one and for two: "$250 for one, $325 for two, one hour each"."""
    counted = _FOR_SOME.match(text[end : end + _WINDOW])
    match = _EACH.match(text[end + counted.end() :][:_WINDOW]) if counted else None
    return read_unit(match) if match else None
