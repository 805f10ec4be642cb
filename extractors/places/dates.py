"""Whether words name days or dates: "Temple on Mondays", "joplin thurs", "NOLA 2/8-2/11", "Manila June 9"."""

import re
from typing import Final

from extractors.places.words import Words

_DAY: Final = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|weekends?|week|weekdays?"
    r"|most\sdays|request|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre)"
)
_ORDINAL: Final = r"\d{1,2}(?:st|nd|rd|th|er)"
_DATE: Final = (
    rf"(?:{_DAY}|(?:{_MONTH}|may)\.?\s\d{{1,2}}|\d{{1,2}}\s(?:de\s)?{_MONTH}|{_ORDINAL}|\d{{1,2}}/\d{{1,2}}(?!/?\d))\b"
)
# "24/7" is no date; a bare span of days, "Dunedin 14-16", has a small number on both sides.
_DATED: Final = re.compile(
    rf"(?i)[\s,:(–-]{{1,3}}(?:now\s)?(?!24/7)(?:(?:on|from|every|each|til|till|until|thru|this|next|most|all|late|early|back|el|los|del|desde|hasta(?:\sel)?"
    rf"|le|les|du|d[eè]s|jusqu['’]au)\s(?:the\s|late\s|early\s)?(?:{_DATE}|monday)|{_DATE}|(?:[1-9]|[12]\d|3[01])\s?[-–]\s?(?:[1-9]|[12]\d|3[01])(?![\d:/%]|\s?(?:am|pm|yrs?|years|h\b|min)))"
)
_DAYS_BEFORE: Final = re.compile(
    rf"(?i)(?:(?:{_MONTH}|may)\.?\s\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?|\d{{1,2}}/\d{{1,2}}\s?[-–]\s?\d{{1,2}}(?:/\d{{1,2}})?)[\s:,–-]{{1,3}}$"
)
_WINDOW: Final = 32
# Most words behind a name are none of these, and the search for their end costs more than all else about the name.
_BEGINS: Final = re.compile(
    r"\d|(?:now|on|from|every|each|til|till|until|thru|this|next|most|all|late|early|back|el|los|del|desde|hasta|les?|du|des|jusqu)$"
    r"|mon|tue|wed|thu|fri|sat|sun|week|lun|mar|mi|jue|vie|sab|dom|jeu|ven|sam|dim|mer|jan|feb|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec|ene|abr|ago|dic|fev|avr|mai|juin|aou"
)


def follows_a_date(words: Words, first: int) -> bool:
    """Whether a span of days stands right before word `first`: "Mar 10-12 Madison", "2/8-2/11: Reno"."""
    if not first or not words.keys[first - 1][-1:].isdigit():
        return False
    start = words.span(first)[0]
    return _DAYS_BEFORE.search(words.text, max(0, start - _WINDOW), start) is not None


def leads_to_a_date(words: Words, last: int) -> bool:
    """Whether a day or a date stands right behind word `last`."""
    if last + 1 >= len(words) or not _BEGINS.match(words.keys[last + 1]):
        return False
    end = words.span(last)[1]
    return _DATED.match(words.text[end : end + _WINDOW]) is not None
