"""What a price is for: the words for an hour, a night, a month ... in English, Spanish and French."""

from functools import cache
from typing import Final

import re2

# Each alternative is one unit of the contract; longer words stand before their prefixes.
_HALF: Final = (
    r"(?P<half_hour>1/2\s?h(?:ou)?rs?|half[\s-]?(?:an?\s)?(?:hours?|hrs?|hr)|half|hhrs?|h/h|hh|media\s?hora"
    r"|demi[\s-]?heure|½\s?h(?:ou)?r?)"
)
_MINUTES: Final = r"(?P<minutes>\d{1,3})\s?(?:-\s?)?min(?:utes?|utos?|s)?"
_SEVERAL: Final = (
    r"(?P<several>[2-9]|1[0-2]|two|three|four|five|six|eight|dos|tres|cuatro|deux|trois|quatre)"
    r"\s?(?:-\s?)?(?:hours?|hrs?|horas|heures|h)"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "dos": 2, "tres": 3, "cuatro": 4, "deux": 2,
    "trois": 3, "quatre": 4,
}  # fmt: skip
_HOURS: Final = r"(?:1|one|full|una|une|full\s1)?\s?(?P<hour>hours?|hrs?|horas?|heures?|h)"
_VISIT: Final = (
    r"(?P<visit>visits?|sessions?|qv|quick\s?visits?|quickies?|qk|qks|short\s?stays?|ss|rapidit[oa]s?|visitas?|sesi[oó]n(?:es)?|"
    r"visites?|s[ée]ances?|appointments?|cita)"
)
_SHORT_TIMES: Final = (
    r"(?P<night>overnights?|nights?|noches?|nuit[ée]?e?s?)|(?P<day>days?|d[ií]as?|jour(?:n[ée]e)?s?|shifts?|turnos?)"
    rf"|(?P<week>weeks?|wks?|semanas?|semaines?)|(?P<month>months?|mos?|mes(?:es)?|mois)|{_VISIT}"
)
_OTHERS: Final = (
    rf"{_SHORT_TIMES}|(?P<year>years?|yrs?|annum|a[nñ]os?|ann?[ée]es?)"
    r"|(?P<piece>pieces?|pcs?|items?|units?|piezas?|unidad|pi[eè]ces?|bas?kets?|buckets?|boxes|box|bins?|kilos?|kg|room|cajas?|"
    r"cubetas?|trees?|plants?|rows?|vines?|lbs?|pounds?|bags?|trays?|flats?|cases?|pallets?|loads?|garments?|shirts?)"
)
_UNIT: Final = rf"(?:{_HALF}|{_MINUTES}|{_SEVERAL}|{_HOURS}|{_OTHERS})\b"
_ADVERB: Final = (
    r"(?P<hour_>hourly|horaires?)|(?P<day_>daily|diari[oa]s?|journali[eè]re?s?)|(?P<week_>weekly|semanal(?:es)?|hebdomadaires?)"
    r"|(?P<month_>monthly|mensual(?:es)?|mensuel(?:le)?s?)|(?P<year_>yearly|annually|annuali[sz]ed|annual|anual(?:es)?|annuel(?:le)?s?|p\.?a\b)|(?P<night_>nightly)"
)
_SEPARATORS: Final = r"[\s:=~>*|.,_\-–—→•·()]{0,4}"

# A full stop parts an age or an opening time from the price behind it.
_BEFORE_SEPARATORS: Final = r"[\s:=~>*|\-–—→•·()]{0,4}"

CONNECTED: Final = re2.compile(
    r"(?i)^\s{0,2}(?:(?:usd|us|dollars?|eur|euros?|gbp|gross|net|nets?|bruts?|brutos?|netos?|cash|plus\stips|"
    r"in\scash|\+|\(|\*|,)\s{0,2}){0,2}"
    r"(?:(?:/\s?per|/|\\|per|an?|each|every|p/|p\.|for\san?|for\sthe|for|x|por\scada|por|cada|pour|chaque|la|al|a\sla|el|par|de\sl['’]|l['’]|"
    r"the|toda\sla|toute\sla|all|full|the\swhole|per\severy|d['’])\s?(?:each\s)?"
    rf"{_UNIT}|(?:{_ADVERB})\b|p\.?h\b|an\s(?:hr|h)\b|(?:par\s|/\s?|l['’])(?P<year__>an)\b)"
)
LABEL_AFTER: Final = re2.compile(rf"(?i)^{_SEPARATORS}{_UNIT}")
LABEL_BEFORE: Final = re2.compile(
    rf"(?i)(?:^|[^A-Za-zÀ-ɏ0-9])(?:{_HALF}|{_MINUTES}|{_SEVERAL}|{_HOURS}|{_SHORT_TIMES})\b{_BEFORE_SEPARATORS}(?:is|are|for|at|only|just|from|desde|son|es|à|rate|pay|special)?{_BEFORE_SEPARATORS}$"
)
ADVERB_BEFORE: Final = re2.compile(
    rf"(?i)\b(?:{_ADVERB})\s(?:rates?|pay|wages?|salary|salaries|rent|fee|earnings|income|base\spay|base|salario|sueldo|pago|salaire|paie|"
    r"pay\srate|compensation|bonus)?[\s:=\-–—]{0,3}(?:(?:is|of|from|starts?\sat|starting\sat|de|up\sto|between|range)[\s:]{0,2}){0,2}$"
)


@cache
def _units_in(pattern: "re2._Regexp") -> tuple[tuple[str, int], ...]:
    """Group names and numbers of a pattern, asked of it once: the RE2 wrapper decodes them anew at every access."""
    return tuple((name, number) for name, number in pattern.groupindex.items() if name != "amount")


def read_unit(match: "re2._Match") -> str | None:
    """The contract's unit for a match of one of the patterns above, `None` when no unit took part."""
    for name, number in _units_in(match.re):
        if match.start(number) < 0:
            continue
        if name == "minutes":
            minutes = int(match[number])
            return {30: "half_hour", 60: "hour"}.get(minutes, f"{minutes}min")
        if name == "several":
            written = match[number].lower()
            return f"{60 * (_NUMBERS.get(written) or int(written))}min"
        return name.rstrip("_")
    return None
