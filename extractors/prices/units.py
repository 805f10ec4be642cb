"""What a price is for: the words for an hour, a night, a month ... in English, Spanish and French.

These patterns see only the few dozen characters beside an amount, so that even a backtracking engine is bounded; the
standard one starts in a tenth of the time that RE2's wrapper takes.
"""

import re
from typing import Final

_SPACES: Final = re.compile(r"[\s-]")
_SERVICE: Final = (
    r"(?:massages?|sessions?|deep|tissue|swedish|thai|relax\w{0,6}|sensual|facials?|scrubs?|nuru|tantra|dates?|shows?|calls?|appointments?|masajes?|"
    r"sesi[oó]n|servicio|s[ée]ance|rendez-vous|rdv|full|body|oil|hot|stones?|aroma\w{0,7}|foot|visits?|incall|outcall|bookings?)"
)
"""What is had for a time: "1 hour massage 600 THB"."""
WINDOW: Final = 48
"""The most characters before or behind an amount in which its unit is looked for."""

_AND_A_HALF: Final = (
    r"(?P<ninety>(?:1|one|an|una|une)?\s?(?:hours?|hrs?|hora|heure|h)\s(?:(?:and|n|&|\+)\s(?:a\s)?half|y\smedia|et\sdemie?)|1[.,]5\s?(?:hours?|hrs?|horas?|heures?|h)"
    r"|1\s?h\s?30)"
)
# Each alternative is one unit of the contract; longer words stand before their prefixes.
_HALF: Final = (
    r"(?P<half_hour>(?:1/2|½)\s?h(?:(?:ou)?rs?|ora|eure)?|half[\s-]?(?:an?\s)?(?:hours?|hrs?|hr)|half(?!\s(?:days?|nights?|off|price))|hhrs?|h/h|hh|media\s?hor(?:a|ita)|media(?=\s?(?:[,.;)/|\n]|$))"
    r"|demi[\s-]?heure|la\sdemie|½\s?h(?:ou)?r?)"
)
_MINUTES: Final = (
    # "30' ..... 35 euros", but "5'4" is a height.
    r"(?:(?P<prime>(?:15|20|30|40|45|60|75|90|120)(?=\s?['’′´](?!\d)))|(?P<minutes>\d{1,3}|fifteen|twenty|thirty|forty[\s-]?five|sixty|ninety|quince|veinte|treinta|cuarenta\sy\scinco|sesenta|noventa|"
    r"quinze|vingt|trente|quarante[\s-]cinq|soixante)\s?(?:-\s?)?(?:min(?:utes?|utos?|s)?|mn)|(?P<quarter>quart\sd['’]heure)|(?P<minute>minutes?|min(?:uto)?(?!\s?\d)))"
)
_SEVERAL: Final = (
    r"(?P<several>[2-9](?<!\d/\d)|1[0-2]|two|three|four|five|six|eight|dos|tres|cuatro|deux|trois|quatre)"
    r"\s?(?:-\s?)?(?:hours?|hrs?|horas|heures|h)"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "dos": 2, "tres": 3, "cuatro": 4, "deux": 2,
    "trois": 3, "quatre": 4, "fifteen": 15, "twenty": 20, "thirty": 30, "fortyfive": 45, "sixty": 60, "ninety": 90,
    "quince": 15, "veinte": 20, "treinta": 30, "cuarentaycinco": 45, "sesenta": 60, "noventa": 90, "quinze": 15,
    "vingt": 20, "trente": 30, "quarantecinq": 45, "soixante": 60,
}  # fmt: skip
_HOURS: Final = (
    r"(?:(?:1|one|full|una|une|full\s1|full\s?-)?\s?(?P<hour>hours?|hrs?|horas?|horita|heures?|h)"
    # "$140 half, $240 full", but "full body".
    r"|(?P<hour_full>full(?:\sone)?|entera|enti[eè]re)(?=\s?(?:[,.;)|/\n]|\d|\$|$)))"
)
_VISIT: Final = (
    r"(?P<visit>visits?|sessions?|qv|quick\s?visits?|quickies?|qk|qks|short\s?stays?|short\s?times?|ss|rapidit[oa]s?|visitas?|"
    r"sesi[oó]n(?:es)?|visites?|s[ée]ances?|appointments?|cita)"
)
_SHORT_TIMES: Final = (
    r"(?P<night>over\s?ni(?:ght|te)s?|(?:stay|sleep)s?[\s-]?overs?|amanecidas?|ni(?:ght|te)s?(?!\s(?:shift\s)?(?:diff|prem))|noches?|nuit[ée]?e?s?|long\s?times?)|(?P<day>days?(?<!half.day)(?<!half.days)|d[ií]as?|jour(?:n[ée]e)?s?|jornadas?|shifts?(?!\s(?:diff|prem))|turnos?)"
    rf"|(?P<week>weeks?|wks?|semanas?|semaines?)|(?P<month>months?|mths?|mos?|mes(?:es)?|mois)|{_VISIT}"
)
_OTHERS: Final = (
    rf"{_SHORT_TIMES}|(?P<year>years?|yrs?|annum|a[nñ]os?|ann?[ée]es?)"
    r"|(?P<piece>pieces?|pcs?|items?|units?|piezas?|unidad|pi[eè]ces?|bas?kets?|buckets?|boxes|box|bins?|kilos?|kg|room|cajas?|"
    r"cubetas?|trees?|plants?|rows?|vines?|lbs?|pounds?|bags?|trays?|flats?|cases?|pallets?|loads?|garments?|shirts?|photos?|videos?|stamps?|nails?|uñas?|pages?|words?|"
    r"fotos?|v[ií]deos?)"
)
HOURS: Final = rf"{_AND_A_HALF}|{_HALF}|{_MINUTES}|{_SEVERAL}|{_HOURS}"
_UNIT: Final = rf"(?:{HOURS}|{_OTHERS})\b"
_WRITTEN: Final = re.compile(rf"(?i){_UNIT}")
_ADVERB: Final = (
    r"(?P<hour_>hourly|horaires?)|(?P<day_>daily|diari[oa]s?|journali[eè]re?s?)|(?P<week_>weekly|wkly|semanal(?:es)?|hebdomadaires?)"
    r"|(?P<month_>monthly|mensual(?:es)?|mensuel(?:le)?s?)|(?P<year_>yearly|annually|annuali[sz]ed|annual|anual(?:es)?|annuel(?:le)?s?|p\.?a\b)|(?P<night_>nightly)"
)
_EACH: Final = (
    r"(?P<piece_>each(?!\s(?:way|direction|side|month|week|day))|apiece|c/u|cada\sun[oa]|la\spi[eè]ce|chacune?)"
)
# A full stop with a space behind it ends the sentence and with it the price: "weekends + $2. Shifts start at six".
_SEPARATORS: Final = r"[\s:=~>*|,_\-–—→•·()]{0,4}(?:\.{1,4}(?=\S))?"
# A full stop parts an age or an opening time from the price behind it.
_BEFORE_SEPARATORS: Final = r"[\s:=~>*|/@\-–—→•·()]{0,4}"

