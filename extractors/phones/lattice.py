"""Paths through the readings of a stretch of text: digits with their gaps, the cheapest few."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf
from typing import Final, NamedTuple

from extractors.phones.edges import Edge, Edges
from extractors.phones.gaps import Gap, Style, gap_from
from extractors.phones.numerals import Kind

_MOST_DIGITS: Final = 17
_DEAREST: Final = 3.0
_BEAM: Final = 2
_MOST_WORDS: Final = 12
_MOST_WORDS_IN_GAP: Final = 5
# Prose that says what follows, "for those who know, the rest is", may be longer, and no word of it speaks against.
_MOST_WORDS_TOLD: Final = 9
_DEAREST_TOLD: Final = 0.12


class Path(NamedTuple):
    """One reading: edges in order, and between each two the gaps that part them (none where they touch)."""

    edges: tuple[Edge, ...]
    gaps: tuple[tuple[Gap, ...], ...]
    cost: float
    digits: str

    @property
    def start(self) -> int:
        return self.edges[0].start

    @property
    def end(self) -> int:
        return self.edges[-1].end

    @property
    def looseness(self) -> int:
        """The widest gap inside."""
        return max((gap.looseness for parts in self.gaps for gap in parts), default=0)


class _State(NamedTuple):
    cost: float
    edges: tuple[Edge, ...]
    gaps: tuple[tuple[Gap, ...], ...]
    pending: tuple[Gap, ...]
    digits: str
    words: int

    def path(self) -> Path:
        """What this state has read so far, as a path."""
        return Path(self.edges, self.gaps, self.cost, self.digits)


class _Hop(NamedTuple):
    """The gaps from one place to the next place where a digit may begin."""

    parts: tuple[Gap, ...]
    target: int
    words: int
    cost: float


_START: Final = _State(0.0, (), (), (), "", 0)


class Lattice:
    """All paths over one stretch of text. Each start looks a bounded way ahead: the whole is linear."""

    def __init__(self, text: str, edges: Edges, end: int) -> None:
        self._text = text
        self._edges = edges
        self._end = end
        self._hops_from: dict[int, tuple[_Hop, ...]] = {}
        self._ahead: dict[int, int] = {}
        for place in sorted(edges, reverse=True):
            self._ahead[place] = max((len(edge.digits) + self._left(edge.end) for edge in edges[place]), default=0)

    def paths_from(self, start: int, fewest: int = 7, most: int = _MOST_DIGITS) -> Iterator[Path]:
        """Yield paths that begin with a digit at `start` and end with one, with `fewest` to `most` digits."""
        return (state.path() for state in self.states_from(start, fewest, most))

    def states_from(self, start: int, fewest: int, most: int) -> Iterator[_State]:
        """Yield the same paths as they are being read: most are no number, and need no more than their digits."""
        if self._ahead[start] < fewest:
            return
        queue = [start]
        states: dict[int, list[_State]] = defaultdict(list)
        states[start].append(_START)
        while queue:
            place = heappop(queue)
            for state in _best(states.pop(place)):
                if not state.pending and len(state.digits) >= fewest:
                    yield state
                if len(state.digits) >= most:
                    continue
                for target, following in self._steps(place, state, fewest):
                    if target not in states:
                        heappush(queue, target)
                    states[target].append(following)

    def _steps(self, place: int, state: _State, fewest: int) -> Iterator[tuple[int, _State]]:
        for edge in self._edges.get(place, ()):
            digits = state.digits + edge.digits
            cost = state.cost + edge.cost + _split_tens(edge, state)
            if len(digits) > _MOST_DIGITS or cost > _DEAREST or not _may_follow(edge, state):
                continue
            if len(digits) + self._left(edge.end) >= fewest:
                gaps = (*state.gaps, state.pending) if state.edges else ()
                yield edge.end, _State(cost, (*state.edges, edge), gaps, (), digits, state.words)
        if state.pending or not state.edges:
            return
        for hop in self._hops(place):
            cost = _passing(hop, state)
            if cost <= _DEAREST and len(state.digits) + self._ahead[hop.target] >= fewest:
                words = state.words + hop.words
                yield hop.target, _State(cost, state.edges, state.gaps, hop.parts, state.digits, words)

    def _left(self, place: int) -> int:
        """How many digits may still come behind a digit that ends at `place`, at the most."""
        most = self._ahead.get(place, 0)
        for hop in self._hops(place):
            most = max(most, self._ahead[hop.target])
        return most

    def _hops(self, place: int) -> tuple[_Hop, ...]:
        if place not in self._hops_from:
            self._hops_from[place] = tuple(self._read_hops(place))
        return self._hops_from[place]

    def _read_hops(self, place: int) -> Iterator[_Hop]:
        parts: tuple[Gap, ...] = ()
        words, leads = 0, False
        while place < self._end:
            gap = gap_from(self._text, place)
            if gap is None or gap.end > self._end:
                return
            words += gap.style is Style.WORDS
            leads = leads or gap.leads
            if words > _MOST_WORDS_TOLD:
                return
            parts, place = (*parts, gap), gap.end
            if place in self._ahead and (leads or words <= _MOST_WORDS_IN_GAP):
                yield _Hop(
                    parts, place, words, sum(min(part.cost, _DEAREST_TOLD) if leads else part.cost for part in parts)
                )


def _passing(hop: _Hop, state: _State) -> float:
    """Return the cost of the state behind `hop`, infinite where it may not pass."""
    # A homophone beside other words is the word it seems to be.
    if hop.parts[0].style is Style.WORDS and state.edges[-1].kind is Kind.HOMOPHONE:
        return inf
    if state.words + hop.words > _MOST_WORDS:
        return inf
    return state.cost + hop.cost


def _split_tens(edge: Edge, state: _State) -> float:
    """Return what it costs to read `fifty five` as 505 rather than 55."""
    if not state.edges or edge.kind is Kind.PLAIN or state.edges[-1].kind is Kind.PLAIN:
        return 0.0
    before = state.edges[-1].digits
    zeros = len(before) - len(before.rstrip("0"))
    return 0.25 if zeros < len(before) and zeros >= len(edge.digits) else 0.0


def _may_follow(edge: Edge, state: _State) -> bool:
    if edge.kind is not Kind.HOMOPHONE:
        return True
    return not any(gap.style is Style.WORDS for gap in state.pending)


def _best(states: list[_State]) -> list[_State]:
    """The cheapest few for each number of digits, those inside a gap apart from those at a digit."""
    if len(states) == 1:
        return states
    kept: dict[tuple[int, bool], int] = defaultdict(int)
    best = []
    for state in sorted(states, key=lambda state: state.cost):
        group = (len(state.digits), bool(state.pending))
        kept[group] += 1
        if kept[group] <= _BEAM:
            best.append(state)
    return best
