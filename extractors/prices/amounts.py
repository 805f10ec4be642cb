"""Amounts of money with their currency sign or word, single or as a range."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import re2

from extractors.prices.currencies import FIXED, REGIONAL, SLANG, name_currency

_NUMBER: Final = r"(?:\d{1,3}(?:[,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)"
# Groups by spaces are read only where a currency word follows ("1 800 €"); elsewhere a space parts two prices.
_SPACED: Final = r"(?:[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2})?)"
_THOUSANDS: Final = r"(?:\s?k)?"
_SIGN: Final = (
    # Upper case only: "a $500 bonus" is not Australian.
    r"(?:\b(?-i:(?:US|CA|AU|NZ|HK|MX|USD|CAD)\s?|[CASR]))?\$|[€£₹฿₱₦₫₩₺₽¥]"
    r"|\b(?:USD|EUR|GBP|CAD|AUD|MXN|INR|NPR|PHP|THB|AED|CHF|NZD|SGD|Rs\.?)"
)
_WORDS: Final = sorted(
    (word for word in (*FIXED, *REGIONAL) if word[:1].isalpha() and "$" not in word and word != "rs."),
    key=len,
    reverse=True,
)
_WORD: Final = rf"(?:[$€£₹฿₱🌹]|(?:US|CA|C|AU|A)\$|(?:{'|'.join(_WORDS)})\b)"
# "Rose 24" is a name and an age.
_SLANG_BEFORE: Final = "|".join(sorted(SLANG - {"rose", "rosa", "🌹", "flowers", "candies"}, reverse=True))
_TO: Final = r"\s?(?:-|~|to|a|à|al|y|up\sto|hasta|and|or|et)\s?"

_MONEY: Final = re2.compile(
    rf"(?i)(?P<sign>{_SIGN})\s?(?P<low>{_NUMBER}{_THOUSANDS})(?:{_TO}(?:{_SIGN})?\s?(?P<high>{_NUMBER}{_THOUSANDS}))?(?P<tail>\s?{_WORD})?"
    rf"|\b(?P<slang>{_SLANG_BEFORE})\b\s?(?:[:=-]|is|of|starts\sat|de|from)?\s?(?P<slow>[1-9]\d{{1,3}})\b"
    rf"|(?P<wlow>{_SPACED}|{_NUMBER}{_THOUSANDS})(?:{_TO}(?P<whigh>{_SPACED}|{_NUMBER}{_THOUSANDS}))?\s?(?P<word>{_WORD})"
)
_GROUPS: Final[dict[str, int]] = _MONEY.groupindex
# "$3 million" and "5m USD" are a company's figures.
_MAGNITUDE: Final = re2.compile(
    r"(?i)^\s?\+?\s?(?:millions?|billions?|trillions?|mm|bn?|mio|mill[oó]n(?:es)?|milliards?|m|mil\smillones|crores?)\b"
)
_WEIGHT: Final = re2.compile(
    r"(?i)\b(?:lift\w{0,3}|weigh\w{0,4}|under|carry\w{0,3}|mov(?:e|ing)|push\w{0,3}|pull\w{0,3}|handl\w{1,3}|heavy|least|maximum|over|lose|lost)\b"
)
_GLUED_BEFORE: Final = frozenset("0123456789.,-/#:")


@dataclass(frozen=True, slots=True)
class Money:
    """One amount: its span covers the currency; `start_of_price` and `end_of_price` cover the range it belongs to."""

    amount: float
    currency: str
    start: int
    end: int
    end_of_price: int
    start_of_price: int
    slang: bool = False


def find_money(text: str, region: str) -> Iterator[Money]:
    """Yield every amount with a currency; both ends of a range."""
    for match in _MONEY.finditer(text):
        written = {name: match[number] for name, number in _GROUPS.items()}
        prefix = "w" if written["wlow"] else "s" if written["slow"] else ""
        start, end = match.span()
        if _is_no_price(text, start, end):
            continue
        sign = written["word"] or written["slang"] or _choose_sign(written["sign"] or "", written["tail"])
        currency = name_currency(sign.replace(" ", ""), region)
        names = [name for name in (f"{prefix}low", f"{prefix}high") if written.get(name)]
        amounts = [read_amount(written[name] or "") for name in names]
        ends = [match.end(_GROUPS[name]) for name in names]
        if len(amounts) == 2:
            amounts = _repair_range(written, prefix, amounts)
        starts = [start, *(match.start(_GROUPS[name]) for name in names[1:])]
        slang = sign.lower().strip() in SLANG
        for index, amount in enumerate(amounts):
            last = index == len(amounts) - 1
            yield Money(amount, currency, starts[index], end if last else ends[index], end, start, slang)


def _choose_sign(sign: str, tail: str | None) -> str:
    """`$200 pesos`, `$20 CAD` and `$90 USD` say in the word behind what the sign left open."""
    if not tail or "$" not in sign:
        return sign
    tail = tail.strip().lower()
    return sign if tail in SLANG or tail in {"$", "dollars", "dollar", "bucks"} else tail


def _is_no_price(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    # A number that continues another one ("555-0134 $") or an identifier is no amount; a sign may touch anything.
    glued = text[start].isdigit() and (before in _GLUED_BEFORE or before.isalnum())
    if text[start:end].lower().endswith(("pound", "pounds")) and _WEIGHT.search(text[max(0, start - 48) : start]):
        return True
    return glued or text[end : end + 1].isdigit() or _MAGNITUDE.match(text[end : end + 14]) is not None


def read_amount(written: str) -> float:
    """Read `1,200.50`, `1.200,50`, `1 800`, `45k`."""
    text = written.lower().replace(" ", "").replace("'", "")
    factor = 1000.0 if text.endswith("k") else 1.0
    text = text.rstrip("k")
    separator = max(text.rfind(","), text.rfind("."))
    if separator >= 0:
        whole, decimals = text[:separator], text[separator + 1 :]
        if len(decimals) == 3:
            whole, decimals = whole + decimals, ""
        text = whole.replace(",", "").replace(".", "") + ("." + decimals if decimals else "")
    return float(text) * factor


def _repair_range(written: dict[str, str | None], prefix: str, amounts: list[float]) -> list[float]:
    """`$45-60k` and `£40-65,000` mean thousands on both sides."""
    low, high = amounts
    thousands = _is_in_thousands(written[f"{prefix}high"]) and not _is_in_thousands(written[f"{prefix}low"])
    if low < 1000 and (thousands or high > 100 * low):
        low *= 1000
    return [low, high]


def _is_in_thousands(written: str | None) -> bool:
    return written is not None and written.lower().endswith("k")