CONNECTED: Final = re.compile(
    # "3000 rs, full night 8000": behind a comma the next price begins.
    r"(?i)\s{0,2}(?!,\s{0,2}(?:full|all(?!\sper\s)|the|for|el|la|x|pour)\b)(?:(?:usd|us|dollars?|eur|euros?|gbp|gross|net|nets?|bruts?|brutos?|netos?|cash|flat|(?:\w{2,10}\s)?(?:fee|charge|labou?r|bonus|card|allowance|stipend)|plus\stips|"
    r"in\scash|fixed|basic|guaranteed|layover|more|extra|all(?=\s(?:per|(?:hour|dai|week|month)ly))|[-–—](?=\s(?:per|an?)\s)|\+|\(|\)|\*|,)\s{0,2}){0,2}"
    r"(?:(?:/\s?per|/|\\|per|an?|each|every|p/|p\.|for\san?|for\sthe|for|x|por\scada|por\stod[oa]\s(?:el|la)|por\sla|por|cada|pour\s(?:les?|la|une)|pour\sl['’]|pour|chaque|las?|al|a\sla|en\sla|el|los|les|par|de\sl['’]|l['’]|"
    r"the|toda\sla|todo\sel|toute\sla|all|full|the\swhole|per\severy|d['’])\s?(?:(?:each|short|quick|extra|additional|further|first|1st|whole|entire|full|complete|primer[ao]?|premi[èe]re|toute\sla)\s)?"
    r"(?:(?:servicio|sesi[oó]n|masaje|session|massage|s[ée]ance)\s(?:de|of)\s)?"
    rf"{_UNIT}|(?:{_ADVERB})\b|p\.?h\b|(?P<week__>p[./]?w)\b|(?P<month__>p[./]?c?\.?m)\b|an\s(?:hr|h)\b|(?:par\s|/\s?|l['’])(?P<year__>an)\b|{_EACH}(?!\w)"
    # "$120 / 30" counts minutes; "$120 / 30 days" does not.
    r"|/\s?(?P<minutes_>15|20|30|45|60|90|120)(?![.,]?\d|\s?[A-Za-z/-]))"
)
_FIRST: Final = r"(?:(?:first|1st|whole|entire|primera|premi[èe]re|min(?:imum)?(?=\s\d))\s)?"
LABEL_AFTER: Final = re.compile(rf"(?i){_SEPARATORS}{_FIRST}{_UNIT}")
BRACKETED: Final = re.compile(rf"(?i)\s?\(\s?{_UNIT}\s?\)")
"""What a visit lasts: "$160 short stay (half hour)"."""
LABEL_BEFORE: Final = re.compile(
    rf"(?i)(?:^|[^A-Za-zÀ-ɏ0-9])(?:{HOURS}|{_SHORT_TIMES})\b(?:\s?['’′´])?"
    # "All night (9pm to 7am) $2.5k", "la hora completa $180", "30 min ...... $45", "the full hour (that's £100)".
    rf"(?:\s{_SERVICE}|\sof\smy\s(?:time|company)|\swith\sme|\sconmigo|\savec\smoi){{0,2}}"
    r"(?:\s(?:complet[ao]|enter[ao]|compl[eè]te|enti[eè]re|full|guests?|stays?|bookings?|rates?))?(?:\s?\([^()\n]{1,24}\)|\sfrom\s\d{1,2}\s?(?:am|pm)?\s?(?:-|to)\s?\d{1,2}\s?(?:am|pm))?(?:\s?(?:\.{2,16}|_{2,16}|-{2,16}))?"
    rf"{_BEFORE_SEPARATORS}(?:is|are|for|at|only|just|from|desde|son|es|en|à|rate|pay|special|that['’]?s|it['’]?s|c['’]est|est|cuesta)?{_BEFORE_SEPARATORS}$"
)
LEADING: Final = re.compile(
    rf"(?i)(?:^|[.;:!?\n•|]\s{{0,2}}|\bof\s|[^\W\d_],\s)(?:(?:one|an?|una?|une)\s)?(?:{HOURS}|{_SHORT_TIMES})\b"
    r"(?:\s(?:of|de|d['’]|with|con|avec)(?:\s[^\W\d_]{2,14}){1,5})?,\s$"
)
"""A label that opens its clause, with a comma behind: "Two hours of slow massage, 180 pounds; ninety minutes, 140"."""
ADVERB_BEFORE: Final = re.compile(
    rf"(?i)\b(?:(?:{_ADVERB})|(?P<hour__>hour)(?=\srate)|(?P<day__>day)(?=\srate)|(?P<week__>week)(?=\srate))\s(?:rates?|pay|wages?|salary|salaries|rent|fee|earnings|income|base\spay|base|salario|sueldo|pago|salaire|paie|"
    r"pay\srate|compensation|bonus)?[\s:=\-–—]{0,3}(?:(?:is|of|from|starts?\sat|starting\sat|de|up\sto|between|range)[\s:]{0,2}){0,2}$"
)


