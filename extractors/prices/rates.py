"""Rates written without a currency ("hh 100 h 160"): read only where several stand together or a rate word says so."""

import re
from collections.abc import Iterator
from typing import Final

import re2

from extractors.prices.amounts import read_amount
from extractors.prices.bare import Bare, is_part
from extractors.prices.counted import read_count
from extractors.prices.offers import find_in_and_out
from extractors.prices.rate import Rate
from extractors.prices.units import read_time, read_unit
from extractors.scanner import Scanner
from extractors.taken import Taken

# A full stop with a space behind it ends the sentence: "half hour. 455 Main St".
_SEPARATORS: Final = (
    r"(?:[^A-Za-z0-9\n,;!?.]{0,4}(?:is|for\san?|for\sthe|for|the|an|a|at|per|en|toda\sla|la|les?|l|l'|por|pour|est|una?)?\s?"
    # Leaders: "Half hour ........ 160".
    r"|\.{1,4}|\s?[._]{3,24}\s?)"
)
# "Size 4, 26\n1h 320": the next line begins anew.
_SEPARATORS_ON_A_LINE: Final = _SEPARATORS.replace(r"\s?", r" ?")
_LABEL: Final = (
    r"(?P<ninety>1[.,]5\s?(?:hours?|hrs?|h)|1h30|(?:(?:an|one|una|une)\s)?(?:hour|hr|hora|heure)\s(?:(?:and|n|&|\+)\s(?:a\s)?half|y\smedia|et\sdemie?))"
    r"|(?P<half_hour>half[\s-]?(?:an\s)?(?:hour(?:ly)?|hr)|hlf|hhrs?|hh|h/h|1/2\s?h(?:(?:ou)?r)?|media\s?hor(?:a|ita)|media|demi[\s-]?heure|la\sdemie|half)|(?:(?:qv|qk)\s)?(?P<minutes>\d{2}|1[025]0|180|240|fifteen|thirty|forty[\s-]?five|sixty|ninety|quince|treinta|quinze|trente)\s?m(?:in(?:utes?|utos?|s)?|n)?|(?P<quarter>quart\sd['’]heure)"
    r"|(?P<several>[2-9]|two|three|dos|tres|four|five|deux|trois)\s?(?:hours?|hrs?|horas|heures|h)|(?P<night>(?:full\s|all\s)?(?:over\s?nights?|over\s?nites?|(?:stay|sleep)s?[\s-]?overs?|night|nite|nighter|long\s?time|(?:toda\sla\s)?noche|nuit|amanecida)(?:\s?\([^()\n]{1,16}\))?)|(?:(?:1|one|full|una|une)\s?)?(?P<hour>hour(?:ly)?|hr|hora|horita|heure|h|full)"
    r"|(?P<day>(?:whole|full|entire|all)[\s-]?day|journ[ée]e\scompl[eè]te|d[ií]a\s(?:completo|entero))|(?P<visit>(?:flat\s)?(?:per\s|a\s|each\s|every\s)visit|quickies?|qv|quick(?:\s?visit)?|short\s?visits?|qk|short\s?stay|short\s?time|shot|ss|session|visita)"
)
_AMOUNT: Final = r"(?P<amount>[1-9]\d{1,3}|[1-9],\d{3}|[1-9]\d?(?:\.\d)?k)"
_BEFORE: Final = Scanner(rf"\b(?:{_LABEL}){_SEPARATORS}{_AMOUNT}\b")
_AFTER: Final = Scanner(
    rf"\b{_AMOUNT}{_SEPARATORS_ON_A_LINE}(?:{_LABEL}|(?P<piece>each|apiece|c/u)|(?P<hour_>p\.?h))\b"
)
_RATE_WORDS: Final = re2.compile(
    r"(?i)\b(?:rates?|donations?|specials?|prices?|tarifas?|precios?|donativos?|tarifs?|prix|cadeaux?|incall|outcall|roses|in/out)\b"
)
# Without a unit: what is asked for going out, or in advance. Read only beside rates that have one.
_EXTRA: Final = Scanner(
    r"\b(?:outcalls?|out\scalls?|taxi|uber|fare|voy\sa\stu\s(?:casa|hotel)|salidas?(?:\sa\s(?:hotel(?:es)?|domicilio))?|d[ée]placements?|deposits?|dep[oó]sito|anticipo|acompte|arrhes|advance)"
    r"(?:\s(?:required|needed|requis|only))?[^A-Za-z0-9\n,;!?.]{0,3}(?:(?:is|of|de|from|desde|starts\sat|starting\sat)\s)?(?P<amount>[1-9]\d{1,3})\b"
    # "Can come to you for 50 extra".
    r"|(?:\b(?:for|with|add|plus|por|pour)\s|\(\+\s?)(?P<more>[1-9]\d{1,3})(?:\s(?:extra|more|m[aá]s|de\splus|for\s(?:taxi|travel|gas|uber|hotel))\b|\))"
    r"|\bextra\s(?P<added>[1-9]\d{1,3})\b"
    r"|\b(?P<down>[1-9]\d{1,3})\s(?:deposit|dep|up\s?front)\b"
    r"|\b(?:couples?|price|room|parejas?|duo)\s?\+\s?(?P<plus>[1-9]\d{1,3})\b"
)
# "25 an hour" says what is paid, whatever the sum.
_ASKED_FOR: Final = re2.compile(r"(?i)\b(?:for|at|charge|ask|only|is|cost|pay)\s\d{2,3}\s(?:an|per)\shour\b")
# "90 is 380", "80 for 15".
_COUNT: Final = Scanner(
    r"\b(?P<count>30|45|60|90|120)\s(?:is|=|for|at)\s(?P<amount>[1-9]\d{1,2}[05])\b"
    r"|\b(?P<sum>[1-9]\d{1,2}[05]|[2-9][05])\sfor\s(?P<minutes>15|20|30|45|60|90)\b"
)
_COUNTS_ELSE: Final = re.compile(r"\s?(?:min|of|people|guys|days?|years?|[%:.]\d?)")
_UNIT_AFTER_WORDS: Final = re.compile(
    rf"(?i)(?:\s(?:for|an|a|the|per|for\san?|for\sthe|la|por|l'|par|pour))?\s?/?\s?(?:{_LABEL})\b"
)
_UNIT_BEFORE_WORDS: Final = re.compile(
    rf"(?i)(?:^|[^A-Za-z0-9])(?:{_LABEL})[\s:=-]{{1,3}}(?:is\s|for\s|est\s|at\s|son\s)?$"
)
_Pair = tuple[float, str | None, int, int]
"""Amount, unit, start and end."""
_DEAR_CURRENCIES: Final = frozenset(("", "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "SGD"))
_LEAST: Final = 20
_MOST: Final = 99_999
_LEAST_NIGHT: Final = 300
_LAST_HOUR: Final = 24
# "Session 75 min $160".
_MINUTES_NEXT: Final = re.compile(r"\s?min(?:ute)?s?\b")
_NEXT: Final = 24
_MINUTES_BEHIND: Final = re.compile(r"(?i)h[0-5]\d$")


def find_bare_rates(bare: Bare) -> Iterator[Rate]:
    """Yield rates that carry no currency."""
    text, taken = bare.text, bare.taken
    pairs = [*_choose_side(text, taken), *_read_worded(bare)]
    if not pairs and not len(taken):
        yield from find_in_and_out(bare)
        return
    for _, _, start, end in pairs:
        taken.add(start, end)
    told = pairs and (_is_rate(pairs[0], bare.named) or _ASKED_FOR.search(text) or _RATE_WORDS.search(text))
    if len(taken) < 2 and not told:
        return
    for amount, per, start, end in (*pairs, *_read_counts(text, taken), *_read_extras(text, taken)):
        yield Rate(amount, bare.named or "USD", per, start, end, 0.75 if bare.named else 0.55)


def _choose_side(text: str, taken: Taken) -> list[_Pair]:
    before = _collect(_BEFORE, text, taken)
    after = _collect(_AFTER, text, taken)
    # In "hh 100 h 160" every amount has a label on both sides but the last: the side with more pairs is the writer's.
    leads = len(before) > len(after) or (len(before) == len(after) and _opens_with_label(text, before))
    chosen, others = (before, after) if before and leads else (after, before)
    return chosen + _keep_apart(chosen, others)


def _keep_apart(chosen: list[_Pair], others: list[_Pair]) -> list[_Pair]:
    """Pairs of the other side that share nothing with the chosen ones: "300/hh, dinner date (3 hours) 1,100"."""
    if not chosen or not others:
        return []
    spans = Taken((start, end) for _, _, start, end in chosen)
    return [pair for pair in others if not spans.overlaps(pair[2], pair[3])]


def _collect(scanner: Scanner, text: str, taken: Taken) -> list[_Pair]:
    found: list[_Pair] = []
    for start, match in scanner.find(text):
        amount = read_amount(match["amount"])
        end = start + match.end()
        if _MINUTES_NEXT.match(text, end):
            # In "320 hr / 90 mins 450" the label begins anew.
            part = start + match.start("amount")
            found += [
                (*pair[:2], part + pair[2], part + pair[3])
                for pair in _collect_short(scanner, text[part : part + _NEXT])
            ]
            continue
        if (
            not _LEAST <= amount <= _MOST
            or _is_clock(amount, match)
            or taken.overlaps(start, end)
            or is_part(text, start, end)
        ):
            continue
        if per := read_unit(match):
            found.append((amount, per, start, end))
    return found


def _collect_short(scanner: Scanner, text: str) -> list[_Pair]:
    """The pair that opens a short text."""
    for start, match in scanner.find(text):
        per = read_unit(match)
        if start == 0 and per and _LEAST <= read_amount(match["amount"]) <= _MOST:
            return [(read_amount(match["amount"]), per, 0, match.end())]
    return []


def _is_clock(amount: float, match: "re.Match[str]") -> bool:
    """ "Après 22 h", "de 12 a 23 h" and "18h30" tell the time."""
    is_short = match["hour"] in ("h", "H")
    return (is_short and amount <= _LAST_HOUR) or (
        (is_short or match["several"] is not None) and _MINUTES_BEHIND.search(match.group()) is not None
    )


def _read_worded(bare: Bare) -> list[_Pair]:
    """Amounts in words with a unit beside them: "one twenty for 90 minutes", "30 minutes is ninety"."""
    found: list[_Pair] = []
    for amount, start, end in bare.worded:
        if not _LEAST <= amount <= _MOST or amount % 5 or bare.taken.overlaps(start, end):
            continue
        after = _UNIT_AFTER_WORDS.match(bare.text[end : end + 32])
        match = after or _UNIT_BEFORE_WORDS.search(bare.text[max(0, start - 32) : start])
        if not match and found and (counted := read_count(bare.text, end, [(found[-1][1] or "", found[-1][3])])):
            found.append((amount, counted[0], start, counted[1]))
        if match:
            found.append((amount, read_unit(match), start, end + after.end() if after else end))
    return found


def _read_counts(text: str, taken: Taken) -> list[_Pair]:
    """Counts of minutes beside other rates: "45 min is 220, hr 260, 90 is 380"."""
    found: list[_Pair] = []
    for start, match in _COUNT.find(text):
        group, minutes = ("amount", match["count"]) if match["count"] else ("sum", match["minutes"])
        first, end = start + match.start(group), start + match.end(group)
        last = start + match.end()
        if not is_part(text, start, last) and not _COUNTS_ELSE.match(text, last) and taken.add(first, end):
            found.append((float(match[group]), read_time(minutes), first, end))
    return found


def _read_extras(text: str, taken: Taken) -> list[_Pair]:
    found: list[_Pair] = []
    for start, match in _EXTRA.find(text):
        group = match.lastgroup or "amount"
        first, end = start + match.start(group), start + match.end(group)
        amount = int(match[group])
        if amount >= _LEAST and not taken.overlaps(first, end) and not is_part(text, start, end):
            found.append((amount, None, first, end))
    return found


def _opens_with_label(text: str, before: list[_Pair]) -> bool:
    """Whether the first label belongs to the amount behind it; in "100 qk 150 hh 250 hr" it does not."""
    return not before or not any(sign.isdigit() for sign in text[max(0, before[0][2] - 3) : before[0][2]])


def _is_rate(pair: _Pair, currency: str) -> bool:
    """Whether a lone pair reads as a rate: a round amount of the usual size for an hour or less."""
    amount, per, _, _ = pair
    if per == "night":
        return amount % 50 == 0 and amount >= _LEAST_NIGHT
    most = 800 if currency in _DEAR_CURRENCIES else _MOST
    return per in {"hour", "half_hour", "15min", "visit"} and amount % 10 == 0 and 60 <= amount <= most
