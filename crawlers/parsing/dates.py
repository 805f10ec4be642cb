"""What a printed date means: absolute, relative ("5 minutes ago"), in the site's own time zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

import dateparser

# dateparser's own patterns backtrack; no printed date is longer than this.
_LONGEST: Final = 80

_UNITS: Final = {
    "second": (1, "s sec secs second seconds segundo segundos seconde secondes sekunde sekunden secondo secondi"),
    "minute": (60, "m min mins minute minutes minuto minutos minuten minuti minuut"),
    "hour": (3600, "h hr hrs hour hours hora horas heure heures stunde stunden ora ore uur"),
    "day": (86_400, "d day days día días dia dias jour jours tag tage tagen giorno giorni dag dagen"),
    "week": (604_800, "w wk week weeks semana semanas semaine semaines woche wochen settimana settimane weken"),
    "month": (2_629_800, "mo month months mes meses mois mês monat monate monaten mese mesi maand maanden"),
    "year": (31_557_600, "y yr year years año años an ans année années jahr jahre jahren ano anos anno anni jaar"),
}
_UNIT_OF: Final = {word: unit for unit, (_, words) in _UNITS.items() for word in words.split()}
_NUMBERS: Final = (
    "a an one un une una uno um uma ein eine einem einen einer een",
    "two dos deux zwei dois duas due twee",
    "three tres trois drei três tre drie",
    "four cuatro quatre vier quatro quattro",
    "five cinco cinq fünf cinque vijf",
    "six seis sechs sei zes",
    "seven siete sept sieben sete sette zeven",
    "eight ocho huit acht oito otto",
    "nine nueve neuf neun nove negen",
    "ten diez dix zehn dez dieci tien",
)
_NUMBER_OF: Final = {word: number for number, words in enumerate(_NUMBERS, 1) for word in words.split()}
_AGO = re.compile(r"(?<!\w)(\d{1,4}|[a-zà-ÿ]{1,7})\s{0,3}([a-zà-ÿ]{1,10})(?!\w)", re.IGNORECASE)
_SAYS_AGO = re.compile(r"\b(?:ago|hace|earlier|il y a|vor|há|fa|geleden|atrás)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:just now|right now|moments? ago|ahora mismo|à l['’]instant|gerade eben|agora mesmo)\b", re.IGNORECASE
)
_TODAY: Final = ("today", "hoy", "aujourd'hui", "aujourd’hui", "heute", "hoje", "oggi", "vandaag")
_YESTERDAY: Final = ("yesterday", "ayer", "hier", "gestern", "ontem", "ieri", "gisteren")
_DAY_WORD = re.compile(rf"(?<!\w)({'|'.join((*_TODAY, *_YESTERDAY))})(?!\w)", re.IGNORECASE)
_LABEL = re.compile(r"^[A-Za-zÀ-ÿ ]{1,20}:\s*")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")


@dataclass(frozen=True, slots=True)
class Calendar:
    """How dates are meant where they were printed: IANA zone, languages, and what 03/04/2026 is (DMY, MDY, YMD)."""

    timezone: str
    languages: tuple[str, ...] = ("en",)
    date_order: str = "MDY"


@dataclass(frozen=True, slots=True)
class PostedAt:
    """`at` in UTC, cut to `precision` (second, minute, hour, day, month); `is_relative`: counted back from now."""

    at: datetime
    precision: str
    is_relative: bool = False


def read_date(raw: str, calendar: Calendar, now: datetime) -> PostedAt | None:
    """What `raw` means on a page fetched at `now` (aware), or None when it is no date."""
    text = _LABEL.sub("", " ".join(raw.split()))[:_LONGEST]
    if not text:
        return None
    zone = ZoneInfo(calendar.timezone)
    found = _read_standard(text, zone) or _read_relative(text, now.astimezone(zone)) or _read_free(text, calendar, now)
    if found is None or not timedelta(days=-36_525) < found.at - now < timedelta(days=366):
        return None
    return found


def _read_standard(text: str, zone: tzinfo) -> PostedAt | None:
    """ISO 8601 and RFC 5322, as `datetime` attributes, JSON-LD and feeds print them."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        precision = "second" if _CLOCK.search(text) or "T" in text else "day"
        return _posted(at if at.tzinfo else at.replace(tzinfo=zone), precision)
    return None


def _read_relative(text: str, local_now: datetime) -> PostedAt | None:
    if _NOW.search(text):
        return _posted(local_now, "minute", is_relative=True)
    if _SAYS_AGO.search(text):
        return _count_back(text, local_now)
    if (word := _DAY_WORD.search(text)) is None:
        return None
    day = local_now - timedelta(days=0 if word[1].lower() in _TODAY else 1)
    if clock := _CLOCK.search(text):
        hours, minutes = clock[0].split(":")[:2]
        if int(hours) > 23 or int(minutes) > 59:
            return None
        day = day.replace(hour=int(hours), minute=int(minutes))
        if re.search(r"\bp\.?m\b", text, re.IGNORECASE) and day.hour < 12:
            day += timedelta(hours=12)
        return _posted(day, "minute", is_relative=True)
    return _posted(day, "day", is_relative=True)


def _count_back(text: str, local_now: datetime) -> PostedAt | None:
    seconds, finest = 0.0, ""
    for amount, word in _amounts(text):
        unit = _UNIT_OF[word]
        seconds += amount * _UNITS[unit][0]
        finest = unit
    if not finest:
        return None
    return _posted(local_now - timedelta(seconds=seconds), _precision_of(finest), is_relative=True)


def _amounts(text: str) -> Iterator[tuple[int, str]]:
    """Every number, in digits or words, that stands before a unit."""
    position = 0
    while hit := _AGO.search(text, position):
        amount, word = hit[1].lower(), hit[2].lower()
        number = int(amount) if amount.isdigit() else _NUMBER_OF.get(amount)
        if number is not None and word in _UNIT_OF:
            yield number, word
            position = hit.end()
        else:
            position = hit.start(2)


def _precision_of(unit: str) -> str:
    return {"week": "day", "year": "month"}.get(unit, unit)


def _read_free(text: str, calendar: Calendar, now: datetime) -> PostedAt | None:
    settings = {
        "TIMEZONE": calendar.timezone,
        "RETURN_AS_TIMEZONE_AWARE": True,
        "RELATIVE_BASE": now.astimezone(ZoneInfo(calendar.timezone)).replace(tzinfo=None),
        "DATE_ORDER": calendar.date_order,
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
    }
    languages = [code.split("-")[0] for code in calendar.languages]
    try:
        at = dateparser.parse(text, languages=languages, settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    if at is None:
        return None
    has_day = re.search(r"\d{1,2}\D+\d{4}|\d{4}\D\d{1,2}\D\d{1,2}|\d\D+\d|\d{1,2}\.? \w+|\w+ \d{1,2}\b", text)
    return _posted(at, "minute" if _CLOCK.search(text) else "day" if has_day else "month")


def _posted(at: datetime, precision: str, *, is_relative: bool = False) -> PostedAt:
    cut = at.replace(microsecond=0)
    if precision in ("minute", "hour", "day", "month"):
        cut = cut.replace(second=0)
    if precision in ("hour", "day", "month"):
        cut = cut.replace(minute=0)
    if precision in ("day", "month"):
        cut = cut.replace(hour=0)
    if precision == "month":
        cut = cut.replace(day=1)
    return PostedAt(cut.astimezone(UTC), precision, is_relative)
