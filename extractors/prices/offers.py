"""Sums with neither a currency nor a unit: "asking 80", "incall 200, outcall 250", "340 for one, 400 for two"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.bare import Bare, is_part
from extractors.prices.rate import Rate
from extractors.scanner import Scanner

_OFFERED: Final = re.compile(
    r"(?i)\b(?:asking\s(?:price\s)?(?:is\s|for\s)?(?P<amount>[1-9]\d{1,4})\b(?![.,]?\d|\s?%)"
    # "Starting at 220.": three round digits that close the clause are neither a clock nor an age.
    r"|(?<!open\s)(?<!shift\s)(?<!shifts\s)(?<!hours\s)(?:start(?:s|ing)\s(?:at|from)|à\spartir\sde|desde(?:\slos)?)\s"
    r"(?P<least>[1-9](?!15|30|45)\d[05])(?=\s?(?:[,;!)\n]|\.(?!\d)|$)|\s(?:and|y|et|depending)\s))"
)
_IN_OR_OUT: Final = Scanner(r"\b(?P<place>in\s?calls?|out\s?calls?)\s?[:=-]?\s?(?P<amount>[1-9]\d{1,2}[05])\b")
# "In 150 out 200", "340 for one, 400 for two".
_IN_AND_OUT: Final = Scanner(
    r"\bin\s?[:=-]?\s?(?P<first>[1-9]\d{1,2}[05])\s?(?:[,/|&+-]|and|or)?\s?out\s?[:=-]?\s?(?P<second>[1-9]\d{1,2}[05])\b"
)
_FOR_ONE_OR_TWO: Final = Scanner(
    r"\b(?P<first>[1-9]\d{1,2}[05])\sfor\s(?:one|1|me|just\sme)\b[^.!?\d\n]{1,16}(?P<second>[1-9]\d{1,2}[05])\sfor\s(?:two|2|both|couples?|us)\b"
)


def find_offers(bare: Bare) -> Iterator[Rate]:
    """Yield the one sum that is asked for, or from which the prices start."""
    if _may_offer(bare.text) and (offer := _OFFERED.search(bare.text)):
        group = "amount" if offer["amount"] else "least"
        if bare.taken.add(*offer.span(group)):
            yield Rate(float(offer[group]), bare.named or "USD", None, *offer.span(group), 0.6)


def _may_offer(text: str) -> bool:
    # Five searches by hand take a fourth of the time of a generator over them.
    return "sking" in text or "arting " in text or "tarts " in text or "esde " in text or "partir " in text


def find_in_and_out(bare: Bare) -> Iterator[Rate]:
    """ "Incall 200, outcall 250": no unit and no currency, but the two together are prices."""
    lower = bare.text.lower()
    found = list(_IN_OR_OUT.find(bare.text)) if "call" in lower else []
    told = [(start, match, "amount") for start, match in found]
    if {match["place"][:2].lower() for _, match in found} != {"in", "ou"}:
        told = []
    for scanner, word in ((_IN_AND_OUT, "out"), (_FOR_ONE_OR_TWO, "for")):
        if not told and word in lower:
            told = [(start, match, group) for start, match in scanner.find(bare.text) for group in ("first", "second")]
    for start, match, group in told:
        first, end = start + match.start(group), start + match.end(group)
        if not is_part(bare.text, start, end):
            yield Rate(float(match[group]), bare.named or "USD", None, first, end, 0.65)
