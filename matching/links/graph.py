"""The link graph: keys and ads as nodes, evidence as weighted edges; never an edge from ad to ad but by a person's
word."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from matching.links.incidence import Incidence, Numbers
from matching.links.inputs import LinkLimits
from matching.links.pairs import CONTACT_KINDS, Pairs
from matching.links.tenure import Nodes

CARRIES: Final = 10_000
"""Weight of an ad on its own key: above any number of shared texts, so that a split cuts between keys first."""

JUDGED: Final = 1_000_000
"""Weight of a person's word."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes 0 to `keys` - 1 are key tenures, the rest ads (`keys` + ad number). Edges are undirected; `weight` is the
    number of distinct texts that carry both keys, or CARRIES, or JUDGED."""

    keys: int
    size: int
    left: Numbers
    right: Numbers
    weight: Numbers

    def without(self, dropped: NDArray[np.bool_]) -> "Graph":
        """The graph without some edges."""
        kept = ~dropped
        return replace(self, left=self.left[kept], right=self.right[kept], weight=self.weight[kept])

    def with_edges(self, left: Numbers, right: Numbers, weight: int) -> "Graph":
        """The graph with more edges of one weight."""
        return replace(
            self,
            left=np.concatenate((self.left, left)),
            right=np.concatenate((self.right, right)),
            weight=np.concatenate((self.weight, np.full(len(left), weight, np.int64))),
        )

    def matrix(self) -> csr_array:
        """Symmetric adjacency with weights; the heaviest of parallel edges counts once, through their sum."""
        rows, columns = np.concatenate((self.left, self.right)), np.concatenate((self.right, self.left))
        weights = np.concatenate((self.weight, self.weight))
        return csr_array(coo_array((weights, (rows, columns)), shape=(self.size, self.size)))

    def components(self) -> Numbers:
        """The component of every node."""
        _, labels = connected_components(self.matrix(), directed=False)
        return np.asarray(labels, np.int64)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the graph is made of."""

    incidence: Incidence
    nodes: Nodes
    pairs: Pairs
    hubs: NDArray[np.bool_]


def join_keys(evidence: Evidence, limits: LinkLimits) -> Graph:
    """Two keys are joined when enough distinct texts carry both and neither is a hub; each ad hangs on one key."""
    nodes, pairs = evidence.nodes, evidence.pairs
    is_hub = evidence.hubs[nodes.key]
    strong = (pairs.texts >= limits.shared_texts) & ~is_hub[pairs.left] & ~is_hub[pairs.right]
    keys = len(nodes.key)
    graph = Graph(
        keys, keys + len(evidence.incidence.ad_ids), pairs.left[strong], pairs.right[strong], pairs.texts[strong]
    )
    ads, anchors = anchor_ads(evidence, is_hub)
    return graph.with_edges(anchors, ads + keys, CARRIES)


def anchor_ads(evidence: Evidence, is_hub: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Each ad's rarest key that is no hub and that another ad carries too; contacts go before pictures and pages, which
    change from ad to ad. Ads without such a key hang nowhere."""
    incidence, nodes = evidence.incidence, evidence.nodes
    carried = np.bincount(nodes.node, minlength=len(nodes.key))
    usable = ~is_hub[nodes.node] & (carried[nodes.node] >= 2)
    ad, node = incidence.ad[usable], nodes.node[usable]
    is_contact = np.array([key.kind in CONTACT_KINDS for key in incidence.keys], dtype=bool)
    order = np.lexsort((node, carried[node], ~is_contact[nodes.key[node]], ad))
    ad, node = ad[order], node[order]
    is_first = np.concatenate(([True], ad[1:] != ad[:-1])) if len(ad) else np.empty(0, bool)
    return ad[is_first], node[is_first]
