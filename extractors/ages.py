"""Ages that an ad states, of the person it presents or as limits for applicants."""

import re
from functools import cache
from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import END, LETTER, LOWER, UPPER
from extractors.passage import Passage

NAME: Final = "ages"
VERSION: Final = "2"

_AGE: Final = r"(?P<age>[1-9]\d)"
_TO: Final = r"\s?(?:-|to|and|a|y|à|et|/)\s?"
_UNIT: Final = (
    r"(?:y\s?/\s?o|y\.\s?o\.?|yo|yrs?\.?\s?(?:old|young|of\sage)?|years?[\s-]?(?:old|young|of\sage|olds?)|"
    r"a[nñ]os|a[nñ]itos|ans)"
)
_WITH_UNIT: Final = re2.compile(rf"(?i)(?:^|[^\d.,$€£#/:-])(?:(?P<low>[1-9]\d){_TO})?{_AGE}\s?-?{_UNIT}{END}")
_LABELLED: Final = re2.compile(
    rf"(?i)\b(?:age|aged|ages|edad|[âa]ge|[âa]g[ée]e?s?\sde)\s?(?:is|:|=|-|between|from|entre|de|limit|range|group)?\s?(?:(?P<low>[1-9]\d){_TO})?{_AGE}\b"
)
_STATED: Final = re2.compile(
    rf"(?i)\b(?:i\s?['’]?\s?a?m|i\sjust\sturned|just\sturned|turned|she\s?['’]?s|she\sis|tengo|j['’]ai|cumpl[íi])\s(?:only\s|a\s)?{_AGE}(?:[^{LETTER}0-9%$€£/:.,]|[.,]?(?:\s|$))"
)
# A capitalised word and a number behind a comma open many ads: "Rosie, 24, new here".
_NAMED: Final = re2.compile(
    rf"\b(?:[Ii]\s?'?\s?[Aa]?m|[Nn]ame\s(?:is|'s)|[Ss]oy|[Ll]lamo|[Ss]uis|[Ii]ts|It's)\s[{UPPER}][{LOWER}]+,?\s(?:and\s|y\s|et\s)?{_AGE}(?:[,.!\n|]|\s|$)"
)
# A commercial ad closes a row of adjectives with the age: "sweet and mature, 38."
_TRAILING: Final = re2.compile(rf"[{LOWER}],\s{_AGE}(?:\s?[.!,|\n]|\s?$)")
_INTRODUCED: Final = re2.compile(
    rf"(?:^|[\n.!•|*]\s{{0,3}})(?:[Ii]'?m\s|[Ii]\sam\s|[Ss]oy\s)?[{UPPER}][{LOWER}]+,?\s{_AGE}(?:[,.!\n|]|$)"
)
# "Ashley (25) and Brooke (26)", "Latina, 24", "mature 45", "24F".
_BRACKETED: Final = re2.compile(rf"[{UPPER}][{LOWER}]{{2,}}\s\({_AGE}\)")
_DESCRIBED: Final = re2.compile(
    rf"(?i)\b(?:latinas?|asian|ebony|blond[ea]?|brunette|redhead|brune|rousse|rubia|morena|mature|madura|milf|petite|female|lady|woman|femme|"
    rf"mujer|chica|student|babe|goddess|companion|masseuse)[,:]?\s{_AGE}(?:\s?[,.!|\n]|\s?$|\s(?:and|y|et|here|in|new|available|independent)\b)"
)
_SEXED: Final = re2.compile(rf"(?:^|[\s(,|]){_AGE}\s?/?[Ff](?:[\s),.!|]|$)")
_SEX_FIRST: Final = re2.compile(rf"(?:^|[\s(,|])[Ff]\s?/?{_AGE}(?:[\s),.!|]|$)")
_LISTED: Final = re2.compile(
    r"(?i)\b(?:ages|edades|[âa]ges)\s?:?\s?([1-9]\d(?:(?:,\s?|\s?/\s?|,?\s(?:and|y|et|&)\s)[1-9]\d){1,5})\b"
)
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "eighteen": 18, "nineteen": 19, "dieciocho": 18, "diecinueve": 19, "veintiun": 21,
    "veintiuno": 21, "veintiún": 21, "veintidos": 22, "veintidós": 22, "veintitres": 23, "veintitrés": 23,
    "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29,
}  # fmt: skip
_ONES: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "un": 1,
    "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "deux": 2,
    "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
}  # fmt: skip
_WORDED: Final = re2.compile(
    rf"(?i)\b(?P<tens>{'|'.join(_TENS)})(?:(?:[\s-]|\sy\s|\set\s)(?P<ones>{'|'.join(_ONES)}))?[\s-](?:years?[\s-](?:old|young|of\sage)|"
    rf"yrs?\.?\s(?:old|young)|y/?o|a[nñ]os|a[nñ]itos|ans)\b"
)
# "TS Sierra, twenty-nine, hosting": in commercial ads alone.
_WORDED_ALONE: Final = re2.compile(
    rf"(?i)\b(?-i:[{UPPER}][{LOWER}]+),\s(?P<tens>{'|'.join(_TENS)})[\s-](?P<ones>{'|'.join(_ONES)})[,.]"
)
_HINT: Final = re2.compile(
    rf"(?i)must\sbe\s|(?:limit|range|group)\s[1-9]\d|,\s(?:twenty|thirty|forty|fifty|veinti|treinta|cuarenta|vingt|trente|quarante)|(?:years?[\s-](?:old|young)|[a-z]\sa[nñ](?:os|itos)|(?:[fq]|[a-z]{{2}})[\s-](?:ans|yo|y/o)\b)|\([1-9]\d\)|[\s(,|]f\s?/?[1-9]\d|[1-9]\d\s?/?f\b|[1-9]\d\s?-?(?:y|a[nñ]|ans)|\b(?:ages?|aged|edad(?:es)?|[âa]g[ée]{{1,2}}|am|im|turned|tengo|ai|she's|m)\s?[:=-]?\s?"
    rf"(?:is\s|between\s|de\s|only\s|a\s)?[1-9]\d|(?-i:[{UPPER}][{LOWER}]+),?\s[1-9]\d(?:[,.!\n|\s]|$)|[a-z],\s[1-9]\d"
)
# "5 years experience" has no "old"; "20 years in business" and "a 30 years old company" are no person's.
_NOT_A_PERSON: Final = re2.compile(
    r"(?i)^\W{0,2}(?:company|companies|firms?|business|startup|buildings?|brand|house|car|experience|exp\b|in\s(?:the\s)?(?:business|industry|operation|field)|"
    r"of\sexperience|de\sexperiencia|d['’]exp[ée]rience|en\sel|contrac\w{1,3}|warrant\w|history|track|empresa|organi[sz]ation|old\s(?:compan|firm|business|startup))"
)
_BARE_UNITS: Final = re2.compile(r"(?i)(?:yrs?\.?|a[nñ]os|ans)\s?$")
_DURATION_BEFORE: Final = re2.compile(
    r"(?i)\b(?:experience|experiencia|exp[ée]rience|over|last|past|for|than|since|within|every|hace|durante|desde|pendant|depuis|minimum|least|contrato|"
    r"garant[ií]a|bail|contrat)\s(?:the\s|of\s|de\s|los\s|las\s|m[aá]s\s)?(?:\w{1,10}\s)?$"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?=,?\s\d)")
