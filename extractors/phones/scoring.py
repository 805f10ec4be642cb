"""The confidence of a candidate: a sum over a table of signals. Each signal's docstring is what a reviewer reads."""

import re
from collections.abc import Callable
from itertools import pairwise
from math import inf
from typing import Final

from extractors.phones.candidate import Candidate
from extractors.phones.context import (
    counts_hours_and_money,
    counts_up,
    has_rate_cue,
    has_stray_homophone,
    is_asked_for_in_url,
    is_ruled_apart,
    lies_in_url,
    neighbour_looseness,
)
from extractors.phones.lexicon import CONTACT, LABEL, UNIT
from extractors.phones.numerals import Kind

Signal = Callable[[Candidate], float]
# All weights were set on the dev part of tests/extractors/evaluation; see docs/quality.md.
_BASE: Final = 0.6
_DECODING: Final = 0.2
_DEAREST_ROW: Final = 1.1
_DEAREST_TOLD: Final = 0.8
_CURRENCY_SIGNS: Final = [[sign] for sign in "$€£¥₹฿₱"]
_HIGHEST_SIZE: Final = 60
_USUAL_GROUPS: Final = 3
_LONGER_THAN_MONEY: Final = 10
_HIGHEST: Final = 0.99
_LETTERS_BEFORE: Final = re.compile(r"([^\W\d_]+)_?$")
_CODE_BEFORE: Final = re.compile(r"(?<![A-Za-z])([A-Z]{1,5})[-/#]$")
_LETTERS_BEHIND: Final = re.compile(r"[^\W\d_]+")
_UNIT_BEHIND: Final = re.compile(r" ?([^\W\d_]+)")


def grouping(candidate: Candidate) -> float:
    """Digits stand in the groups customary for the country, all apart, in words, in one row, in twos, or oddly."""
    if candidate.is_customary:
        return 0.26
    if candidate.is_spelt:
        return 0.21 - 0.12 * candidate.straddles
    if len(candidate.groups) == 1:
        return 0.14
    if candidate.is_single:
        return 0.2
    if candidate.is_finer or candidate.is_spread:
        return 0.2
    if candidate.is_paired or candidate.is_halved:
        return 0.1
    # "3125550, 147": clauses part what nobody asks to call.
    return -0.13 if candidate.has_comma and not candidate.asks_for_contact else 0.02


def unasked_pairs(candidate: Candidate) -> float:
    """Twos, none beginning with 0, where twos are no custom and nobody asks to be called: sizes, ages, a lottery."""
    if not candidate.is_paired or candidate.is_customary or candidate.is_spelt or candidate.asks_for_contact:
        return 0.0
    if any(group[0] == "0" for group in candidate.groups):
        return 0.0
    # Lotteries end at 60 or so, sizes and ages too.
    return -0.25 if all(int(group) <= _HIGHEST_SIZE for group in candidate.groups) else -0.1


def homophone_among_figures(candidate: Candidate) -> float:
    """A word that sounds like a digit stands between two figures, `21 to 29`, or alone at the end: it is the word."""
    if candidate.is_in_figures:
        return 0.0
    kinds = [(edge.kind, len(edge.digits)) for edge in candidate.path.edges]
    stray = -0.4 if has_stray_homophone(candidate) else 0.0
    return stray - 0.2 * sum(
        kind is Kind.HOMOPHONE and left[0] is Kind.PLAIN and right[0] is Kind.PLAIN and min(left[1], right[1]) > 1
        for left, (kind, _), right in zip(kinds, kinds[1:], kinds[2:], strict=False)
    )


def many_groups(candidate: Candidate) -> float:
    """Many groups of no customary form, and nobody asks to be called: a list of numbers."""
    if candidate.asks_for_contact or len(candidate.body) <= _USUAL_GROUPS:
        return 0.0
    plain = candidate.is_customary or candidate.is_spelt or candidate.is_single or candidate.is_paired
    if plain or candidate.is_halved or candidate.is_spread:
        return 0.0
    return -0.1 * (len(candidate.body) - _USUAL_GROUPS)


def decoding(candidate: Candidate) -> float:
    """Each letter, word or sign that had to be read as a digit or passed over makes the reading less sure."""
    # Prose has a homophone here and there; ten words in a row that all sound like digits are meant so.
    most = _DEAREST_ROW if candidate.is_unbroken else _DEAREST_TOLD if _is_told_well(candidate) else inf
    return -_DECODING * min(candidate.path.cost, most)


def _is_told_well(candidate: Candidate) -> bool:
    return candidate.is_told and candidate.is_customary


def country(candidate: Candidate) -> float:
    """A country code makes sure; a missing trunk 0 or a foreign number in national form makes doubtful."""
    form = candidate.number.form
    if form == "foreign":
        return -0.1 if candidate.is_customary else -0.3
    return {"international": 0.12, "country_code": -0.02, "trunkless": -0.22}.get(form, 0.0)


def contact(candidate: Candidate) -> float:
    """The text asks to call or to write."""
    return 0.14 if candidate.asks_for_contact else 0.0


def label(candidate: Candidate) -> float:
    """The text names the number something else: an id, an order, a card, a flight."""
    return -candidate.label


