"""Link ads by the keys they share: two keys in two texts, no hubs, tenures, and people's word above all."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from matching.cluster import Cluster, Member
from matching.judgement import Judgement
from matching.links.graph import CARRIES, Evidence, Graph, join_keys
from matching.links.incidence import Numbers, count_incidence
from matching.links.inputs import DEFAULT_LIMITS, LinkInput, LinkLimits
from matching.links.keys import TEMPLATE, LinkKey
from matching.links.naming import name_cluster
from matching.links.pairs import count_pairs, find_hubs
from matching.links.paths import Paths, trace_paths
from matching.links.tenure import split_tenures
from matching.links.verdicts import Judged, apply_verdicts
from matching.match import Match, Reason

ALGORITHM: Final = "links/2"


@dataclass(frozen=True, slots=True)
class Linkage:
    """What one run found. `clusters` hold two ads or more; `alarm` is a sentence when the largest is too large, else
    `""`.

    `worn` are nearly equal texts that too many use, which are never shown. `unattached` are judgements on ads or keys
    not held now; `conflicts` contradict another judgement.
    """

    clusters: tuple[Cluster, ...]
    hubs: tuple[LinkKey, ...]
    largest_share: float
    matches: "Matches"
    alarm: str = ""
    unattached: tuple[Judgement, ...] = ()
    conflicts: tuple[Judgement, ...] = ()
    worn: tuple[LinkKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """Every pair of keys that was joined, with its reason; made while it is read, since there may be millions."""

    evidence: Evidence
    graph: Graph

    def __iter__(self) -> Iterator[Match]:
        names = self.evidence.incidence.keys
        of = self.evidence.nodes.key
        between_keys = np.flatnonzero(self.graph.weight < CARRIES)
        for edge in between_keys.tolist():
            texts = int(self.graph.weight[edge])
            pair = sorted((str(names[of[self.graph.left[edge]]]), str(names[of[self.graph.right[edge]]])))
            sentence = f"{texts} different texts carry both {pair[0]} and {pair[1]}"
            yield Match(
                pair[0], pair[1], texts / (texts + 1), (Reason("shared texts", str(texts), sentence),), ALGORITHM
            )

    def __len__(self) -> int:
        return int((self.graph.weight < CARRIES).sum())


@dataclass(frozen=True, slots=True)
class Known:
    """What the last linking says of keys of which not every ad is at hand: only those in `complete` are counted."""

    hubs: frozenset[LinkKey]
    complete: frozenset[LinkKey]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Ads and keys with what joins them, and the groups of ads that hold together."""

    evidence: Evidence
    judged: Judged
    groups: list[Numbers]


def link(
    ads: Iterable[LinkInput],
    judgements: Iterable[Judgement] = (),
    limits: LinkLimits = DEFAULT_LIMITS,
    lines: Collection[LinkKey] = (),
) -> Linkage:
    """Clusters of all ads given; people said of `lines` that many share them. The same input in any order gives the
    same answer."""
    weighed = weigh(ads, judgements, limits, lines)
    evidence, judged = weighed.evidence, weighed.judged
    hubs = [key for key, is_hub in zip(evidence.incidence.keys, evidence.hubs, strict=True) if is_hub]
    largest = max(map(len, weighed.groups), default=0)
    share = largest / max(len(evidence.incidence.ad_ids), 1)
    return Linkage(
        clusters=make_clusters(weighed, weighed.groups, share),
        hubs=tuple(key for key in hubs if key.kind != TEMPLATE),
        worn=tuple(key for key in hubs if key.kind == TEMPLATE),
        largest_share=share,
        matches=Matches(evidence, judged.graph),
        alarm=raise_alarm(largest, share, limits),
        unattached=judged.unattached,
        conflicts=judged.conflicts,
    )


