"""Find the telephone numbers of a stream text."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.mention import ASSERTED
from extractors.phones.blocks import remove_blocked
from extractors.phones.candidate import Candidate, Context
from extractors.phones.edges import Edges, read_edges
from extractors.phones.folded import fold
from extractors.phones.found import Found
from extractors.phones.lattice import Lattice, Path
from extractors.phones.links import read_links
from extractors.phones.numbers import read_number
from extractors.phones.numerals import Kind
from extractors.phones.regions import Region, find_regions
from extractors.phones.scoring import confidence
from extractors.phones.tails import read_tails

LEAST_CONFIDENCE: Final = 0.3
"""Below this a reading is not even an alternative worth showing."""

_OPENING: Final = re.compile(r"[+(\[{<]{1,3} ?$")
_LONGEST_RUN: Final = 20
_UNCLEAR: Final = (Kind.HOMOPHONE, Kind.LOOKALIKE)
_MOST_SINGLES: Final = 8


def find_phones(text: str, regions: tuple[str, ...]) -> list[Found]:
    """Return the numbers in `text` (a stream's), best reading first where they overlap, then in reading order."""
    folded = fold(text)
    found = list(read_links(folded, regions))
    for region in find_regions(folded, text):
        found.extend(_read_region(folded, text, region, regions))
    chosen = _choose(found)
    tails = [tail for each in chosen if each.confidence >= ASSERTED for tail in read_tails(each, folded, regions)]
    return sorted((*chosen, *tails), key=lambda each: (each.start, each.end))


def _read_region(folded: str, text: str, region: Region, regions: tuple[str, ...]) -> Iterator[Found]:
    edges = read_edges(folded, text, region.start, region.end)
    remove_blocked(edges, folded, region.start, region.end)
    context = _context(folded, text, edges)
    lattice = Lattice(folded, edges, region.end)
    for start in _starts(edges, folded):
        for path in lattice.paths_from(start):
            candidate = _candidate(path, context, regions)
            sure = confidence(candidate) if candidate else 0.0
            if candidate and sure >= LEAST_CONFIDENCE:
                yield Found(candidate.number, candidate.start, candidate.end, sure, _is_disguised(candidate))


def _starts(edges: Edges, text: str) -> Iterator[int]:
    """Yield where a number may begin: not inside a word, nor inside a long even row of single digits."""
    row_end, row_length, row_gap = -1, 0, ""
    starts = sorted(place for place, here in edges.items() if here)
    for place in starts:
        edge = edges[place][0]
        gap = text[row_end:place] if row_end >= 0 else ""
        even = len(edge.digits) == 1 and row_length and gap == row_gap and place - row_end < 4
        row_length = row_length + 1 if even else 1
        row_gap = gap if row_length > 1 or row_end < 0 else gap
        row_end = edge.end
        if row_length > _LONGEST_RUN:
            continue
        if place == 0 or not (text[place].isalpha() and text[place - 1].isalpha()):
            yield place


def _context(folded: str, text: str, edges: Edges) -> Context:
    clear = [edge for here in edges.values() for edge in here if edge.kind not in _UNCLEAR]
    return Context(folded, text, frozenset(edge.start for edge in clear), frozenset(edge.end for edge in clear))


def _candidate(path: Path, context: Context, regions: tuple[str, ...]) -> Candidate | None:
    opening = _OPENING.search(context.text, max(0, path.start - 4), path.start)
    plus = bool(opening) and "+" in opening.group()
    number = read_number(path.digits, plus, regions)
    if number is None and plus and path.digits.startswith("0"):
        number = read_number(path.digits, False, regions)
    if number is None:
        return None
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
    """Keep the surest reading of each stretch; one more of another value may stay, as an alternative below assertion."""
    chosen: list[Found] = []
    for each in sorted(found, key=lambda each: (-each.confidence, each.start - each.end, each.start)):
        if not any(each.start < other.end and other.start < each.end for other in chosen):
            chosen.append(each)
    return chosen
