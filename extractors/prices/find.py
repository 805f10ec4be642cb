"""Prices in ads: amount, currency and unit, with or without a currency sign."""

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.passage import Passage
from extractors.prices.amounts import Money, find_money
from extractors.prices.rates import Rate, find_bare_rates, find_bare_wages
from extractors.prices.units import ADVERB_BEFORE, CONNECTED, LABEL_AFTER, LABEL_BEFORE, read_unit
from extractors.taken import Taken

NAME: Final = "prices"
VERSION: Final = "1"


@Language.component(NAME)
def find_prices(doc: Doc) -> Doc:
    """Append the prices of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    money = list(find_money(text, passage.region))
    if passage.source.ad_type == "job":
        # A florist's roses are roses.
        money = [item for item in money if not item.slang]
    for item, (per, end) in zip(money, _units_of(text, money), strict=True):
        _record(passage, item, per, max(end, item.end) if item.end == item.end_of_price else item.end)
    find_bare = find_bare_wages if passage.source.ad_type == "job" else find_bare_rates
    currency = money[0].currency if money else ""
    for rate in find_bare(text, passage.region, currency, Taken((item.start, item.end) for item in money)):
        _record_rate(passage, rate)
    return doc


def _units_of(text: str, money: list[Money]) -> list[tuple[str | None, int]]:
    """The unit of each amount, and where its words end; bare labels stand on the same side of all amounts."""
    connected = [_connected(text, item) for item in money]
    before = [_label_before(text, item) for item in money]
    after = [_label_after(text, item) for item in money]
    open_ones = [index for index, found in enumerate(connected) if found is None]
    prefers_before = sum(before[i] is not None for i in open_ones) > sum(after[i] is not None for i in open_ones) or (
        bool(open_ones) and before[open_ones[0]] is not None
    )
    units: list[tuple[str | None, int]] = []
    for index, item in enumerate(money):
        found = connected[index]
        if found is None:
            label = before[index] if prefers_before else None
            found = (label, item.end_of_price) if label else after[index]
        units.append(found or (None, item.end_of_price))
    return units


def _connected(text: str, item: Money) -> tuple[str, int] | None:
    match = CONNECTED.match(text[item.end_of_price : item.end_of_price + 40])
    if match:
        unit = read_unit(match)
        return (unit or "hour", item.end_of_price + match.end())
    adverb = ADVERB_BEFORE.search(text[max(0, item.start_of_price - 48) : item.start_of_price])
    unit = read_unit(adverb) if adverb else None
    return (unit, item.end_of_price) if unit else None


def _label_before(text: str, item: Money) -> str | None:
    match = LABEL_BEFORE.search(text[max(0, item.start_of_price - 32) : item.start_of_price])
    return read_unit(match) if match else None


def _label_after(text: str, item: Money) -> tuple[str, int] | None:
    match = LABEL_AFTER.match(text[item.end_of_price : item.end_of_price + 24])
    unit = read_unit(match) if match else None
    return (unit, item.end_of_price + match.end()) if match and unit else None


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