_OTHER_NAMES: Final = {"ninety": "90min", "quarter": "15min", "minute": "1min", "hour_full": "hour"}


def read_unit(match: "re.Match[str]") -> str | None:
    """The contract's unit for the one named group that took part in a match of a pattern above, `amount` apart."""
    name = match.lastgroup
    if name is None or name == "amount":
        taking_part = (one for one, written in match.groupdict().items() if written is not None and one != "amount")
        name = next(taking_part, None)
    if name is None:
        return None
    if name in {"minutes", "minutes_", "prime"}:
        return _name_minutes(_NUMBERS.get(_SPACES.sub("", match[name].lower())) or int(match[name]))
    if name == "several":
        return f"{60 * (_NUMBERS.get(match[name].lower()) or int(match[name]))}min"
    return _OTHER_NAMES.get(name) or name.rstrip("_")


def read_time(written: str) -> str | None:
    """The unit of one time of a row: "30", "30m", "hh", "2 hr"."""
    minutes = written.lower().rstrip("m ")
    if minutes.isdigit():
        return _name_minutes(int(minutes))
    match = _WRITTEN.fullmatch(written)
    return read_unit(match) if match else None


def _name_minutes(minutes: int) -> str:
    return {30: "half_hour", 60: "hour"}.get(minutes, f"{minutes}min")
