"""Hotels, agencies and employers named in an ad, as written."""

from typing import Final

import re2
from spacy.language import Language
from spacy.tokens import Doc

from extractors.finding import Finding
from extractors.letters import LETTER, UPPER
from extractors.passage import Passage
from extractors.taken import Taken

NAME: Final = "organisations"
VERSION: Final = "1"

_WORD: Final = rf"[{UPPER}][{LETTER}0-9'&.-]*"
_NAME: Final = rf"{_WORD}(?:\s(?:&\s|and\s|of\s|the\s|de\s|la\s|du\s|del\s|y\s|et\s)?{_WORD}){{0,4}}"
_LEGAL: Final = (
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|GmbH|PLC|LLP|S\.A\.(?:\sde\sC\.V)?|S\.L|SARL|SAS|SRL|Pty|Pvt|BV)"
)
_HOTEL: Final = r"(?:Hotel|Hôtel|Inn|Motel|Suites|Resort|Lodge|Hostal|Hostel|Posada)"
_AGENCY: Final = (
    r"(?:Agency|Agencies|Staffing|Recruitment|Recruiting|Recruiters|Employment|Manpower|Placements?|Personnel|Models|"
    r"Escorts|Intérim|Reclutamiento)"
)
_BUSINESS: Final = (
    r"(?:Restaurant|Farms?|Ranch|Orchards?|Nursery|Spa|Salon|Nails|Massage|Bakery|Café|Cafe|Grill|Bar|Cleaners|Cleaning|Services|Logistics|Warehouse|"
    r"Construction|Landscaping|Group|Company|Clinic|Hospital|Foods|Catering|Club|Lounge|Bistro|Enterprises|Industries|Solutions|Partners)"
)
_CHAINS: Final = (
    r"(?:motel\s?6|super\s8|days\sinn|la\squinta|holiday\sinn(?:\sexpress)?|best\swestern|red\sroof(?:\sinn)?|comfort\s(?:inn|suites)|quality\sinn|"
    r"hampton\sinn|econo\s?lodge|extended\sstay(?:\samerica)?|residence\sinn|courtyard\sby\smarriott|marriott|hilton|hyatt|sheraton|ramada|radisson|"
    r"wyndham|doubletree|fairfield\sinn|studio\s6|knights\sinn|rodeway\sinn|travelodge|travel\slodge|premier\sinn|ibis|novotel|mercure|formule\s1|"
    r"crowne\splaza|embassy\ssuites|candlewood\ssuites|woodspring\ssuites|intown\ssuites|howard\sjohnson|four\sseasons|ritz[\s-]carlton)"
)
_PATTERNS: Final = (
    ("hotel", 0.75, re2.compile(rf"(?P<name>{_NAME}\s{_HOTEL}(?:\s(?:&|and)\sSuites)?)\b")),
    ("hotel", 0.7, re2.compile(rf"(?P<name>\b(?:Hotel|Hôtel|Motel|Hostal)\s{_NAME})")),
    ("hotel", 0.75, re2.compile(rf"(?i)\b(?P<name>{_CHAINS}(?:\s(?:hotel|inn|suites))?)\b")),
    ("agency", 0.75, re2.compile(rf"(?P<name>{_NAME}\s{_AGENCY}(?:\s(?:Agency|Services|Group|Solutions))?)\b")),
    ("employer", 0.85, re2.compile(rf"(?P<name>{_NAME},?\s{_LEGAL}\b\.?)")),
    ("employer", 0.6, re2.compile(rf"(?P<name>{_NAME}\s{_BUSINESS})\b")),
    (
        "employer",
        0.6,
        re2.compile(
            rf"\b(?:[Aa]t|[Jj]oin|[Ff]or|[Cc]ompany:|[Ee]mployer:|[Ee]mpresa:)\s(?P<name>{_WORD}\s(?:&|and)\s{_WORD})"
        ),
    ),
)
_CHAIN: Final = re2.compile(rf"(?i)^{_CHAINS}")
_HINT: Final = re2.compile(
    rf"(?:^|\s){_LEGAL}\b|\b(?:{_HOTEL}|{_AGENCY}|{_BUSINESS}|Company|Employer|Empresa)\b|(?i:\b{_CHAINS}\b)"
)
# Capitalised words that open a phrase and belong to no name.
_LEADING: Final = frozenset({
    "The", "A", "An", "At", "In", "Our", "My", "Your", "New", "We", "Join", "Call", "Visit", "For", "Near", "From",
    "This", "Is", "Now", "Hiring", "Apply", "Contact", "Work", "El", "La", "Los", "Las", "En", "Un", "Una", "Le",
    "Les", "Des", "Nuestro", "Notre", "Company", "Job", "And", "To", "By", "With", "Experienced", "Professional",
    "Full", "Part", "Best", "Great", "Busy", "Luxury", "Local", "Family", "Small", "Large", "Incall", "Outcall", "As",
})  # fmt: skip
_GENERIC: Final = frozenset({
    "hotel", "motel", "inn", "suites", "resort", "agency", "services", "cleaning", "restaurant", "farm", "spa",
    "salon", "massage", "company", "group", "bar", "staffing", "employment", "customer", "human", "financial",
    "social", "web", "cloud", "business", "sales", "marketing", "technical", "professional", "health", "software",
    "digital", "information", "client", "support", "field", "managed", "food", "security", "global", "it", "escorts",
    "models", "room", "nails",
})  # fmt: skip


@Language.component(NAME)
def find_organisations(doc: Doc) -> Doc:
    """Append the organisations of the passage to its mentions."""
    passage: Passage = doc.user_data["passage"]
    text = passage.stream.text
    if not _HINT.search(text):
        return doc
    taken = Taken()
    for role, confidence, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = _trim(text, *match.span(1))
            if start < end and taken.add(start, end):
                finding = Finding("organisation", text[start:end], start, end, confidence, data={"role": role})
                passage.record(finding, NAME, VERSION)
    return doc


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take leading words off that open the phrase; nothing is left of a name made of general words alone."""
    if text[start:end].islower() or text[start:end].isupper():
        return (start, end) if " " in text[start:end] and _CHAIN.search(text[start:end]) else (end, end)
    words = text[start:end].split(" ")
    while words and words[0] in _LEADING:
        start += len(words[0]) + 1
        words = words[1:]
    specific = any(
        word.lower().strip("&.,") not in _GENERIC and (word[:1].isupper() or word[:1].isdigit()) for word in words
    )
    return (start, end) if specific and (len(words) > 1 or _CHAIN.search(words[0])) else (end, end)
