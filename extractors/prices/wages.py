"""Wages of job ads written without a currency: "20 per hour cash", "sueldo 2500 semanales", "salary 15,000-18,000"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.amounts import read_amount
from extractors.prices.bare import Bare
from extractors.prices.rate import Rate
from extractors.scanner import Scanner

_NUMBER: Final = r"\d{1,3}(?:[,.]\d{3})+|\d{1,6}(?:\.\d{2})?k?"
_NET: Final = r"(?:\s?(?:extra|more|netos?|brutos?|nets?|bruts?|gross|cash))?"
_UNIT: Final = (
    r"(?:(?P<hour>(?:/|per\s|an\s|por\s|la\s|par\s|de\sl')\s?(?:hour|hr|h|hora|heure)|hourly|p/?h)"
    r"|(?P<day>(?:/|per\s|a\s|por\s|al\s|par\s)\s?(?:day|shift|d[ií]a|turno|jour)|daily|diarios?)"
    r"|(?P<night>(?:/|per\s|a\s|por\s|par\s)\s?(?:night|noche|nuit)|nightly)"
    r"|(?P<week>(?:/|per\s|a\s|por\s|a\sla\s|par\s)\s?(?:week|wk|semana|semaine)|weekly|wkly|semanal(?:es)?)"
    r"|(?P<month>(?:/|per\s|a\s|por\s|al\s|par\s)\s?(?:month|mo|mes|mois)|monthly|mensual(?:es)?|mensuels?|p\.?m)"
    r"|(?P<year>(?:/|per\s|a\s|por\s|al\s|par\s)\s?(?:year|yr|annum|a[nñ]o|an)|yearly|annually|annuels?|anual(?:es)?|p\.?a))\b"
)
# Boxes and calls an hour have their noun between, and no word for pay before.
_PAID: Final = Scanner(
    r"\b(?:up\sto|hasta|gets?|pido|cobro|gano|bed|beds|bunkhouse|available|diem|fee|make|making|guarantee\w{0,2}|clear|housing|lodging|rent|room|board|bunk|meals|hospedaje|comidas?|renta|logement|loyer|repas|after\sthat|pay\w{0,3}|paid|wages?|salary|salaries|rate|earn\w{0,4}|starts?|starting|at|from|making|pago|pagamos|sueldos?|salarios?|ganas?|salaires?)\s?:?\s?"
    rf"(?:at\s|is\s|of\s|from\s|for\s|de\s|up\sto\s|hasta\s)?(?P<low>{_NUMBER})(?:\s?(?:-|to|a|à)\s?(?P<high>{_NUMBER}))?{_NET}\s?{_UNIT}"
)
# "Servers 2.83/hr" and "900-1200 a week": cents, or a span of hundreds, by the hour or week are money.
_EXACT: Final = Scanner(rf"\b(?P<low>\d{{1,3}}\.\d{{2}})(?:\s?(?:-|to|a|à)\s?(?P<high>\d{{1,3}}\.\d{{2}}))?\s?{_UNIT}")
_SPAN: Final = Scanner(rf"\b(?P<low>[1-9]\d{{2,5}})\s?(?:-|–|to)\s?(?P<high>[1-9]\d{{2,5}})\s?{_UNIT}")
_GLUED: Final = Scanner(r"\b(?P<low>[1-9]\d?\.\d\d)\s?(?P<hour>hr)\b")
_OF_A_SHIFT: Final = Scanner(r"\bshift\s(?P<low>[1-9]\d)\s(?P<hour>hr)\b")
_SLASHED: Final = Scanner(r"\b(?P<low>\d{2,3})(?:\s?(?:-|–)\s?(?P<high>\d{2,3}))?/(?P<hour>hr|hour)\b")
# "Finish guys 24-26 an hr".
_SPAN_AN_HOUR: Final = Scanner(r"\b(?P<low>\d{2})\s?(?:-|–|to)\s?(?P<high>\d{2})\s(?:an|per)\s(?P<hour>hr|hour)\b")
_DAILY: Final = Scanner(r"\b(?P<low>[89][05]|[1-9]\d[05])(?:/|\sa\s|\sper\s)(?P<day>day)\b")
_MILE: Final = Scanner(r"(?:^|\s)(?P<low>0?\.\d\d|[1-9]\.\d\d)\s?(?:per|a|/)\s?(?:mile|mi|km)\b")
# "95 a square", "75 per cabin", "doors 3.25 each": two beds per room are no pay.
_PIECE: Final = Scanner(
    r"(?:\b|\s)(?P<low>[2-9]\d|[1-9]\d\d|[1-9]\d?\.\d\d|0?\.\d\d)\s(?:(?:an?|per)\s(?:square|cabin|cottage|villa|room|house|home|apartment|unit|load|door|box|bin|job|stop|window|car|head|acre|ton|pallet|clean|piece|delivery|drop|tree|row|vine|tray|basket|bucket|lug|crate|sack|bag|carton|kilo|pound|lb)\b|each\b|apiece\b)"
)
# "Bonus 250 if you stay".
_BONUS: Final = Scanner(
    r"\b(?:bonus|sign-?on|retention|referral)\s(?:of\s|is\s|bonus\s|=\s)?(?P<low>[1-9]\d{2,4}|[1-9]\d?,\d{3})\b"
)
# "(19.00 first 3 mo)", beside a wage by the hour; a clock has its words or round quarters.
_CENTS: Final = Scanner(r"\b(?P<low>[1-9]\d?\.\d\d)\b")
_NOT_PAID: Final = re.compile(
    r"(?i)\s?(?:am|pm|a\.m|p\.m|h\b|hours?|hrs?|hs|mi\b|miles?|km|kg|lbs?|acres?|stars?|m\b|ft|%|gpa|noon|start|finish|(?:to|-|–|till?)\s?\d)"
)
_CLOCK_BEFORE: Final = re.compile(
    r"(?i)(?:\b(?:open|opens|close|closes|at|from|to|till?|until|by|between|and|start\w{0,3}|v(?:ersion)?)\s|[-–:]\s?)$"
)
_ALIKE: Final = 1.6
_UNIT_BEHIND: Final = re.compile(rf"(?i)\s(?:dollars\s|bucks\s)?{_UNIT}")
_AS_WAGE: Final = Scanner(
    rf"\b(?P<low>\d{{1,3}}(?:\.\d{{2}})?)\s?{_UNIT}\s?(?:\+|plus|cash|gross|net|tips|doe|and\stips|to\sstart)"
)
# "Day rate 350", "hourly pay 18".
_RATED: Final = Scanner(
    rf"\b(?:(?P<hour>hour(?:ly)?)|(?P<day>da(?:y|ily))|(?P<night>night(?:ly)?)|(?P<week>week(?:ly)?)|(?P<month>month(?:ly)?)|(?P<year>yearly|annual))"
    rf"\s(?:rate|pay|wage|salary)\s?(?:is|of|:|=|-)?\s?(?P<low>{_NUMBER})(?:\s?(?:-|to)\s?(?P<high>{_NUMBER}))?\b"
)
# "Salary 45k", "salaire 1900 net", "sueldo de 12,000": pay whose time is not said.
_UNSAID: Final = Scanner(
    r"\b(?:salary|salaries|wages?|pay|sueldos?|salarios?|salaires?|sahod|r[eé]mun[eé]ration)\s?(?:is|of|de|up\sto|hasta|from|range)?\s?:?\s?"
    rf"(?P<low>[1-9]\d{{1,2}}k|\d{{1,3}}[,.]\d{{3}}|[1-9]\d?\.\d\d|[1-9]\d{{2,5}})(?:\s?(?:-|–|to|a|à)\s?(?P<high>{_NUMBER}))?(?P<net>\s?(?:net|brut|gross)(?:[aeo]s?)?\b|/[-=])?"
)
# "12,500 per month": what is counted by the month in thousands, with no noun between, is pay.
_LARGE: Final = Scanner(
    rf"\b(?P<low>\d{{1,3}}(?:[,.]\d{{3}})+|[1-9]\d{{3,5}}|[1-9]\d{{1,2}}k|[1-9]\d?(?:\.\d\d?)?\s?(?:lakhs?|lacs?))(?:\s?(?:-|to|a|à)\s?(?P<high>\d{{1,3}}(?:[,.]\d{{3}})+|[1-9]\d{{3,5}}|[1-9]\d{{1,2}}k))?{_NET}\s?{_UNIT}"
)
_BOUNDS: Final = {
    "hour": (2, 1000),
    "day": (20, 20_000),
    "night": (20, 20_000),
    "week": (50, 50_000),
    "month": (300, 500_000),
    "year": (8000, 10**7),
}
# "NT 27,000": a currency that we do not know is not the ad's own.
_CODE: Final = re.compile(r"\b(?!CTC)[A-Z]{2,3}\$?\s?$")
_UNIT_WINDOW: Final = 28
_FORBIDDEN_BEFORE: Final = frozenset(".,$€£#:-@")


def find_bare_wages(bare: Bare) -> Iterator[Rate]:
    """Yield wages of a job ad that carry no currency."""
    for scanner in (
        _PAID,
        _RATED,
        _EXACT,
        _SPAN,
        _GLUED,
        _OF_A_SHIFT,
        _SLASHED,
        _SPAN_AN_HOUR,
        _DAILY,
        _AS_WAGE,
        _LARGE,
    ):
        for offset, match in scanner.find(bare.text):
            groups = match.groupdict()
            per = next(unit for unit in _BOUNDS if groups.get(unit))
            for group in ("low", "high"):
                if groups.get(group):
                    yield from _read_wage(bare, (match, group), offset, per)
    yield from _read_unsaid(bare)
    for scanner, unit_of in ((_PIECE, "piece"), (_BONUS, None), (_MILE, None)):
        for offset, match in scanner.find(bare.text):
            start, end = offset + match.start("low"), offset + match.end("low")
            if bare.taken.add(start, end):
                yield Rate(read_amount(match["low"]), bare.named or "USD", unit_of, start, end, 0.55)
    for amount, start, end in bare.worded:
        # "Bunkhouse seventy-five a week"; a plain unit would be a count of hours or days.
        unit = _UNIT_BEHIND.match(bare.text[end : end + _UNIT_WINDOW])
        if unit and bare.taken.add(start, end):
            per = next(name for name in _BOUNDS if unit[name])
            yield Rate(amount, bare.named or "USD", per, start, end + unit.end(), 0.6)


def find_cents(bare: Bare, hourly: list[float]) -> Iterator[Rate]:
    """Yield amounts in dollars and cents without a unit that are much like the wages by the hour of the same ad."""
    for offset, match in _CENTS.find(bare.text):
        start, end = offset, offset + match.end()
        amount = float(match["low"])
        alike = any(max(amount, wage) <= _ALIKE * min(amount, wage) for wage in hourly)
        behind, before = bare.text[end : end + 12], bare.text[max(0, start - 12) : start]
        if not alike or before[-1:] in _FORBIDDEN_BEFORE or _NOT_PAID.match(behind) or _CLOCK_BEFORE.search(before):
            continue
        if behind[:1] not in {"-", "–", "/"} and bare.taken.add(start, end):
            yield Rate(amount, bare.named or "USD", "hour", start, end, 0.6)


def _read_unsaid(bare: Bare) -> Iterator[Rate]:
    for offset, match in _UNSAID.find(bare.text):
        if match["low"].isdigit() and not match["net"]:
            continue
        for group in ("low", "high"):
            start, end = offset + match.start(group), offset + match.end(group)
            if match[group] and not _CODE.search(bare.text[max(0, start - 5) : start]) and bare.taken.add(start, end):
                yield Rate(read_amount(match[group]), bare.named or "USD", None, start, end, 0.55)


def _read_wage(bare: Bare, found: tuple[re.Match[str], str], offset: int, per: str) -> Iterator[Rate]:
    match, group = found
    amount = read_amount(match[group])
    least, most = _BOUNDS[per]
    start, end = offset + match.start(group), offset + match.end(group)
    if _CODE.search(bare.text[max(0, start - 5) : start]):
        return
    cut_out = group == "low" and bare.text[max(0, start - 1) : start] in _FORBIDDEN_BEFORE
    if not least <= amount <= most or cut_out:
        return
    if bare.taken.add(start, end):
        yield Rate(amount, bare.named or "USD", per, start, offset + match.end(), 0.7 if bare.named else 0.55)
