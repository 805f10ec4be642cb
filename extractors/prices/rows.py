"""A row of times and a row of amounts: "15/30/60 = 70/110/180", "hh/hr/2hr: 120/200/380"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.bare import Bare
from extractors.prices.currencies import name_currency
from extractors.prices.rate import Rate
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
# Pairs one after another: "30/200 45/250 60/300", "400 / 60, 600 / 90".
_PAIR: Final = re.compile(
    r"(?<![\d/.:$€£-])(?P<left>[1-9]\d{1,3})\s?/\s?(?P<right>[1-9]\d{1,3})(?![\dA-Za-z/:%-]|\.\d|\s?/|\s(?:min|hour|h)\b)"
)
_PAIRS_APART: Final = frozenset({"", ",", ";", "|", "•", "&", "and"})
_MINUTES: Final = frozenset({"15", "20", "30", "45", "60", "90", "120", "180"})
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


def find_pairs(bare: Bare) -> Iterator[Rate]:
    """Yield the prices of pairs of minutes and sums, two at least, both rising, the minutes on one side throughout."""
    run: list[re.Match[str]] = []
    for match in (*_PAIR.finditer(bare.text), None):
        if match and run and bare.text[run[-1].end() : match.start()].strip() in _PAIRS_APART:
            run.append(match)
            continue
        yield from _read_pairs(bare, run)
        run = [match] if match else []


def _read_pairs(bare: Bare, run: list[re.Match[str]]) -> Iterator[Rate]:
    if len(run) < 2 or _GOES_ON.match(bare.text[run[-1].end() :][:_WINDOW]):
        return
    for times, sums in (("left", "right"), ("right", "left")):
        minutes = [match[times] for match in run]
        amounts = [int(match[sums]) for match in run]
        rising = amounts == sorted(set(amounts)) and [int(one) for one in minutes] == sorted({int(m) for m in minutes})
        usual = _MINUTES.issuperset(minutes) and not {"30", "60"}.isdisjoint(minutes)
        if rising and usual and all(sum_ % 5 == 0 and sum_ > int(m) for sum_, m in zip(amounts, minutes, strict=True)):
            for match in run:
                if bare.taken.add(*match.span(sums)):
                    yield Rate(float(match[sums]), bare.named or "USD", read_time(match[times]), *match.span(sums), 0.7)
            return


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
