"""A path that is a valid number, with the text around it."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extractors.phones.gaps import Style
from extractors.phones.labels import name_label
from extractors.phones.lattice import Path
from extractors.phones.lexicon import CONTACT
from extractors.phones.numbers import Number
from extractors.phones.numerals import Kind
from extractors.phones.remembered import remembered

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n")
_CONTACT_SIGNS: Final = frozenset("📞📱☎✆☏📲🤙📟📠💬✉")
_NEAR_WORDS: Final = 7
_LEAST_ROW: Final = 9
_SPELT: Final = frozenset(
    (Kind.WORD, Kind.COMPOUND, Kind.REPEATED, Kind.MISSPELT, Kind.LEET, Kind.SPACED, Kind.HOMOPHONE, Kind.EVERYDAY)
)


@dataclass(frozen=True)
class Context:
    """The text around: `text` is folded, `cased` has its capitals; `begins` and `ends` say where clear digits stand."""

    text: str
    cased: str
    begins: frozenset[int]
    ends: frozenset[int]


@dataclass(frozen=True)
class Candidate:
    """`start:end` are stream offsets with a leading plus or bracket."""

    path: Path
    number: Number
    start: int
    context: Context
    plus: bool

    @remembered
    def text(self) -> str:
        return self.context.text

    @remembered
    def end(self) -> int:
        return self.path.end

    @remembered
    def groups(self) -> tuple[str, ...]:
        """The digits as gaps part them."""
        groups = [self.path.edges[0].digits]
        for edge, gap in zip(self.path.edges[1:], self.path.gaps, strict=True):
            if gap:
                groups.append(edge.digits)
            else:
                groups[-1] += edge.digits
        return tuple(groups)

    @remembered
    def body(self) -> tuple[str, ...]:
        """The groups without a country code behind a plus, and without a trunk 0 behind that: `+44 (0)7700 900 777`."""
        if not self.plus or len(self.groups) < 3:
            return self.groups
        return self.groups[2:] if self.groups[1] == "0" else self.groups[1:]

    @remembered
    def boundaries(self) -> frozenset[int]:
        """Places of the gaps, counted from the last digit."""
        places, behind = set(), 0
        for group in reversed(self.groups[1:]):
            behind += len(group)
            places.add(behind)
        return frozenset(places)

    @remembered
    def is_spelt(self) -> bool:
        """Whether words stand for some of the digits."""
        return any(edge.kind in _SPELT for edge in self.path.edges)

    @remembered
    def is_in_figures(self) -> bool:
        """Whether plain figures stand for all of the digits."""
        return all(edge.kind is Kind.PLAIN for edge in self.path.edges)

    @remembered
    def is_customary(self) -> bool:
        """Whether gaps stand only where they stand in the customary form."""
        return bool(self.groups[1:]) and self.boundaries <= self.number.boundaries

    @remembered
    def is_single(self) -> bool:
        """Whether nearly every digit stands apart."""
        return len(self.groups) >= len(self.path.digits) - 1

    @remembered
    def is_paired(self) -> bool:
        """Whether the digits stand in twos, the ends apart."""
        return len(self.groups) > 3 and all(len(group) == 2 for group in self.groups[1:])

    @remembered
    def _inner(self) -> frozenset[int]:
        """The customary places of gaps that lie within the digits."""
        return frozenset(place for place in self.number.boundaries if place < len(self.path.digits) - 1)

    @remembered
    def is_finer(self) -> bool:
        """Whether gaps stand where they are customary and elsewhere too, no group shorter than three."""
        whole = all(len(group) > 2 for group in self.body)
        return whole and bool(self._inner & self.boundaries) and len(self.groups) > 2

    @remembered
    def is_halved(self) -> bool:
        """Whether the customary groups are cut again, into twos at the least, by one sign throughout."""
        signs = {self.text[gap.start : gap.end] for parts in self.path.gaps for gap in parts}
        whole = all(len(group) > 1 for group in self.groups)
        return whole and len(self.groups) > 2 and len(signs) == 1 and self._inner <= self.boundaries

    @remembered
    def is_spread(self) -> bool:
        """Whether each customary group is whole or told digit by digit, `312 555 0 1 4 7`."""
        if not (self._inner and self._inner <= self.boundaries):
            return False
        ends = (0, *sorted(self._inner), len(self.path.digits))
        inside = [sum(left < place < right for place in self.boundaries) for left, right in pairwise(ends)]
        return all(count in (0, right - left - 1) for count, (left, right) in zip(inside, pairwise(ends), strict=True))

    @remembered
    def is_unbroken(self) -> bool:
        """Whether words stand for the digits one by one, ten or nearly, pausing only where it is customary."""
        if not self.is_spelt or len(self.path.edges) < _LEAST_ROW:
            return False
        behind = len(self.path.digits)
        for edge, gap in zip(self.path.edges, self.path.gaps, strict=False):
            behind -= len(edge.digits)
            pauses = any(self.text[part.start : part.end] != " " for part in gap)
            if pauses and (behind not in self.number.boundaries or any(p.style is not Style.SIMPLE for p in gap)):
                return False
        return True

    @remembered
    def straddles(self) -> int:
        """How many spelt-out numbers (`fifty five`) reach over a place where the customary form has a gap."""
        behind, count = 0, 0
        for edge in reversed(self.path.edges):
            reach = range(behind + 1, behind + len(edge.digits))
            count += edge.kind in _SPELT and not self.number.boundaries.isdisjoint(reach)
            behind += len(edge.digits)
        return count

    @remembered
    def before(self) -> list[str]:
        """The words and signs before, as far as cues are looked for, the nearest last."""
        return _TOKEN.findall(self.text, max(0, self.start - 60), self.start)

    @remembered
    def behind(self) -> list[str]:
        """The words and signs behind, as far as cues are looked for, the nearest first."""
        return _TOKEN.findall(self.text, self.end, self.end + 40)

    @remembered
    def label(self) -> float:
        """How strongly the words right before name the number something else than a telephone: 0 to .5."""
        return name_label(self.before, self.behind, is_bare=len(self.groups) == 1)

    @remembered
    def asks_for_contact(self) -> bool:
        """Whether one of the last few words before, or the first behind, asks for contact."""
        near = {*self.before[-_NEAR_WORDS:], *self.behind[:4]}
        return not (near.isdisjoint(CONTACT) and near.isdisjoint(_CONTACT_SIGNS)) and not self.label

    @remembered
    def is_told(self) -> bool:
        """Whether prose leads from one part to the next: "then comes 555"."""
        return any(gap.leads for parts in self.path.gaps for gap in parts)

    @remembered
    def has_comma(self) -> bool:
        """Whether a comma parts the digits somewhere."""
        return any(self.text[gap.start] == "," for parts in self.path.gaps for gap in parts)

    @remembered
    def has_odd_gap(self) -> bool:
        """Whether anything but white space, full stops, dashes, slashes, brackets, commas and plus signs is between."""
        return any(gap.style is not Style.SIMPLE for parts in self.path.gaps for gap in parts)
