"""Amounts of money with their currency sign or word, single or as a range."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import re2

from extractors.prices.currencies import FIXED, REGION_CURRENCIES, REGIONAL, SLANG, name_currency
from extractors.scanner import Scanner

_NUMBER: Final = r"(?:\d{1,3}(?:[,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d{2}){1,2},\d{3}|\d{1,7}(?:[.,]\d{1,2})?)"
# Groups by spaces are read only where a currency word follows ("1 800 €"); elsewhere a space parts two prices.
_SPACED: Final = r"(?:[1-9]\d{0,2}(?: \d{3})+(?:,\d{1,2})?)"
_THOUSANDS: Final = r"(?:k|\s?(?:k|lakhs?|lacs?|thousand|mil)\b)?"
_SIGN: Final = (
    # Upper case only: "a $500 bonus" is not Australian.
    r"(?:\b(?-i:(?:US|CA|AU|NZ|HK|MX|USD|CAD)\s?|[CASR]))?[$💲]|[€£₹฿₱₦₫₩₺₽¥]"
    r"|\b(?:USD|EUR|GBP|CAD|AUD|MXN|INR|NPR|PHP|THB|AED|CHF|NZD|SGD|HKD|MYR|RM|OMR|QAR|SAR|KWD|BHD|PKR|LKR|BDT|JPY|CNY|KRW|COP|PEN|CLP|DOP|BRL|SEK|NOK|DKK|PLN|CZK|NRs\.?|Rs\.?|Php|(?-i:P))"
)
_WORDS: Final = sorted(
    (word for word in (*FIXED, *REGIONAL) if word[:1].isalpha() and "$" not in word and word not in {"rs.", "p"}),
    key=len,
    reverse=True,
)
_WORD: Final = rf"(?:[$€£₹฿₱🌹]|(?:US|CA|C|AU|A)\$|(?:{'|'.join(_WORDS)})\b)"
# "Rose 24" is a name and an age.
_SLANG_BEFORE: Final = "|".join(sorted(SLANG - {"rose", "rosa", "🌹", "flowers", "candies"}, reverse=True))
_TO: Final = r"\s?(?:-|~|to|a|à|al|y|up\sto|hasta|and|or|et)\s?"

_MONEY: Final = Scanner(
    rf"(?P<sign>{_SIGN})\s?(?P<low>\.\d\d|{_NUMBER}{_THOUSANDS})(?:{_TO}(?:{_SIGN})?\s?(?P<high>{_NUMBER}{_THOUSANDS}))?(?:/[-=])?(?P<tail>\s?{_WORD})?"
    rf"|\b(?P<slang>{_SLANG_BEFORE})\b\s?(?:[:=-]|is|of|starts\sat|de|from)?\s?(?P<slow>[1-9]\d{{1,3}})\b(?:{_TO}(?P<shigh>[1-9]\d{{1,3}})\b)?(?:\s{_WORD})?"
    r"|[🌹💐]{1,3}(?P<rose>[1-9]\d{2}|[6-9][05])\b"
    r"|(?P<cents>[1-9]\d?(?:\.\d)?)(?:\s?(?:cents?\b|¢)|(?P<pence>p)\b)"
    rf"|(?P<wlow>{_SPACED}|{_NUMBER}{_THOUSANDS})(?:{_TO}(?P<whigh>{_SPACED}|{_NUMBER}{_THOUSANDS}))?\s?(?P<word>{_WORD})"
)
_CURRENCY_WORD: Final = re.compile(rf"(?i)\s{{0,2}}(?P<word>(?:{'|'.join(_WORDS)})\b|[🌹$€£])")
# "$3 million" and "5m USD" are a company's figures; "22 mil pesos" is a price.
_MAGNITUDE: Final = re.compile(
    r"(?i)\s?\+?\s?(?:millions?|billions?|trillions?|mm|bn?|mio|mill[oó]n(?:es)?|milliards?|m|mil\smillones|crores?)\b"
)
_WEIGHT: Final = re2.compile(
    r"(?i)\b(?:lift\w{0,3}|weigh\w{0,4}|under|carry\w{0,3}|mov(?:e|ing)|push\w{0,3}|pull\w{0,3}|handl\w{1,3}|heavy|least|maximum|over|lose|lost)\b"
)
_JOINED: Final = re.compile(r"(?i)\s(?:and|or|y|et)\s\d")
_TIME: Final = re.compile(r"(?i)[\s-]?(?:(?P<minutes>min(?:ute|uto)?s?)|h(?:ou)?rs?|h|horas?|heures?)\b")
_EACH: Final = re.compile(r"(?i)\s(?:an?|per|each)\b")
_TIME_WINDOW: Final = 10
_PHONE_BEFORE: Final = re.compile(r"\d\d[ .-]\d\d[ .-]$")
_SIGNS_BEFORE: Final = frozenset("$€£💲")
_LONGEST: Final = 32
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
    """Yield every amount with a currency, in reading order; both ends of a range."""
    for start, match in _find_signed(text):
        if not _is_no_price(text, start, start + match.end()):
            yield from _read_money(match, start, region, text[start + match.end() : start + match.end() + _TIME_WINDOW])


def _find_signed(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for start, match in _MONEY.find(text):
        sign = start + match.end() - 1
        if match["word"] and text[sign] in _SIGNS_BEFORE and text[sign + 1 : sign + 2].isdigit():
            # In "$180/30 $260/60" the second sign belongs to what stands behind it.
            yield from (
                (sign + first, found) for first, found in _MONEY.find(text[sign : sign + _LONGEST]) if not first
            )
        elif match["wlow"] and " " in match["wlow"] and text[start - 1 : start].isalnum():
            # "1h30 280€" holds no 30,280.
            part = start + match["wlow"].index(" ") + 1
            yield from ((part + first, found) for first, found in _MONEY.find(text[part : start + match.end()]))
        else:
            yield start, match


def find_worded_money(text: str, worded: Iterable[tuple[float, int, int]], region: str) -> Iterator[Money]:
    """Yield those of the amounts in words that have a currency word behind them."""
    for amount, start, end in worded:
        word = _CURRENCY_WORD.match(text[end : end + 16])
        counted = text[start - 1 : start] == " " and text[start - 2 : start - 1].isdigit()
        # In "900 mil pesos" the word only multiplies.
        if word and not counted and not (word["word"].lower() in {"pound", "pounds"} and region != "GB"):
            last = end + word.end()
            currency = name_currency(word["word"], region)
            yield Money(amount, currency, start, last, last, start, word["word"].lower() in SLANG)


def _read_money(match: re.Match[str], offset: int, region: str, behind: str) -> Iterator[Money]:
    if match["cents"]:
        if match["pence"] and not (region == "GB" and _EACH.match(behind)):
            return
        end = offset + match.end()
        currency = REGION_CURRENCIES.get(region, "USD")
        yield Money(read_amount(match["cents"]) / 100, currency, offset, end, end, offset)
        return
    low, high, sign = "low", "high", match["sign"] or ""
    if match["low"]:
        sign = _choose_sign(sign, match["tail"] or "")
    elif match["rose"]:
        low, high, sign = "rose", "", "🌹"
    elif match["slow"]:
        low, high, sign = "slow", "shigh", match["slang"]
    else:
        low, high, sign = "wlow", "whigh", match["word"]
    if sign == "P" and region != "PH":
        return
    currency = name_currency(sign.replace(" ", ""), region)
    slang = sign.lower().strip() in SLANG
    first, start, end = read_amount(match[low]), offset, offset + match.end()
    if high == "high" and match[high] and _opens_the_next(match, behind):
        high, end = "", offset + match.end(low)
    if not high or not match[high]:
        yield Money(first, currency, start, end, end, start, slang)
        return
    first, second = _repair_range((match[low], match[high]), first, read_amount(match[high]))
    yield Money(first, currency, start, offset + match.end(low), end, start, slang)
    yield Money(second, currency, offset + match.start(high), end, end, start, slang)


def _opens_the_next(match: re.Match[str], behind: str) -> bool:
    """Whether the second number is a time, not the end of a range: "$140 and 60 minutes for $220"."""
    time = _TIME.match(behind)
    if not time:
        return False
    falls = read_amount(match["high"]) < read_amount(match["low"])
    return falls or (time["minutes"] is not None and _JOINED.match(match.string[match.end("low") :]) is not None)


def _choose_sign(sign: str, tail: str) -> str:
    """`$200 pesos`, `$20 CAD` and `$90 USD` say in the word behind what the sign left open."""
    if not tail or "$" not in sign:
        return sign
    tail = tail.strip().lower()
    return sign if tail in SLANG or tail in {"$", "dollars", "dollar", "bucks"} else tail


def _is_no_price(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    # A number that continues another one ("555-0134 $") or an identifier is no amount; a sign may touch anything.
    if text[start].isdigit() and text[end - 1].isalpha() and _PHONE_BEFORE.search(text[max(0, start - 9) : start]):
        # "06 39 98 14 27 bisous".
        return True
    glued = text[start].isdigit() and (before in _GLUED_BEFORE or before.isalnum())
    if text[end - 6 : end].lower().endswith(("pound", "pounds")) and _WEIGHT.search(text[max(0, start - 48) : start]):
        return True
    # "1.60, peso 55 kilos": so much somebody weighs.
    if text[end - 4 : end].lower() == "peso" and text[end - 6 : end].lower() != "1 peso":
        return True
    return glued or text[end : end + 1].isdigit() or _MAGNITUDE.match(text[end : end + 14]) is not None


def read_amount(written: str) -> float:
    """Read `1,200.50`, `1.200,50`, `1 800`, `1,20,000`, `45k`, `2 lakh`."""
    text = written.lower().replace(" ", "").replace("'", "")
    factor = 1.0
    if not text[-1].isdigit():
        factor = 100_000.0 if text.rstrip("s").endswith(("lakh", "lac")) else 1000.0
        text = text.rstrip("acdhiklmnostu")
    separator = max(text.rfind(","), text.rfind("."))
    if separator >= 0:
        whole, decimals = text[:separator], text[separator + 1 :]
        if len(decimals) == 3:
            whole, decimals = whole + decimals, ""
        text = whole.replace(",", "").replace(".", "") + ("." + decimals if decimals else "")
    return float(text) * factor


def _repair_range(written: tuple[str, str], low: float, high: float) -> tuple[float, float]:
    """`$45-60k` and `£40-65,000` mean thousands on both sides."""
    thousands = not written[1][-1:].isdigit() and written[0][-1:].isdigit()
    if low < 1000 and (thousands or high > 100 * low):
        low *= 1000
    return low, high
