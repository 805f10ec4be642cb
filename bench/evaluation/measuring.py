"""Run the readers over the cases and count."""

from collections import defaultdict
from collections.abc import Iterable

from bench.evaluation.cases import Case
from bench.evaluation.groups import GROUPS, TOWNS, small_towns
from bench.evaluation.readers import Reader
from bench.evaluation.tally import Tally

Table = dict[str, Tally]


def measure(cases: Iterable[Case], read: Reader) -> tuple[Table, Table]:
    """Return the tallies by group (`kind`, or a name of GROUPS) and by `kind / family`."""
    groups: Table = defaultdict(Tally)
    families: Table = defaultdict(Tally)
    for case in cases:
        found = read(case)
        for kind, expected in case.expected.items():
            values = found.get(kind, frozenset())
            names = [kind, *(group.name for group in GROUPS if group.kind == kind and group.holds(case))]
            for name in names:
                groups[name].add(expected, values)
            families[f"{kind} / {case.family}"].add(expected, values)
            if kind == "place" and (small := small_towns() & (expected | values)):
                groups[TOWNS].add(expected & small, values & small)
    return dict(groups), dict(families)