_TWO_DIGITS: Final = re.compile(r"\d\d")
_LEAST, _MOST = 16, 99
# "Rs 22,000" and "Apt 24." open a sentence like a name and an age.
_NO_NAMES: Final = frozenset(
    {
        "rs",
        "php",
        "usd",
        "eur",
        "inr",
        "npr",
        "no",
        "apt",
        "rm",
        "room",
        "suite",
        "top",
        "over",
        "age",
        "only",
        "just",
        "unit",
        "exit",
        "route",
        "hwy",
        "highway",
        "page",
        "day",
        "week",
        "level",
        "grade",
        "phase",
        "block",
        "gate",
        "rate",
        "rates",
        "about",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "call",
        "text",
        "open",
        "since",
        "need",
        "needed",
        "hiring",
        "from",
        "deposit",
        "donation",
        "incall",
        "outcall",
        "special",
        "specials",
        "quick",
        "half",
        "full",
        "hour",
        "hr",
        "hh",
    }
)
_LIMITS: Final = re2.compile(rf"(?i)\bmust\sbe\s(?:between\s|aged?\s)?(?P<low>[1-9]\d){_TO}{_AGE}\b")
_COMMERCIAL: Final = ((_TRAILING, 0.55), (_BRACKETED, 0.7), (_DESCRIBED, 0.6), (_SEXED, 0.6), (_SEX_FIRST, 0.6))
_PATTERNS: Final = (
    (_WITH_UNIT, 0.85),
    (_LABELLED, 0.85),
    (_LIMITS, 0.8),
    (_STATED, 0.7),
    (_NAMED, 0.7),
    (_INTRODUCED, 0.6),
)