def weigh(
    ads: Iterable[LinkInput],
    judgements: Iterable[Judgement],
    limits: LinkLimits,
    lines: Collection[LinkKey],
    known: Known | None = None,
) -> Weighed:
    """Group the ads given; with `known`, they are those around a change."""
    incidence = count_incidence(ads)
    nodes = split_tenures(incidence, limits.tenure_days)
    pairs = count_pairs(incidence, nodes)
    hubs = find_hubs(incidence, nodes, pairs, limits)
    if known:
        told = [
            key in known.hubs if key not in known.complete else bool(hub)
            for key, hub in zip(incidence.keys, hubs, strict=True)
        ]
        hubs = np.array(told, dtype=bool)
    hubs |= np.array([key in lines for key in incidence.keys], dtype=bool)
    evidence = Evidence(incidence, nodes, pairs, hubs)
    judged = apply_verdicts(join_keys(evidence, limits), evidence, judgements)
    return Weighed(evidence, judged, group_ads(judged.graph, judged.labels))


def make_clusters(weighed: Weighed, groups: list[Numbers], share: float = 0.0) -> tuple[Cluster, ...]:
    """The clusters of some of the groups."""
    graph = weighed.judged.graph
    paths = trace_paths(weighed.evidence, graph, find_roots(graph, weighed.judged.labels, groups))
    return tuple(make_cluster(weighed.evidence, paths, group, share) for group in groups)


def raise_alarm(largest: int, share: float, limits: LinkLimits) -> str:
    """A sentence when the largest cluster is so large that something unrelated must hold it together."""
    if largest < limits.alarm_ads or share <= limits.alarm_share:
        return ""
    return (
        f"the largest cluster holds {largest} ads, {share:.1%} of all (limit {limits.alarm_share:.1%}): "
        "look for a shared number among its keys before trusting it"
    )


def group_ads(graph: Graph, labels: Numbers) -> list[Numbers]:
    """Ad numbers of each component with two ads or more, ordered by their first ad."""
    of = labels[graph.keys :]
    order = np.argsort(of, kind="stable")
    ends = np.flatnonzero(of[order][1:] != of[order][:-1]) + 1
    groups = [group for group in np.split(order, ends) if len(group) > 1]
    return sorted(groups, key=lambda group: int(group[0]))


def find_roots(graph: Graph, labels: Numbers, groups: list[Numbers]) -> Numbers:
    """For each group the key on which most of its ads hang; its first ad where it has no key."""
    anchored = np.bincount(graph.left[graph.weight == CARRIES], minlength=graph.keys)[: graph.keys]
    order = np.lexsort((np.arange(graph.keys), -anchored, labels[: graph.keys]))
    of = labels[: graph.keys][order]
    is_first = np.concatenate(([True], of[1:] != of[:-1])) if len(of) else np.empty(0, bool)
    busiest = dict(zip(of[is_first].tolist(), order[is_first].tolist(), strict=True))
    roots = []
    for group in groups:
        first = graph.keys + int(group[0])
        key = busiest.get(int(labels[first]))
        roots.append(first if key is None or not anchored[key] else key)
    return np.array(roots, np.int64)


def make_cluster(evidence: Evidence, paths: Paths, group: Numbers, share: float) -> Cluster:
    """The cluster of a group of ads, each with its path; hubs its ads carry are named, and hold nothing."""
    incidence = evidence.incidence
    members = tuple(Member(incidence.ad_ids[ad], paths.to_ad(ad)) for ad in group.tolist())
    low, high = np.searchsorted(incidence.ad, group), np.searchsorted(incidence.ad, group, side="right")
    carried = {int(key) for start, end in zip(low, high, strict=True) for key in incidence.key[start:end]}
    named = [key for key in sorted(carried) if incidence.keys[key].kind != TEMPLATE]
    return Cluster(
        cluster_id=name_cluster(incidence, group),
        members=members,
        keys=tuple(incidence.keys[key] for key in named if not evidence.hubs[key]),
        hubs=tuple(incidence.keys[key] for key in named if evidence.hubs[key]),
        largest_share=share,
    )
