"""Link again only what a change can reach; everything else stays as the last linking left it.

Two keys can be joined only where enough texts carry both, so what a change can reach are the keys joined like that,
step by step, to a key of a changed ad; hubs are not passed. The same rules run on the ads around those keys.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from matching.cluster import Cluster
from matching.judgement import Judgement
from matching.links.inputs import LinkInput, LinkLimits
from matching.links.keys import LinkKey
from matching.links.linker import Known, Weighed, make_clusters, weigh


class World(Protocol):
    """Everything held, with the keys that the linker sees (one key a photo, one key for nearly equal texts)."""

    def with_keys(self, keys: Iterable[LinkKey]) -> list[LinkInput]:
        """Every ad that carries one of these."""

    def of(self, ad_ids: Iterable[str]) -> list[LinkInput]:
        """These ads, as far as they are held."""

    def hubs(self) -> frozenset[LinkKey]:
        """Hubs of the last linking, of every kind."""

    def beside(self, ad_ids: Iterable[str], cluster_ids: Iterable[str]) -> Mapping[str, str]:
        """Members of the clusters that hold these ads, and of these clusters: ad_id to cluster id."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs since the last linking: keys on changed ads (before and after), those that may have `lost` a
    partner, ads put, clusters that lost an ad or hold a changed one, judgements made or taken back."""

    keys: frozenset[LinkKey]
    lost: frozenset[LinkKey]
    ad_ids: frozenset[str]
    clusters: frozenset[str]
    judged: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """`gone` clusters make room for `clusters`; keys that became hubs, and that are hubs no more. `ads` were read."""

    gone: frozenset[str]
    clusters: tuple[Cluster, ...]
    hubs: frozenset[LinkKey]
    hubs_no_more: frozenset[LinkKey]
    ads: int


def link_around(
    world: World, change: Change, judgements: Sequence[Judgement], limits: LinkLimits, lines: Collection[LinkKey] = ()
) -> Around:
    """What a full linking would now find differently."""
    region = Region(world, change, judgements, limits)
    region.grow()
    loaded, complete = region.surround()
    known = Known(region.hubs, frozenset(complete))
    weighed = weigh(loaded.values(), judgements, limits, lines, known)
    inside = _inside(weighed, region)
    groups = [group for group in weighed.groups if inside.isdisjoint(group.tolist()) is False]
    names = weighed.evidence.incidence.ad_ids
    moved = {names[ad] for ad in inside} | change.ad_ids | region.near
    found = {key for key, is_hub in zip(weighed.evidence.incidence.keys, weighed.evidence.hubs, strict=True) if is_hub}
    counted = region.touched & complete
    return Around(
        gone=frozenset(world.beside(moved, change.clusters).values()) | change.clusters,
        clusters=make_clusters(weighed, groups),
        hubs=frozenset((counted & found) - region.hubs),
        hubs_no_more=frozenset((region.touched - region.fixed) & region.hubs - found),
        ads=len(loaded),
    )


def _inside(weighed: Weighed, region: "Region") -> set[int]:
    """Numbers of the ads whose component holds a key or an ad of the region."""
    incidence, nodes, labels = weighed.evidence.incidence, weighed.evidence.nodes, weighed.judged.labels
    keys = np.array([key in region.keys for key in incidence.keys], dtype=bool)
    ads = np.array([ad_id in region.near for ad_id in incidence.ad_ids], dtype=bool)
    count = len(nodes.key)
    held = np.concatenate((labels[:count][keys[nodes.key]], labels[count:][ads]))
    return set(np.flatnonzero(np.isin(labels[count:], held)).tolist())


class Region:
    """The keys that a change can reach, and the ads that carry them.

    `near` are the changed ads and those that carry a touched key: they may hang on another key now.
    """

    def __init__(self, world: World, change: Change, judgements: Sequence[Judgement], limits: LinkLimits) -> None:
        self._world = world
        self._change = change
        self._texts = limits.shared_texts
        self._beside = _judged_pairs((*judgements, *change.judged))
        self.hubs = world.hubs()
        self.fixed = self.hubs - change.lost
        """Hubs that cannot have become anything else: they have no fewer partners than before."""
        self.touched = set(change.keys) - self.fixed
        self.keys: set[LinkKey] = set()
        self.near: set[str] = set()
        self._loaded: dict[str, LinkInput] = {}
        self._complete: set[LinkKey] = set()

    def grow(self) -> None:
        """Find every key within reach."""
        sides = {side for judgement in self._change.judged for side in (judgement.left, judgement.right)}
        near = [*self._world.of(self._change.ad_ids), *self._load(self.touched | _as_keys(sides))]
        near += self._world.of(sides)
        self._near(near)
        frontier = self.touched | self._keys_of(near)
        while frontier:
            self.keys |= frontier
            carrying = self._load(frontier)
            reached = self._strong(frontier, carrying) | self._judged(frontier, carrying)
            frontier = reached - self.keys - self.fixed

    def surround(self) -> tuple[dict[str, LinkInput], set[LinkKey]]:
        """All ads needed to tell on which key each ad of the region hangs, and the keys of which every ad is among
        them."""
        inside = [ad for ad in self._loaded.values() if ad.ad_id in self.near or not self.keys.isdisjoint(ad.keys)]
        self._load(self._keys_of(inside))
        return self._loaded, self._complete

    def _near(self, ads: Iterable[LinkInput]) -> None:
        for ad in ads:
            self._loaded[ad.ad_id] = ad
            self.near.add(ad.ad_id)

    def _keys_of(self, ads: Iterable[LinkInput]) -> set[LinkKey]:
        return {key for ad in ads for key in ad.keys} - self.fixed

    def _load(self, keys: Collection[LinkKey]) -> list[LinkInput]:
        """Every ad under these keys that are not complete yet."""
        wanted = set(keys) - self._complete - self.fixed
        found = self._world.with_keys(wanted) if wanted else []
        self._loaded.update((ad.ad_id, ad) for ad in found)
        self._complete |= wanted
        return [ad for ad in self._loaded.values() if not wanted.isdisjoint(ad.keys)] if wanted != set(keys) else found

    def _strong(self, frontier: set[LinkKey], _carrying: Iterable[LinkInput]) -> set[LinkKey]:
        """Keys that stand with one of these in enough texts, whenever that was."""
        seen = {
            (key, other, ad.text_digest)
            for ad in self._loaded.values()
            if not frontier.isdisjoint(ad.keys)
            for key in ad.keys
            if key in frontier
            for other in ad.keys
        }
        texts = Counter((key, other) for key, other, _ in seen)
        return {other for (_, other), count in texts.items() if count >= self._texts}

    def _judged(self, frontier: set[LinkKey], _carrying: Iterable[LinkInput]) -> set[LinkKey]:
        """Keys beyond a person's word on one of these, or on an ad that carries one."""
        if not self._beside:
            return set()
        names = {str(key) for key in frontier} | set(self._loaded)
        sides = {other for name in names for other in self._beside.get(name, ())}
        fresh = self._world.of(sides - self.near)
        self._near(fresh)
        found = self._load(_as_keys(sides))
        return self._keys_of([*fresh, *found])


def _judged_pairs(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {}
    for judgement in judgements:
        beside.setdefault(judgement.left, set()).add(judgement.right)
        beside.setdefault(judgement.right, set()).add(judgement.left)
    return beside


def _as_keys(names: Iterable[str]) -> set[LinkKey]:
    return {LinkKey.parse(name) for name in names if all(name.partition(":")[::2])}