@Language.component(NAME)
def find_ages(doc: Doc) -> Doc:
    """Append the ages of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    seen: set[int] = set()
    patterns = _PATTERNS if passage.source.ad_type != "commercial" else (*_PATTERNS, *_COMMERCIAL)
    for pattern, confidence in patterns:
        for match in pattern.finditer(text):
            if pattern is _WITH_UNIT and _is_duration(text, match):
                continue
            if pattern is _INTRODUCED and _opens_without_name(match):
                continue
            for group in ("low", "age"):
                _keep(passage, seen, match, group, confidence)
    _read_lists(passage, seen)
    _read_words(passage)
    return doc


def _opens_without_name(match: "re2._Match") -> bool:
    word = _WORD.search(match.group())
    return word is not None and word.group().lower() in _NO_NAMES


def _read_lists(passage: Passage, seen: set[int]) -> None:
    """ "Ages 22, 24 and 31"."""
    for match in _LISTED.finditer(passage.stream.text):
        for number in _TWO_DIGITS.finditer(match[1]):
            start = match.start(1) + number.start()
            if start not in seen and _LEAST <= int(number.group()) <= _MOST:
                seen.add(start)
                passage.record(Finding("age", number.group(), start, start + 2, 0.8), NAME, VERSION)


def _read_words(passage: Passage) -> None:
    """ "Twenty three years old", "veinticuatro años"."""
    text = passage.stream.text
    patterns = (_WORDED, _WORDED_ALONE) if passage.source.ad_type == "commercial" else (_WORDED,)
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        if _NOT_A_PERSON.match(text[match.end() : match.end() + 40]) or _is_duration(text, match):
            continue
        age = _TENS[match["tens"].lower()] + _ONES.get((match["ones"] or "").lower(), 0)
        passage.record(Finding("age", str(age), match.start(), match.end(), 0.8), NAME, VERSION)


def _is_duration(text: str, match: "re2._Match") -> bool:
    if _NOT_A_PERSON.match(text[match.end() - 1 : match.end() + 40]):
        return True
    bare = _BARE_UNITS.search(match.group().rstrip(" .,;!)\n"))
    return (
        bare is not None and _DURATION_BEFORE.search(text[max(0, match.start() - 30) : match.start() + 1]) is not None
    )


@cache
def _groups(pattern: "re2._Regexp") -> dict[str, int]:
    """Group names and numbers, asked of a pattern once: RE2's wrapper decodes them anew at every access."""
    return dict(pattern.groupindex)


def _keep(passage: Passage, seen: set[int], match: "re2._Match", group: str, confidence: float) -> None:
    number = _groups(match.re).get(group, 0)
    start, end = match.span(number)
    if not number or start < 0:
        return
    if start in seen or not _LEAST <= int(match[number]) <= _MOST:
        return
    seen.add(start)
    passage.record(Finding("age", str(int(match[number])), start, end, confidence), NAME, VERSION)
