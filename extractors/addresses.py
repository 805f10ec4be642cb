"""Street addresses in the English, Spanish and French order."""

from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import LETTER, UPPER
from extractors.passage import Passage
from extractors.taken import Taken

NAME: Final = "addresses"
VERSION: Final = "1"

_WORD: Final = rf"(?:[{UPPER}][{LETTER}'.-]+|[0-9]+(?:st|nd|rd|th)|of|the|MLK)"
_STREET: Final = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Way|Court|Ct|Place|Pl|Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|"
    r"Trail|Trl|Square|Sq|Pike|Plaza|Turnpike|Tpke|Loop|Alley|Row|Crescent|Close|Freeway|Fwy|Expressway)"
)
_UNIT: Final = r"(?:,?\s(?:Apt|Apartment|Suite|Ste|Unit|Room|Rm|Floor|Fl|#)\.?\s?#?[A-Za-z0-9-]+|,?\s#\s?[0-9]+)"
_DIRECTION: Final = r"(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?\s)"
_ENGLISH: Final = re2.compile(
    rf"\b\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})?\s{_DIRECTION}?(?:{_WORD}\s){{1,4}}{_STREET}\b\.?(?:\s(?:N|S|E|W|NE|NW|SE|SW)\b\.?)?{_UNIT}?"
)
_LOWER: Final = re2.compile(
    r"(?i)\b\d{1,5}\s(?:(?:n|s|e|w|north|south|east|west)\.?\s)?(?:[a-z]{3,14}\s){1,2}(?:street|avenue|ave|road|boulevard|blvd|drive|lane|highway|hwy|parkway|pkwy)\b"
)
_FRENCH: Final = re2.compile(
    r"(?i)\b\d+\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|boulevard|bd|place|impasse|all[ée]e|chemin|quai|cours|route)\s(?:de\sla\s|de\sl'|du\s|des\s|de\s|d'|le\s|la\s)?"
    rf"[{LETTER}'-]+(?:[\s-](?-i:[{UPPER}])[{LETTER}'-]+){{0,3}}"
)
_SPANISH: Final = re2.compile(
    r"(?:\b(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]v\.|[Aa]vda\.?|[Pp]aseo|[Pp]laza|[Cc]arrera|[Cc]ra\.?|[Cc]alz\.|[Cc]alzada|[Bb]lvd\.?)|C/)\s?(?:de\sla\s|de\slos\s|del\s|de\s|el\s|la\s)?"
    rf"[{UPPER}][{LETTER}'.-]+(?:\s(?:de\s|del\s|la\s)?[{UPPER}][{LETTER}'.-]+){{0,3}},?\s(?:#\s?|no\.?\s?|n[.ºo°]\s?|núm\.?\s?)?\d+(?:,?\s(?:piso|local|int\.?|depto\.?|\d{{1,2}}º)\s?\w{{0,4}})?"
)
_BOX: Final = re2.compile(r"(?i)\bP\.?\s?O\.?\sBox\s\d{1,6}\b")
_HINT: Final = re2.compile(
    rf"\b{_STREET}\b|\b[Cc]/|(?i:\b(?:street|avenue|ave|road|boulevard|blvd|drive|lane|highway|hwy|parkway|pkwy|rue|calle|avenida|avda|paseo|plaza|carrera|box|impasse|"
    r"chemin|quai|place|cours|route|all[ée]e|calzada|calz|av|bd)\b)"
)
# "24 Hour Fitness Way" and "7 Days A Week" are no addresses; "5 minutes drive" neither.
_NOT_STREETS: Final = re2.compile(
    r"(?i)^\d+\s?(?:hours?|hrs?|days?|minutes?|mins?|min|miles?|weeks?|months?|years?|yrs?|blocks?|people|girls|x)\b"
)


@Language.component(NAME)
def find_addresses(doc: Doc) -> Doc:
    """Append the addresses of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    taken = Taken()
    for pattern, confidence in ((_ENGLISH, 0.8), (_FRENCH, 0.7), (_SPANISH, 0.75), (_BOX, 0.8), (_LOWER, 0.6)):
        for match in pattern.finditer(text):
            start, end = match.span()
            raw = _trim(match.group())
            if _NOT_STREETS.match(raw) or not taken.add(start, end):
                continue
            passage.record(Finding("address", raw, start, start + len(raw), confidence), NAME, VERSION)
    return doc


def _trim(raw: str) -> str:
    """Take off what ends the sentence; the full stop of "St." and "Ave." stays."""
    raw = raw.rstrip(" ,")
    return raw[:-1] if raw.endswith(".") and len(raw.rsplit(" ", 1)[-1]) > 5 else raw
