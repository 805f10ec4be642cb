"""A row of times and a row of amounts: "15/30/60 = 70/110/180", "hh/hr/2hr: 120/200/380"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.currencies import name_currency
from extractors.prices.rates import Bare, Rate
from extractors.prices.units import read_time
from extractors.scanner import Scanner

_TIME: Final = (
    r"(?:15|20|30|45|60|90|120)(?:\s?min(?:ute)?s?|\s?m)?|[1-4]\s?h(?:ou)?rs?|[1-4]\s?h|hh|hhr|hr|h|half(?:\shour)?|"
    r"hour|full|1\s?hour|overnight|night|qv|qk"
)
_AMOUNT: Final = r"[$€£]?[1-9]\d{1,3}"
_ROW: Final = Scanner(
    rf"\b(?P<times>(?:{_TIME})(?:\s?[/|]\s?(?:{_TIME})){{1,4}})(?:\s?min(?:ute|uto)?s?\.?)?"
    rf"\s?(?P<sign>[=-]{{1,2}}>|=|:|-|–|>|→|\bis\b|\bfor\b|\bat\b|\s)\s?"
    rf"(?P<amounts>{_AMOUNT}(?:\s?[/|]\s?{_AMOUNT}){{1,4}})"
)
_BREAKS: Final = re.compile(r"[/|]")
_GOES_ON: Final = re.compile(
    r"(?i)[-./]?\d|\s?(?:cm|mm|m|ft|in|inch\w{0,2}|units?|people|kg|lbs?|bpm|reps?|calories|%)(?:\b|$)"
)
_WINDOW: Final = 12
_LEAST: Final = 20


def may_hold_rows(text: str) -> bool:
    """Whether a text has the breaks of two rows."""
    return text.count("/") + text.count("|") > 1


def find_rows(bare: Bare) -> Iterator[Rate]:
    """Yield the prices of two rows of one length whose amounts rise."""
    for offset, match in _ROW.find(bare.text):
        times = [read_time(written.strip()) for written in _BREAKS.split(match["times"])]
        amounts = _read_amounts(match)
        figures = [amount for amount, _, _ in amounts]
        end = offset + match.end()
        if len(times) != len(amounts) or figures != sorted(set(figures)) or figures[0] < _LEAST:
            continue
        if not _says_times(match) or _GOES_ON.match(bare.text[end : end + _WINDOW]) or not bare.taken.add(offset, end):
            continue
        sign = next((one for one in match["amounts"] if one in "$€£"), "")
        currency = name_currency(sign, bare.region) if sign else bare.named or "USD"
        for per, (amount, start, stop) in zip(times, amounts, strict=True):
            yield Rate(amount, currency, per, offset + start, offset + stop, 0.8)


def _says_times(match: re.Match[str]) -> bool:
    """Whether a row of bare numbers is one of minutes: scores and dates have neither an `=` nor a currency."""
    written = match["times"].replace(" ", "")
    if not written.replace("/", "").replace("|", "").isdigit():
        return True
    usual = not {"30", "60"}.isdisjoint(_BREAKS.split(written))
    return usual and (match["sign"].strip(":- ") != "" or any(one in "$€£" for one in match["amounts"]))


def _read_amounts(match: re.Match[str]) -> list[tuple[float, int, int]]:
    base = match.start("amounts")
    return [
        (float(one.group().strip("$€£")), base + one.start(), base + one.end())
        for one in re.finditer(_AMOUNT, match["amounts"])
    ]
