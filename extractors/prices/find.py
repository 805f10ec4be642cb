"""Prices in ads: amount, currency and unit, with or without a currency sign."""

import re
from itertools import chain
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.prices.amounts import Money, find_money, find_worded_money
from extractors.prices.bare import Bare
from extractors.prices.counted import fill_times
from extractors.prices.listed import find_listed, find_menu
from extractors.prices.offers import find_offers
from extractors.prices.rate import Rate
from extractors.prices.rates import find_bare_rates
from extractors.prices.rows import find_pairs, find_rows, may_hold_rows
from extractors.prices.shared import share_units
from extractors.prices.units import (
    ADVERB_BEFORE,
    BRACKETED,
    CONNECTED,
    LABEL_AFTER,
    LABEL_BEFORE,
    LEADING,
    WINDOW,
    read_unit,
)
from extractors.prices.wages import find_bare_wages, find_cents
from extractors.prices.worded import find_worded
from extractors.taken import Taken

NAME: Final = "prices"
VERSION: Final = "5"

_ADVERB_PARTS: Final = ("ly", "al", "aire", "rate", "diari", "hebdo")
_LABEL_WINDOW: Final = 38
_ROUND: Final = re.compile(r"\d[oO]")
_WITH_ZEROS: Final = re.compile(r"(?<![A-Za-z\d])[1-9]\d?[oO]{1,2}(?![A-Za-z\d])")
_DURATIONS: Final = frozenset({"day", "week", "month", "year", "visit"})
_AMOUNT_BEHIND: Final = re.compile(r"\s?[:=-]?\s?[$€£]?\d")


