"""Why each ad is in its cluster: the way from the cluster's busiest key to the ad, one step a key."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from matching.cluster import Step
from matching.links.graph import CARRIES, JUDGED, Evidence, Graph
from matching.links.incidence import Numbers
from matching.links.keys import TEMPLATE, LinkKey


@dataclass(frozen=True, slots=True)
class Paths:
    """Explains nodes of the graph. `order` lists nodes component by component, from each root outwards."""

    evidence: Evidence
    graph: Graph
    parents: Numbers
    weights: dict[tuple[int, int], int]

    def to_ad(self, ad: int) -> tuple[Step, ...]:
        """Steps from the root key to the ad; the first says what the root is, the last why the ad hangs there."""
        nodes = [self.graph.keys + ad]
        while (parent := int(self.parents[nodes[-1]])) >= 0:
            nodes.append(parent)
        nodes.reverse()
        steps = [self._step(before, node) for before, node in pairwise(nodes)]
        return (
            tuple(steps) if steps else (Step(self._name(nodes[0]), "the ad first seen by us; the others hang on it"),)
        )

    def _step(self, before: int, node: int) -> Step:
        weight = self.weights[min(before, node), max(before, node)]
        if weight >= JUDGED:
            return Step(self._name(before), f"a person judged it the same as {self._name(node)}")
        if weight >= CARRIES:
            return self._carried(min(before, node))
        name, other = self._name(before), self._name(node)
        if TEMPLATE in (name.kind, other.kind):
            return Step(name, f"stands with {other} in {weight} texts that are nearly the same")
        return Step(name, f"stands with {other} in {weight} different texts")

    def _carried(self, node: int) -> Step:
        name = self._name(node)
        if name.kind == TEMPLATE:
            return Step(name, "the ad's text is nearly the same as those of others")
        return Step(name, f"the ad carries it{self._since(node)}")

    def _since(self, node: int) -> str:
        if node >= self.graph.keys or not self.evidence.nodes.tenure[node]:
            return ""
        return ", after a long time in which nobody showed it"

    def _name(self, node: int) -> LinkKey:
        if node >= self.graph.keys:
            return LinkKey("ad", self.evidence.incidence.ad_ids[node - self.graph.keys])
        return self.evidence.incidence.keys[int(self.evidence.nodes.key[node])]


def trace_paths(evidence: Evidence, graph: Graph, roots: Numbers) -> Paths:
    """Shortest ways from all roots at once: one further node stands before them, so one search covers every
    component."""
    top = graph.size
    rooted = Graph(
        graph.keys,
        graph.size + 1,
        np.concatenate((graph.left, roots)),
        np.concatenate((graph.right, np.full(len(roots), top))),
        np.concatenate((graph.weight, np.ones(len(roots), np.int64))),
    )
    _, parents = breadth_first_order(rooted.matrix(), top, directed=False)
    parents = np.where((parents == top) | (parents < 0), -1, parents).astype(np.int64)[: graph.size]
    used = np.flatnonzero(parents >= 0)
    wanted = set(zip(np.minimum(used, parents[used]).tolist(), np.maximum(used, parents[used]).tolist(), strict=True))
    weights: defaultdict[tuple[int, int], int] = defaultdict(int)
    low, high = np.minimum(graph.left, graph.right), np.maximum(graph.left, graph.right)
    for pair, weight in zip(zip(low.tolist(), high.tolist(), strict=True), graph.weight.tolist(), strict=True):
        if pair in wanted:
            weights[pair] = max(weights[pair], weight)
    return Paths(evidence, graph, parents, dict(weights))
