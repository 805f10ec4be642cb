"""What a price is for: the words for an hour, a night, a month ... in English, Spanish and French.

These patterns see only the few dozen characters beside an amount, so that even a backtracking engine is bounded; the
standard one starts in a tenth of the time that RE2's wrapper takes.
"""

import re
from typing import Final

WINDOW: Final = 48
"""The most characters before or behind an amount in which its unit is looked for."""

_AND_A_HALF: Final = (
    r"(?P<ninety>(?:1|one|an|una|une)?\s?(?:hours?|hrs?|hora|heure|h)\s(?:and\sa\shalf|y\smedia|et\sdemie?)|1[.,]5\s?(?:hours?|hrs?|horas?|heures?|h)"
    r"|1\s?h\s?30)"
)
# Each alternative is one unit of the contract; longer words stand before their prefixes.
_HALF: Final = (
    r"(?P<half_hour>1/2\s?h(?:ou)?rs?|half[\s-]?(?:an?\s)?(?:hours?|hrs?|hr)|half|hhrs?|h/h|hh|media\s?hora"
    r"|demi[\s-]?heure|½\s?h(?:ou)?r?)"
)
_MINUTES: Final = r"(?:(?P<minutes>\d{1,3})\s?(?:-\s?)?min(?:utes?|utos?|s)?|(?P<minute>minutes?|min(?:uto)?))"
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
    r"(?P<visit>visits?|sessions?|qv|quick\s?visits?|quickies?|qk|qks|short\s?stays?|short\s?times?|ss|rapidit[oa]s?|visitas?|"
    r"sesi[oó]n(?:es)?|visites?|s[ée]ances?|appointments?|cita)"
)
_SHORT_TIMES: Final = (
    r"(?P<night>overnights?|nights?|noches?|nuit[ée]?e?s?|long\s?times?)|(?P<day>days?|d[ií]as?|jour(?:n[ée]e)?s?|shifts?|turnos?)"
    rf"|(?P<week>weeks?|wks?|semanas?|semaines?)|(?P<month>months?|mos?|mes(?:es)?|mois)|{_VISIT}"
)
_OTHERS: Final = (
    rf"{_SHORT_TIMES}|(?P<year>years?|yrs?|annum|a[nñ]os?|ann?[ée]es?)"
    r"|(?P<piece>pieces?|pcs?|items?|units?|piezas?|unidad|pi[eè]ces?|bas?kets?|buckets?|boxes|box|bins?|kilos?|kg|room|cajas?|"
    r"cubetas?|trees?|plants?|rows?|vines?|lbs?|pounds?|bags?|trays?|flats?|cases?|pallets?|loads?|garments?|shirts?|photos?|videos?|"
    r"fotos?|v[ií]deos?)"
)
_UNIT: Final = rf"(?:{_AND_A_HALF}|{_HALF}|{_MINUTES}|{_SEVERAL}|{_HOURS}|{_OTHERS})\b"
_ADVERB: Final = (
    r"(?P<hour_>hourly|horaires?)|(?P<day_>daily|diari[oa]s?|journali[eè]re?s?)|(?P<week_>weekly|semanal(?:es)?|hebdomadaires?)"
    r"|(?P<month_>monthly|mensual(?:es)?|mensuel(?:le)?s?)|(?P<year_>yearly|annually|annuali[sz]ed|annual|anual(?:es)?|annuel(?:le)?s?|p\.?a\b)|(?P<night_>nightly)"
)
_EACH: Final = r"(?P<piece_>each|apiece|c/u|cada\sun[oa]|la\spi[eè]ce|chacune?)"
# A full stop with a space behind it ends the sentence and with it the price: "weekends + $2. Shifts start at six".
_SEPARATORS: Final = r"[\s:=~>*|,_\-–—→•·()]{0,4}(?:\.{1,4}(?=\S))?"
# A full stop parts an age or an opening time from the price behind it.
_BEFORE_SEPARATORS: Final = r"[\s:=~>*|\-–—→•·()]{0,4}"

CONNECTED: Final = re.compile(
    # "3000 rs, full night 8000": behind a comma the next price begins.
    r"(?i)\s{0,2}(?!,\s{0,2}(?:full|all|the|for|el|la|x|pour|pour)\b)(?:(?:usd|us|dollars?|eur|euros?|gbp|gross|net|nets?|bruts?|brutos?|netos?|cash|plus\stips|"
    r"in\scash|\+|\(|\*|,)\s{0,2}){0,2}"
    r"(?:(?:/\s?per|/|\\|per|an?|each|every|p/|p\.|for\san?|for\sthe|for|x|por\scada|por|cada|pour|chaque|la|al|a\sla|el|par|de\sl['’]|l['’]|"
    r"the|toda\sla|toute\sla|all|full|the\swhole|per\severy|d['’])\s?(?:each\s)?"
    rf"{_UNIT}|(?:{_ADVERB})\b|p\.?h\b|an\s(?:hr|h)\b|(?:par\s|/\s?|l['’])(?P<year__>an)\b|{_EACH}(?!\w)"
    # "$120 / 30" counts minutes; "$120 / 30 days" does not.
    r"|/\s?(?P<minutes_>15|20|30|45|60|90|120)(?![.,]?\d|\s?[A-Za-z/-]))"
)
LABEL_AFTER: Final = re.compile(rf"(?i){_SEPARATORS}{_UNIT}")
LABEL_BEFORE: Final = re.compile(
    rf"(?i)(?:^|[^A-Za-zÀ-ɏ0-9])(?:{_AND_A_HALF}|{_HALF}|{_MINUTES}|{_SEVERAL}|{_HOURS}|{_SHORT_TIMES})\b"
    rf"{_BEFORE_SEPARATORS}(?:is|are|for|at|only|just|from|desde|son|es|à|rate|pay|special)?{_BEFORE_SEPARATORS}$"
)
ADVERB_BEFORE: Final = re.compile(
    rf"(?i)\b(?:(?:{_ADVERB})|(?P<hour__>hour)(?=\srate)|(?P<day__>day)(?=\srate)|(?P<week__>week)(?=\srate))\s(?:rates?|pay|wages?|salary|salaries|rent|fee|earnings|income|base\spay|base|salario|sueldo|pago|salaire|paie|"
    r"pay\srate|compensation|bonus)?[\s:=\-–—]{0,3}(?:(?:is|of|from|starts?\sat|starting\sat|de|up\sto|between|range)[\s:]{0,2}){0,2}$"
)


def read_unit(groups: dict[str, str | None]) -> str | None:
    """The contract's unit for the named groups of a match of one of the patterns above, `None` where none took part."""
    for name, written in groups.items():
        if written is None or name == "amount":
            continue
        if name in {"minutes", "minutes_"}:
            minutes = int(written)
            return {30: "half_hour", 60: "hour"}.get(minutes, f"{minutes}min")
        if name == "several":
            return f"{60 * (_NUMBERS.get(written.lower()) or int(written))}min"
        return {"ninety": "90min", "minute": "1min"}.get(name, name.rstrip("_"))
    return None
