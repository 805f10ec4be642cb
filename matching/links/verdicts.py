"""People's decisions on the link graph: SAME joins, DIFFERENT splits, whatever the keys say, at every run."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from matching.judgement import Judgement, Verdict
from matching.links.graph import JUDGED, Evidence, Graph
from matching.links.incidence import Numbers
from matching.links.keys import LinkKey

_WIDE: Final = 500_000_000


@dataclass(frozen=True, slots=True)
class Judged:
    """The graph after the judgements. `unattached` name ads or keys that are not held now; `conflicts` are DIFFERENT
    judgements that could only be kept against a SAME judgement."""

    graph: Graph
    labels: Numbers
    unattached: tuple[Judgement, ...]
    conflicts: tuple[Judgement, ...]


def latest_verdicts(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The last decision on each pair, in the order they were decided; UNSURE takes an earlier decision back."""
    latest: dict[frozenset[str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.decided_at, j.left, j.right)):
        latest[frozenset((judgement.left, judgement.right))] = judgement
    decided = [j for j in latest.values() if j.verdict is not Verdict.UNSURE and j.left != j.right]
    return sorted(decided, key=lambda j: (j.decided_at, j.left, j.right))


def apply_verdicts(graph: Graph, evidence: Evidence, judgements: Iterable[Judgement]) -> Judged:
    """All SAME first, then the DIFFERENT ones in turn, so that no later join undoes a split."""
    named = _Names(evidence, graph.keys)
    decided = latest_verdicts(judgements)
    attached = [j for j in decided if len(named.nodes(j.left)) and len(named.nodes(j.right))]
    same = [j for j in attached if j.verdict is Verdict.SAME]
    for judgement in same:
        together = np.concatenate((named.nodes(judgement.left), named.nodes(judgement.right)))
        graph = graph.with_edges(together[:-1], together[1:], JUDGED)
    labels, conflicts = graph.components(), []
    for judgement in (j for j in attached if j.verdict is Verdict.DIFFERENT):
        cut = _cut(graph, labels, *named.later_first(judgement))
        if cut is None:
            continue
        if bool((graph.weight[cut] >= JUDGED).any()):
            conflicts.append(judgement)
        graph = graph.without(cut)
        labels = graph.components()
    return Judged(graph, labels, tuple(j for j in decided if j not in attached), tuple(conflicts))


class _Names:
    """Graph nodes by ad_id or link key. A key stands for all its tenures."""

    def __init__(self, evidence: Evidence, keys: int) -> None:
        self._evidence = evidence
        self._keys = keys
        self._ads = {ad_id: number for number, ad_id in enumerate(evidence.incidence.ad_ids)}
        self._numbers = {key: number for number, key in enumerate(evidence.incidence.keys)}

    def nodes(self, name: str) -> Numbers:
        """Empty when neither an ad nor a key of that name is held."""
        if name in self._ads:
            return np.array([self._ads[name] + self._keys], np.int64)
        kind, _, value = name.partition(":")
        number = self._numbers.get(LinkKey(kind, value))
        held = self._evidence.nodes.key
        return np.empty(0, np.int64) if number is None else np.flatnonzero(held == number).astype(np.int64)

    def later_first(self, judgement: Judgement) -> tuple[Numbers, Numbers]:
        """Both sides, the one first seen later before the other: where there is a choice, the newcomer leaves."""
        left, right = self.nodes(judgement.left), self.nodes(judgement.right)
        return (right, left) if self._first(left) < self._first(right) else (left, right)

    def _first(self, nodes: Numbers) -> int:
        times = np.concatenate((self._evidence.nodes.starts, self._evidence.incidence.first))
        return int(times[nodes].min())


def _cut(graph: Graph, labels: Numbers, away: Numbers, rest: Numbers) -> NDArray[np.bool_] | None:
    """The lightest set of edges whose removal parts `away` from `rest`, as near to `away` as there is a choice; None
    when they are apart already."""
    shared = np.intersect1d(labels[away], labels[rest])
    if not len(shared):
        return None
    inside = np.flatnonzero(np.isin(labels, shared))
    position = np.full(graph.size, -1, np.int64)
    position[inside] = np.arange(len(inside))
    edges = np.flatnonzero(position[graph.left] >= 0)
    left, right = position[graph.left[edges]], position[graph.right[edges]]
    ends = (position[away][position[away] >= 0], position[rest][position[rest] >= 0])
    capacity = _capacities(left, right, graph.weight[edges], ends, len(inside))
    residual = capacity - maximum_flow(capacity, len(inside), len(inside) + 1).flow
    residual.data = np.maximum(residual.data, 0)
    residual.eliminate_zeros()
    near = np.zeros(len(inside) + 2, bool)
    near[breadth_first_order(residual, len(inside), return_predecessors=False)] = True
    dropped = np.zeros(len(graph.left), bool)
    dropped[edges] = near[left] != near[right]
    return dropped


def _capacities(left: Numbers, right: Numbers, weight: Numbers, ends: tuple[Numbers, Numbers], size: int) -> csr_array:
    """Flow network: every edge both ways, one source before `away`, one sink behind `rest`, both wider than any cut."""
    away, rest = ends
    rows = np.concatenate((left, right, np.full(len(away), size), rest))
    columns = np.concatenate((right, left, away, np.full(len(rest), size + 1)))
    wide = np.full(len(away) + len(rest), _WIDE, np.int64)
    values = np.concatenate((weight, weight, wide)).astype(np.int32)
    return csr_array(coo_array((values, (rows, columns)), shape=(size + 2, size + 2)))
