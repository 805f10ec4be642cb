"""Ads held together by explained links. Never "ring", "entity" or "person"."""

from dataclasses import dataclass

from matching.links.keys import LinkKey


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a path: the key that carries it and the sentence that explains it."""

    key: LinkKey
    reason: str


@dataclass(frozen=True, slots=True)
class Member:
    """An ad of a cluster and the path of keys that explains it (never empty in a cluster of two or more)."""

    ad_id: str
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Ads that explained links hold together; `template` is their shared text with `{slot}` marks.

    `cluster_id` stays the same across rebuilds as long as the members do.
    `largest_share` is the largest component's share of all ads in the run that made this cluster.
    """

    cluster_id: str
    members: tuple[Member, ...]
    keys: tuple[LinkKey, ...]
    hubs: tuple[LinkKey, ...] = ()
    template: str = ""
    largest_share: float = 0.0
