"""Find the telephone numbers of a stream text."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from extractors.mention import ASSERTED
from extractors.phones.area_behind import read_area_behind
from extractors.phones.blocks import blocked_places
from extractors.phones.candidate import Candidate, Context
from extractors.phones.edges import Edges, read_edges
from extractors.phones.folded import fold
from extractors.phones.found import Found
from extractors.phones.interleaved import read_interleaved
from extractors.phones.lattice import Lattice, Path
from extractors.phones.links import read_links
from extractors.phones.numbers import Number, digit_limits, read_number
from extractors.phones.numerals import Kind
from extractors.phones.plain import plain_path
from extractors.phones.regions import Region, find_regions
from extractors.phones.scoring import confidence
from extractors.phones.tails import read_tails
from extractors.phones.told import read_told

LEAST_CONFIDENCE: Final = 0.4
"""Below this a reading is not even an alternative worth showing."""

_OPENING: Final = re.compile(r"[+(\[{<]{1,3} ?$")
_CUSTOMARY: Final = re.compile(r"\(?\d{3}(?:\) ?|[-. ])\d{3}[-. ]\d{4}")
# A row of single digits is a number from its beginning, or from behind a stray digit or two; so is a row of pairs.
_STRAY: Final = {1: 3, 2: 6}
_LONGEST_EVEN_GAP: Final = 12
# A stretch with more beginnings than this is a table or an attack; only plain groups of three and more begin there.
_MOST_STARTS: Final = 64
_LIMITS_ABROAD: Final = (7, 17)
_UNCLEAR: Final = (Kind.HOMOPHONE, Kind.LOOKALIKE)
_MOST_SINGLES: Final = 8


def find_phones(text: str, regions: tuple[str, ...], least: float = LEAST_CONFIDENCE) -> list[Found]:
    """Return the numbers in `text` (a stream's) in reading order, the surest reading where several overlap."""
    return find_in_folded(fold(text), text, regions, least)


def find_in_folded(folded: str, text: str, regions: tuple[str, ...], least: float = LEAST_CONFIDENCE) -> list[Found]:
    """The same for a text that was folded before."""
    found = list(read_links(folded, regions))
    for region in find_regions(folded, text):
        found.extend(each for each in _read_region(folded, text, region, regions) if each.confidence >= least)
    if not any(each.confidence >= ASSERTED for each in found):
        # Its search is the dearest of the text, and nobody who writes a number plainly tells it in parts too.
        for read in (read_told, read_area_behind, read_interleaved):
            found.extend(read(folded, regions))
    chosen = _choose(found)
    tails = [tail for each in chosen if each.confidence >= ASSERTED for tail in read_tails(each, folded, regions)]
    return sorted((*chosen, *tails), key=lambda each: (each.start, each.end))


def _read_region(folded: str, text: str, region: Region, regions: tuple[str, ...]) -> Iterator[Found]:
    plain = plain_path(folded, region.start, region.end)
    number = _number(plain.digits, regions, plus=_has_plus(plain.start, folded)) if plain else None
    customary = False
    if plain and number:
        # No date, measure or card is grouped like a North American number.
        customary = _CUSTOMARY.fullmatch(folded, plain.start, plain.end) is not None
        # Four ads in five write their number like this: no need of a lattice.
        edges: Edges = {}
        read = [(plain, number)]
    else:
        edges = read_edges(folded, text, region.start, region.end)
        read = list(_read_lattice(edges, folded, region, regions))
    if not read:
        return
    blocked = frozenset[int]() if customary else blocked_places(folded, region.start, region.end)
    context = _context(folded, text, edges, blocked)
    for path, number in read:
        if not any(edge.start in blocked for edge in path.edges):
            candidate = _candidate(path, number, context)
            yield Found(number, candidate.start, candidate.end, confidence(candidate), _is_disguised(candidate))


def _read_lattice(edges: Edges, folded: str, region: Region, regions: tuple[str, ...]) -> Iterator[tuple[Path, Number]]:
    limits = digit_limits(regions)
    if not _may_hold_number(edges, folded, region, limits[0]):
        return
    lattice = Lattice(folded, edges, region.end)
    for start in _starts(edges, folded):
        abroad = any(edge.digits[0] == "0" for edge in edges[start]) or "+" in folded[max(0, start - 3) : start]
        plus = _has_plus(start, folded)
        for state in lattice.states_from(start, *(_LIMITS_ABROAD if abroad else limits)):
            number = _number(state.digits, regions, plus=plus)
            if number:
                yield state.path(), number


def _may_hold_number(edges: Edges, folded: str, region: Region, fewest: int) -> bool:
    """Whether there are digits enough: most rows of prices and years end here."""
    most = sum(max(len(edge.digits) for edge in here) for here in edges.values() if here)
    abroad = "+" in folded[max(0, region.start - 3) : region.end] or any(
        edge.digits[0] == "0" for here in edges.values() for edge in here
    )
    return most >= (_LIMITS_ABROAD[0] if abroad else fewest)


def _starts(edges: Edges, text: str) -> Iterator[int]:
    """Yield where a number may begin: not inside a word, nor far inside an even row, nor in a wall of digits."""
    length, end, gap = 0, -1, ""
    size = count = 0
    for place in sorted(edges):
        edge = edges[place][0]
        here = text[end:place] if 0 <= place - end < _LONGEST_EVEN_GAP else "far"
        length = length + 1 if len(edge.digits) == size and here == gap else 1
        size, end, gap = len(edge.digits), edge.end, here
        if length > _STRAY.get(size, length) or (place and text[place].isalpha() and text[place - 1].isalpha()):
            continue
        count += 1
        if count <= _MOST_STARTS or (edge.kind is Kind.PLAIN and size > 2):
            yield place


def _context(folded: str, text: str, edges: Edges, blocked: frozenset[int]) -> Context:
    clear = [
        edge for place, here in edges.items() if place not in blocked for edge in here if edge.kind not in _UNCLEAR
    ]
    return Context(folded, text, frozenset(edge.start for edge in clear), frozenset(edge.end for edge in clear))


def _has_plus(start: int, text: str) -> bool:
    if "+" not in text[max(0, start - 4) : start]:
        return False
    opening = _OPENING.search(text, max(0, start - 4), start)
    return opening is not None and "+" in opening.group()


def _number(digits: str, regions: tuple[str, ...], *, plus: bool) -> Number | None:
    # "+312 555 0147", "+++ 312 +++": a plus may be an ornament, where no country has the number.
    return (read_number(digits, "+", regions) if plus else None) or read_number(digits, "", regions)


def _candidate(path: Path, number: Number, context: Context) -> Candidate:
    opening = _OPENING.search(context.text, max(0, path.start - 4), path.start)
    plus = bool(opening) and "+" in context.text[max(0, path.start - 4) : path.start]
    start = path.start
    if opening and (plus or ")" in context.text[path.start : path.end]):
        start = opening.start()
    return Candidate(path, number, start, context, plus)


def _is_disguised(candidate: Candidate) -> bool:
    path = candidate.path
    if any(edge.kind is not Kind.PLAIN for edge in path.edges) or candidate.has_odd_gap:
        return True
    return sum(len(group) == 1 for group in candidate.groups) >= _MOST_SINGLES


def _choose(found: list[Found]) -> list[Found]:
    """Keep the surest reading of each stretch of text."""
    chosen: list[Found] = []
    starts: list[int] = []
    for each in sorted(found, key=lambda each: (-each.confidence, each.start - each.end, each.start)):
        place = bisect_left(starts, each.start)
        before = place > 0 and chosen[place - 1].end > each.start
        behind = place < len(chosen) and chosen[place].start < each.end
        if not before and not behind:
            starts.insert(place, each.start)
            chosen.insert(place, each)
    return chosen
