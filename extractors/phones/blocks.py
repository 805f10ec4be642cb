"""Digits that are surely something else, dates, times, measures, cards, coordinates: no number reaches into them."""

import re
from typing import Final

_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic|janv|fevr|avr|juin|juil|aout|january|february"
    r"|march|april|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre|janvier|fevrier|mars|avril|mai|juillet|septembre|octobre|novembre|decembre"
    r")\.?"
)
_YEAR: Final = r"(?:19|20)\d\d"
_NOT_BEHIND_DIGIT: Final = r"(?<!\w)(?<!\w[-./])"
_NOT_BEFORE_DIGIT: Final = r"(?![-./]?\w)"
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|0?\d\d?)"
_CLOCK: Final = r"(?:[t ]\d\d:?\d\d(?::?\d\d)?)?"
_HIPS: Final = r"[2-5]\d(?![-/ ]?\d\d)(?![-/]\d)(?!\d)"
_ENDS: Final = (
    r"(?:first|second|third|next|last|final|other|middle|ending|primer[oa]s|ultim[oa]s|siguientes|premiers|derniers"
    r"|dernieres)"
)
_FEW: Final = r"(?:two|three|four|six|seven|dos|tres|cuatro|deux|trois|quatre|[2-7])"
_LEAD: Final = 12
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"

# Every repeat is bounded, so that each pattern looks only a fixed way ahead. Before each stand signs it needs one of
# ("a" for a letter), so that most patterns never look at most stretches.
_PATTERNS: Final = tuple(
    (frozenset(signs), re.compile(pattern))
    for signs, pattern in (
        ("-/.", rf"{_NOT_BEHIND_DIGIT}{_YEAR}[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?\d{_CLOCK}{_NOT_BEFORE_DIGIT}"),
        ("-/.", rf"{_NOT_BEHIND_DIGIT}{_DAY}([-/.]){_DAY}\1(?:{_YEAR}|\d\d){_NOT_BEFORE_DIGIT}"),
        # "Soixante-dix-sept" ends in no September.
        ("a", rf"(?<![\w-]){_MONTH} ?[0-3]?\d(?:st|nd|rd|th)?(?:,? {{1,2}}{_YEAR})?(?: \d\d(?:[: ]\d\d){{1,2}})?"),
        ("a", rf"\b[0-3]?\d(?:st|nd|rd|th)? (?:of |de )?{_MONTH}(?:,?(?: de)? {_YEAR})?\b"),
        (":", r"(?<![\d:])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])"),
        ("0123", rf"(?<!\d){_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?: \d{{6}})?(?!\d)"),
        # Opening hours 0600-1400, shifts 14h30.
        ("-", r"(?<![\d-])(?:[01]\d|2[0-4])[0-5]\d ?- ?(?:[01]\d|2[0-4])[0-5]\d(?![\d-])"),
        ("h", r"(?<!\d)(?!0h\b)[0-2]?\dh(?:[0-5]\d)?(?!\w)"),
        # Bust-waist-hips 34-24-36, 36dd 24 36.
        ("-/ ", r"(?<!\d)(?<!\d[-/ ])[2-5]\d(?:[a-h]{1,3}\b)?[-/ ]{1,2}[12345]\d[-/ ]{1,2}" + _HIPS),
        # Height 5'4", 5 foot 6, 5ft5.
        ("'f", r"(?<!\d)(?<!\d')[3-7] ?(?:'|ft|foot|feet) ?(?:1[01]|\d)?(?!\d)(?!'\d)"),
        # Payment card, IBAN, account groups of four.
        ("- ", r"(?<!\d)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)"),
        ("a", r"\b[a-z]{2}\d{2}(?: ?\d{4}){3,7}(?: ?\d{1,4})?\b"),
        # A European tax number behind its label and country, TVA FR 32 123456789.
        ("a", r"\b(?:tva|vat|mwst|iva)\b[\w .:]{0,14}? ?\b[a-z]{2}[ -]?\d[\d ]{7,14}"),
        # Latitude and longitude; an internet address.
        (".", r"-?\d{1,3}\.\d{3,9}°?[,; ]{1,3}(?:lon|lng|long)?[ :]{0,2}-?\d{1,3}\.\d{3,9}(?!\d)"),
        (".", rf"(?<![\d.])(?!\d\d?(?:\.\d\d?){{3}}(?!\d)){_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}(?![\d.])"),
        # "The last four": says how many digits follow.
        ("a", rf"\b{_ENDS} {_FEW}(?= ?[:,.]| (?:are|is|son|es|sont|digits?|num)| \d{{3,4}}(?!\d))"),
        ("%", r"(?<!\d)\d{1,3}%"),
        # Money with its sign or code.
        ("$€£¥₹฿₱", r"[$€£¥₹฿₱] ?\d{1,6}(?:[.,]\d{2,3}){0,2}(?![\d-])"),
        ("€£₹฿₱", r"(?<![\d-])\d{1,6}(?:[.,]\d{2,3})? ?[€£₹฿₱](?!\w)"),
        (",", r"(?<![\d,.])\d{1,3}(?:,\d{3}){1,3}(?![\d,-])"),
        (".", r"(?<![\d.])\d{1,3}\.\d\d (?=\d{1,3}\.\d\d(?![\d.]))"),
        # "Open 10.00 to 23.00".
        (".", r"(?<![\d.])[0-2]?\d\.[0-5]\d ?(?:-|to|a|al|till?|until|hasta) ?[0-2]?\d\.[0-5]\d(?!\.?\d)"),
        ("/", r"(?<![\d/])24 ?/ ?7(?:/365)?(?![\d/])"),
    )
)


def blocked_places(text: str, start: int, end: int) -> frozenset[int]:
    """Return the offsets in `text[start:end]` whose digits are surely no part of a phone number."""
    places: set[int] = set()
    signs = set(text[start:end])
    if any(map(str.isalpha, signs)):
        signs.add("a")
    for needed, pattern in _PATTERNS:
        if not needed.isdisjoint(signs):
            for match in pattern.finditer(text, max(0, start - _LEAD), end):
                places.update(range(match.start(), match.end()))
    return frozenset(places)
