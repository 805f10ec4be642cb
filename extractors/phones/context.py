"""Cues in the text around a candidate."""

import re
from itertools import pairwise
from typing import Final

from extractors.phones.candidate import Candidate
from extractors.phones.gaps import Style
from extractors.phones.lexicon import RATE
from extractors.phones.numerals import Kind
from extractors.phones.tails import TAILS

_LEFT_OF: Final = re.compile(r"[^\w\n]{0,4}$")
_RIGHT_OF: Final = re.compile(r"[^\w\n]{0,4}(?:(?:y|et|and)[ -](?=[a-z]))?")
_URL: Final = re.compile(r"://|www\.|[a-z0-9-]\.[a-z]{2,6}/|[?&][a-z_]+=")
_URL_TELEPHONE: Final = re.compile(
    r"[?&;](?:tel|phone|mobile|cell|whatsapp|wa|number|num|call|sms|telefono|telephone)=\+?$"
)
_CLAUSE_ENDS: Final = frozenset(",.;!?")
_LONGEST_URL: Final = 200
_LEAST_COUNT: Final = 6


def has_rate_cue(candidate: Candidate) -> bool:
    """Whether prices are spoken of nearby."""
    return any(token in RATE for token in (*candidate.before, *candidate.behind))


def neighbour_looseness(candidate: Candidate) -> list[int]:
    """Return how far off the nearest digits on either side are, in the terms of `Gap.looseness`."""
    text, context, found = candidate.text, candidate.context, []
    left = _LEFT_OF.search(text, max(0, candidate.start - 4), candidate.start)
    if left and left.start() in context.ends:
        found.append(_looseness(left.group()))
    right = _RIGHT_OF.match(text, candidate.end)
    if right and right.end() in context.begins and not TAILS.match(text, candidate.end):
        found.append(_looseness(right.group()))
    return found


def _looseness(gap: str) -> int:
    if not gap:
        return 0
    joined = gap[-2:-1].isalpha()
    # What stands in the next clause belongs together less: "5635 55 0181. Two men".
    return 1 if " " not in gap else 2 if joined or (len(gap) <= 3 and gap[0] not in _CLAUSE_ENDS) else 3


def counts_up(candidate: Candidate) -> bool:
    """Whether the readings, one after another, rise or fall by one."""
    if len(candidate.path.edges) <= _LEAST_COUNT:
        return False
    values = [int(edge.digits) for edge in candidate.path.edges if len(edge.digits) < 3]
    steps = [right - left for left, right in pairwise(values)]
    for step in (1, -1):
        run = longest = 0
        for difference in steps:
            run = run + 1 if difference == step else 0
            longest = max(longest, run)
        if longest >= _LEAST_COUNT and candidate.number.e164.startswith("+1"):
            return True
        if longest >= _LEAST_COUNT and longest >= len(values) - 2:
            # "98765 43210" is a number people make up for India; a ten shows that something was counted.
            return any(edge.digits == "10" for edge in candidate.path.edges)
    return False


def lies_in_url(candidate: Candidate) -> bool:
    """Whether the candidate stands inside a web address."""
    if candidate.text[candidate.start - 1 : candidate.start] in ("", " ", "\n"):
        return False
    left = max(candidate.text.rfind(" ", 0, candidate.start), candidate.text.rfind("\n", 0, candidate.start)) + 1
    return candidate.start - left < _LONGEST_URL and bool(_URL.search(candidate.text, left, candidate.start))


def is_asked_for_in_url(candidate: Candidate) -> bool:
    """Whether the web address itself names the digits a telephone: `?tel=`."""
    return bool(_URL_TELEPHONE.search(candidate.text, max(0, candidate.start - 20), candidate.start))


def has_stray_homophone(candidate: Candidate) -> bool:
    """Whether all is in figures but for a word at either end that sounds like a digit: "49 151 to downtown"."""
    homophones = [edge.kind is Kind.HOMOPHONE and edge.end - edge.start > 1 for edge in candidate.path.edges]
    others = any(edge.kind not in (Kind.HOMOPHONE, Kind.PLAIN) for edge in candidate.path.edges)
    return not others and sum(homophones) < 3 and (homophones[0] or homophones[-1])


def counts_hours_and_money(candidate: Candidate) -> bool:
    """Whether round sums in figures alternate with words, and nobody asks to be called: `160 two 250 three 400`."""
    figures = [edge.digits for edge in candidate.path.edges if edge.kind is Kind.PLAIN]
    round_sums = all(len(figure) in (2, 3) and figure[0] != "0" and figure[-1] in "05" for figure in figures)
    spelt = [edge.kind is not Kind.PLAIN for edge in candidate.path.edges]
    alternate = any(spelt) and not any(left and right for left, right in pairwise(spelt))
    return len(figures) > 1 and round_sums and alternate and not candidate.asks_for_contact


def is_ruled_apart(candidate: Candidate) -> bool:
    """Whether two unknown words or more stand between the digits, and nothing asks for contact."""
    if candidate.asks_for_contact or candidate.is_told or not candidate.is_in_figures:
        return False
    return sum(gap.style is Style.WORDS and gap.cost >= 0.3 for parts in candidate.path.gaps for gap in parts) >= 2