def cut(candidate: Candidate) -> float:
    """More digits stand as near as its own: the number would be cut out of a longer row."""
    penalty = 0.0
    for looseness in neighbour_looseness(candidate):
        if looseness < candidate.path.looseness:
            return -1.0
        if looseness == candidate.path.looseness:
            penalty -= (
                0.1 if candidate.is_customary and len(candidate.groups) > 2 else 0.15 if candidate.is_spelt else 0.4
            )
    return penalty


def glued_before(candidate: Candidate) -> float:
    """Letters right before: a call to call, a label, a serial number, or the name of an account."""
    before = candidate.text[candidate.start - 1 : candidate.start]
    if not (before.isalpha() or before == "_"):
        return 0.0
    match = _LETTERS_BEFORE.search(candidate.text, max(0, candidate.start - 24), candidate.start)
    if not match:
        return 0.0
    word = match[1]
    if word in CONTACT:
        return 0.1
    if word in LABEL:
        return -0.5
    cased = candidate.context.cased[match.start(1) : match.end(1)]
    return -0.35 if len(word) < 3 or cased.isupper() else -0.08


def code_before(candidate: Candidate) -> float:
    """A few capitals and a dash right before one row of digits: a licence, an invoice, a part."""
    match = _CODE_BEFORE.search(candidate.context.cased, max(0, candidate.start - 8), candidate.start)
    if not match or len(candidate.groups) > 1 or candidate.plus or match[1].lower() in CONTACT:
        return 0.0
    return -0.4


def glued_behind(candidate: Candidate) -> float:
    """Letters right behind: a unit, a check letter, or just the next word."""
    match = _LETTERS_BEHIND.match(candidate.text, candidate.end)
    if not match:
        return 0.0
    if match.group() in UNIT:
        return -0.4
    if candidate.text[candidate.end - 1].isalpha():
        # The last word of the number is cut out of a longer one.
        return -0.5
    return -0.3 if len(match.group()) == 1 else -0.05


def unit(candidate: Candidate) -> float:
    """A unit of time, money or measure follows, or a currency sign stands before."""
    if candidate.before[-1:] in _CURRENCY_SIGNS or candidate.behind[:1] == ["%"]:
        # Nobody asks for thousands of millions without a comma: the sign is an ornament.
        return -0.5 if len(candidate.path.digits) < _LONGER_THAN_MONEY or len(candidate.groups) > 1 else -0.1
    match = _UNIT_BEHIND.match(candidate.text, candidate.end)
    if match and match[1] in UNIT:
        return -0.05 if candidate.is_customary or len(candidate.groups) == 1 else -0.3
    return 0.0


def rates(candidate: Candidate) -> float:
    """Every group is a round sum: a list of prices."""
    if candidate.is_spelt and counts_hours_and_money(candidate):
        return -0.5
    groups = candidate.groups
    if (
        candidate.number.type == "toll_free"
        or len(groups) < 3
        or candidate.is_spelt
        or not all(len(g) > 1 and g[0] != "0" and g[-1] in "05" for g in groups)
    ):
        return 0.0
    if has_rate_cue(candidate):
        return -0.5
    return -0.05 if candidate.asks_for_contact else -0.35


def pay(candidate: Candidate) -> float:
    """Two round sums, the second higher, `45000-55000`: what a job pays."""
    groups = candidate.groups
    if len(groups) != 2 or candidate.is_spelt or candidate.plus:
        return 0.0
    low, high = groups
    round_sums = low.endswith("00") and high.endswith("00") and low[0] != "0"
    is_range = (round_sums or has_rate_cue(candidate)) and int(low) < int(high) < 4 * int(low)
    return -0.5 if is_range else 0.0


def counting(candidate: Candidate) -> float:
    """The words or digits count up or down."""
    return -0.8 if counts_up(candidate) else 0.0


def ages(candidate: Candidate) -> float:
    """Groups of two that rise within the ages of adults: a list of ages or sizes."""
    groups = candidate.groups
    if len(groups) < 4 or any(len(group) != 2 for group in groups) or candidate.is_customary:
        return 0.0
    values = [int(group) for group in groups]
    rising = all(left <= right for left, right in pairwise(values))
    return -0.4 if rising or all(18 <= value <= 60 for value in values) else 0.0


def placeholder(candidate: Candidate) -> float:
    """One digit throughout, or the keys in their order: nobody's number."""
    digits = candidate.path.digits
    if len(set(digits[-9:])) == 1:
        return -0.5
    in_order = digits in "012345678901234567890" or digits in "09876543210987654321"
    return -0.5 if in_order and candidate.number.e164.startswith("+1") else 0.0


def address(candidate: Candidate) -> float:
    """A bare row of digits in a web address is the id of a page."""
    if not lies_in_url(candidate) or is_asked_for_in_url(candidate):
        return 0.0
    return -0.6 if len(candidate.groups) < 3 and not candidate.plus else -0.05


def ruled_apart(candidate: Candidate) -> float:
    """Most gaps are words nobody puts inside a number."""
    return -0.25 if is_ruled_apart(candidate) else 0.0


SIGNALS: Final[tuple[Signal, ...]] = (
    grouping, unasked_pairs, many_groups, homophone_among_figures, decoding, country, contact, label, cut,
    glued_before, code_before, glued_behind, unit, rates, pay, counting, ages, placeholder, address, ruled_apart,
)  # fmt: skip


def confidence(candidate: Candidate) -> float:
    """Return how sure the candidate is a telephone number, 0 to .99."""
    total = _BASE + sum(signal(candidate) for signal in SIGNALS)
    return max(0.0, min(_HIGHEST, total))
