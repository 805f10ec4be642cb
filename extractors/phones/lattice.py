"""Paths through the readings of a stretch of text: digits with their gaps, the cheapest few."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Final, NamedTuple

from extractors.phones.edges import Edge, Edges
from extractors.phones.gaps import Gap, Style, gap_from
from extractors.phones.numerals import Kind

_MOST_DIGITS: Final = 17
_DEAREST: Final = 3.0
_BEAM: Final = 2
_MOST_WORDS: Final = 12
_MOST_WORDS_IN_GAP: Final = 5


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
    digits: int
    words: int


class Lattice:
    """All paths over one stretch of text. Each start looks a bounded way ahead: the whole is linear."""

    def __init__(self, text: str, edges: Edges, end: int) -> None:
        self._text = text
        self._edges = edges
        self._end = end
        self._ahead = _digits_ahead(edges)
        self._gap_cache: dict[int, Gap | None] = {}

    def paths_from(self, start: int, fewest: int = 7, most: int = _MOST_DIGITS) -> Iterator[Path]:
        """Yield paths that begin with a digit at `start` and end with one, with `fewest` to `most` digits."""
        if self._ahead[start] < fewest:
            return
        queue = [start]
        states: dict[int, list[_State]] = defaultdict(list)
        states[start].append(_State(0.0, (), (), (), 0, 0))
        seen = {start}
        while queue:
            place = heappop(queue)
            for state in _best(states.pop(place)):
                if not state.pending and state.digits >= fewest:
                    yield _path(state)
                if state.digits >= most or state.digits + self._left(place) < fewest:
                    continue
                for following in self._steps(place, state):
                    target = following.pending[-1].end if following.pending else following.edges[-1].end
                    states[target].append(following)
                    if target not in seen:
                        seen.add(target)
                        heappush(queue, target)

    def _steps(self, place: int, state: _State) -> Iterator[_State]:
        for edge in self._edges.get(place, ()):
            digits = state.digits + len(edge.digits)
            cost = state.cost + edge.cost + _split_tens(edge, state)
            if digits > _MOST_DIGITS or cost > _DEAREST or not _may_follow(edge, state):
                continue
            gaps = (*state.gaps, state.pending) if state.edges else ()
            yield _State(cost, (*state.edges, edge), gaps, (), digits, state.words)
        gap = self._gap(place) if state.edges and place < self._end else None
        if gap and self._may_pass(gap, state):
            words = state.words + (gap.style is Style.WORDS)
            cost = state.cost + gap.cost
            yield _State(cost, state.edges, state.gaps, (*state.pending, gap), state.digits, words)

    def _left(self, place: int) -> int:
        """How many digits may still come; unknown inside a gap."""
        return self._ahead.get(place, _MOST_DIGITS)

    def _gap(self, place: int) -> Gap | None:
        if place not in self._gap_cache:
            self._gap_cache[place] = gap_from(self._text, place)
        return self._gap_cache[place]

    def _may_pass(self, gap: Gap, state: _State) -> bool:
        if gap.end > self._end or state.cost + gap.cost > _DEAREST:
            return False
        if gap.style is not Style.WORDS:
            return True
        # A homophone beside other words is the word it seems to be.
        if not state.pending and state.edges[-1].kind is Kind.HOMOPHONE:
            return False
        here = sum(part.style is Style.WORDS for part in state.pending)
        return here < _MOST_WORDS_IN_GAP and state.words < _MOST_WORDS


def _digits_ahead(edges: Edges) -> dict[int, int]:
    """Return for each offset how many digits may follow from it on, at the most."""
    ahead, total = {}, 0
    for place in sorted(edges, reverse=True):
        total += max((len(edge.digits) for edge in edges[place]), default=0)
        ahead[place] = total
    return ahead


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
        group = (state.digits, bool(state.pending))
        kept[group] += 1
        if kept[group] <= _BEAM:
            best.append(state)
    return best


def _path(state: _State) -> Path:
    return Path(state.edges, state.gaps, state.cost, "".join(edge.digits for edge in state.edges))