@Language.component(NAME)
def find_prices(doc: Doc) -> Doc:
    """Append the prices of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text, is_job = _mend_zeros(passage.stream.text), passage.source.ad_type == "job"
    worded = list(find_worded(text))
    money = _find_all_money(passage, text, worded)
    rows_taken = Taken()
    rows: list[Rate] = []
    if not is_job and may_hold_rows(text):
        bare = Bare(text, passage.region, money[0].currency if money else "", rows_taken)
        rows = [*find_rows(bare), *find_pairs(bare)]
        money = [item for item in money if not rows_taken.overlaps(item.start, item.end)]
    taken = Taken([*_record_money(passage, text, money), *rows_taken])
    bare = Bare(text, passage.region, money[0].currency if money else "", taken, worded)
    asked = chain(find_offers(bare), find_bare_rates(bare), find_listed(bare, money))
    rates = list(find_bare_wages(bare) if is_job else asked)
    if is_job and (hourly := [*_list_hourly(passage), *(rate.amount for rate in rates if rate.per == "hour")]):
        rates += find_cents(bare, hourly)
    if not (is_job or money or rows or rates):
        rates = list(find_menu(bare))
    for rate in chain(rows, rates):
        _record_rate(passage, rate)
    return doc


def _list_hourly(passage: Passage) -> list[float]:
    return [
        float(str(one.data["amount"])) for one in passage.mentions if one.kind == "price" and one.data["per"] == "hour"
    ]


def _mend_zeros(text: str) -> str:
    """ "1OO" and "14o hr" with their zeros, one for one."""
    return _WITH_ZEROS.sub(lambda match: match.group().upper().replace("O", "0"), text) if _ROUND.search(text) else text


def _find_all_money(passage: Passage, text: str, worded: list[tuple[float, int, int]]) -> list[Money]:
    """Every amount with a currency, in figures or in words, in reading order."""
    money = list(find_money(text, passage.region))
    if worded:
        money = sorted([*money, *find_worded_money(text, worded, passage.region)], key=lambda item: item.start)
    # A florist's roses are roses.
    return [item for item in money if not item.slang] if passage.source.ad_type == "job" else money


def _record_money(passage: Passage, text: str, money: list[Money]) -> Taken:
    """Record each amount with its unit; the spans they take, the words behind included."""
    taken = Taken()
    units = _units_of(text, money) if money else []
    if len(money) > 1:
        share = share_units if passage.source.ad_type == "job" else fill_times
        units = share(text, money, units)
    reached, begun = 0, -1
    for item, (per, end) in zip(money, units, strict=True):
        if item.slang and item.start < reached and item.start_of_price != begun:
            # "180 flowers / 30 🌹" ends with a flower that nobody is to pay.
            continue
        reached, begun = end, item.start_of_price
        last = max(end, item.end) if item.end == item.end_of_price else item.end
        taken.add(item.start, last)
        _record(passage, item, per, last)
    return taken


def _units_of(text: str, money: list[Money]) -> list[tuple[str | None, int]]:
    """The unit of each amount, and where its words end; bare labels stand on the same side of all amounts."""
    connected = [_connected(text, item) for item in money]
    open_ones = [index for index, found in enumerate(connected) if found is None]
    before = {index: _label_before(text, money[index]) for index in open_ones}
    after = {index: _label_after(text, money[index]) for index in open_ones}
    prefers_before = sum(label is not None for label in before.values()) > sum(
        label is not None for label in after.values()
    ) or (bool(open_ones) and before[open_ones[0]] is not None)
    units: list[tuple[str | None, int]] = []
    for index, item in enumerate(money):
        found = connected[index]
        if found is None:
            leading = before[index]
            # On the other side a label counts where the amount before has not taken it: "$100 half hour. Hour is $175".
            free = leading and leading[1] >= (units[-1][1] if units else 0)
            label = leading[0] if leading and (prefers_before or (free and not after[index])) else None
            found = (label, item.end_of_price) if label else after[index]
        units.append(found or (None, item.end_of_price))
    return units


def _connected(text: str, item: Money) -> tuple[str, int] | None:
    match = CONNECTED.match(text[item.end_of_price : item.end_of_price + WINDOW])
    if match and not _is_next(text, item, match.end()):
        unit = read_unit(match)
        return (unit or "hour", item.end_of_price + match.end())
    before = text[max(0, item.start_of_price - WINDOW) : item.start_of_price]
    # Most amounts have no "weekly pay:" before them, and the search for its end is the dearest of the four.
    adverb = ADVERB_BEFORE.search(before) if any(part in before for part in _ADVERB_PARTS) else None
    unit = read_unit(adverb) if adverb else None
    return (unit, item.end_of_price) if unit else None


def _is_next(text: str, item: Money, length: int) -> bool:
    """Whether the unit belongs to the amount behind it: "30 min 80 euros / 1h 150 euros", "$89, weekly $450"."""
    end = item.end_of_price + length
    if "," in text[item.end_of_price : end] and _leads_to_a_price(text, end):
        return True
    leads = _AMOUNT_BEHIND.match(text[end : end + 8]) is not None
    return leads and "/ " in text[item.end_of_price : end] and _label_before(text, item) is not None


def _label_before(text: str, item: Money) -> tuple[str, int] | None:
    start = max(0, item.start_of_price - _LABEL_WINDOW)
    match = LABEL_BEFORE.search(text[start : item.start_of_price])
    unit = read_unit(match) if match else None
    # "Bono de 5 sesiones 220€", "after 6 mo $21.90".
    is_counted = match and unit in _DURATIONS and text[start : start + match.start()][-1:].isdigit()
    if match and unit and not is_counted:
        return unit, start + match.start()
    return _leading(text, item) if text[item.start_of_price - 2 : item.start_of_price] == ", " else None


def _leading(text: str, item: Money) -> tuple[str, int] | None:
    start = max(0, item.start_of_price - WINDOW)
    match = LEADING.search(text[start : item.start_of_price])
    # The window's own edge is no beginning of a clause.
    unit = read_unit(match) if match and (match.start() or not start) else None
    return (unit, start + match.start()) if match and unit else None


def _label_after(text: str, item: Money) -> tuple[str, int] | None:
    match = LABEL_AFTER.match(text[item.end_of_price : item.end_of_price + 24])
    if match and "," in match.group() and _leads_to_a_price(text, item.end_of_price + match.end()):
        return None
    unit = read_unit(match) if match else None
    if not match or not unit:
        return None
    lasting = (
        BRACKETED.match(text[item.end_of_price + match.end() : item.end_of_price + match.end() + WINDOW])
        if unit == "visit"
        else None
    )
    length = match.end() + (lasting.end() if lasting else 0)
    return (lasting and read_unit(lasting)) or unit, item.end_of_price + length


def _leads_to_a_price(text: str, start: int) -> bool:
    """ "10 pics $20, 5 min video $40": what stands behind the comma belongs to the price behind it."""
    return any(sign in text[start : start + 14] for sign in "$€£₹₱฿")


def _record(passage: Passage, item: Money, per: str | None, end: int) -> None:
    data = {"amount": _plain(item.amount), "currency": item.currency, "per": per}
    value = write_price(item.amount, item.currency, per)
    passage.record(Finding("price", value, item.start, end, 0.9, item.slang, data), NAME, VERSION)


def _record_rate(passage: Passage, rate: Rate) -> None:
    data = {"amount": _plain(rate.amount), "currency": rate.currency, "per": rate.per}
    value = write_price(rate.amount, rate.currency, rate.per)
    passage.record(Finding("price", value, rate.start, rate.end, rate.confidence, data=data), NAME, VERSION)


def write_price(amount: float, currency: str, per: str | None) -> str:
    """The contract's `AMOUNT CUR/per`, without `/per` where none is said."""
    return f"{_plain(amount)} {currency}" + (f"/{per}" if per else "")


def _plain(amount: float) -> int | float:
    return int(amount) if amount == int(amount) else round(amount, 2)
