"""The whole contract between Threadline and a search engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from index.changes import Change
from index.document import Document
from index.query import Query
from index.results import Count, LinkedKey, Results, Summary
from matching.cluster import Cluster
from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Answer of `expand`: keys reached from a seed, hop by hop; hubs are listed and not passed through."""

    seed: LinkKey
    keys: tuple[tuple[LinkedKey, int], ...]
    ad_ids: tuple[str, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Counts and sizes. `lag_seconds` is the age of the newest ad not yet searchable as text (0 when none)."""

    ads: int
    revisions: int
    keys: int
    disk_bytes: int
    lag_seconds: float
    largest_component: float
    engine: str
    versions: Mapping[str, str]
    generation: int


Alias = tuple[str, str]
"""Of what (`text`, `photo`, `worn`) and which one: a text digest or a picture, known to the linker by its group's."""


@dataclass(frozen=True, slots=True)
class Stale:
    """What changed up to `generation` since ads were last linked: linking keys on ads that changed, those of them that
    may have `lost` a partner, digests (128 bits in hex) of `texts` that an ad lost, clusters that lost a member or hold
    one that changed, and the ads that were put."""

    generation: int
    keys: frozenset[LinkKey]
    lost: frozenset[LinkKey]
    texts: frozenset[str]
    clusters: frozenset[str]
    ad_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a linking of the ads around a change found: `gone` clusters make room for `found` ones."""

    generation: int
    gone: frozenset[str]
    found: tuple[Cluster, ...]
    hubs: frozenset[LinkKey]
    hubs_no_more: frozenset[LinkKey]
    aliases: Mapping[Alias, str]
    note: str


class Engine(Protocol):
    """One implementation per engine; one conformance suite holds them all to the same answers."""

    def put(self, documents: Iterable[Document]) -> int:
        """Insert or replace by ad_id; durable on return. Idempotent: the same revision again changes nothing."""

    def delete(self, ad_ids: Iterable[str]) -> int:
        """Forget these ads everywhere; returns how many were held."""

    def forget_changes(self, ad_ids: Iterable[str]) -> None:
        """Blank the keys in all earlier changes of these ads; for removals, which leave no key behind."""

    def get(self, ad_ids: Sequence[str]) -> dict[str, Document]:
        """The documents held under these ids; unknown ids are absent."""

    def by_key(self, key: LinkKey, limit: int = 200) -> list[str]:
        """ad_ids that carry the key, newest seen first."""

    def count_keys(self, kind: str, suffix: str, limit: int = 20) -> list[tuple[LinkKey, int]]:
        """Keys whose value ends in `suffix` (at least 4 characters) with their distinct ads, most ads first."""

    def count_ads(self, keys: Sequence[LinkKey]) -> dict[LinkKey, int]:
        """Distinct ads of each of these linking keys that is held; the others are absent."""

    def count_prefix(self, kind: str, prefix: str) -> tuple[int, int]:
        """Distinct keys whose value begins with `prefix`, and the distinct ads under them: counts, never people."""

    def summary(self, keys: Sequence[LinkKey]) -> Summary:
        """What is held under any of these keys; reads the key store alone."""

    def search(self, query: Query) -> Results:
        """Full text and filters."""

    def expand(self, seed: LinkKey, hops: int = 2) -> Neighbourhood:
        """Keys and ads linked to a seed."""

    def scan(self, query: Query) -> Iterator[Document]:
        """Every document that matches, in a fixed order, for batch work."""

    def link_inputs(self) -> Iterator[LinkInput]:
        """What the linker reads of every ad held, from the key store alone."""

    def put_clusters(self, clusters: Iterable[Cluster], hubs: Iterable[LinkKey], largest_share: float) -> None:
        """Replace all clusters and the list of hub keys in one transaction; what changed before it is linked."""

    def put_linked(self, relinked: Relinked, largest_share: float) -> None:
        """The same, with all the aliases and the note of a full linking."""

    def link_note(self) -> str:
        """What the last linking noted of its limits and judgements; `""` when there was none."""

    def aliases(self, what: str, of: Iterable[str] | None = None) -> dict[str, str]:
        """Aliases of the last linking, of these or of all."""

    def aliased(self, what: str, targets: Iterable[str]) -> dict[str, str]:
        """The other way: everything that goes by one of these."""

    def stale(self) -> Stale | None:
        """What changed since `put_clusters`; None when ads were never linked, or last under another `note`."""

    def inputs_with_keys(self, keys: Iterable[LinkKey]) -> list[LinkInput]:
        """What the linker reads of every ad that carries one of these keys."""

    def inputs_with_texts(self, digests: Iterable[str]) -> list[LinkInput]:
        """The same of every ad with one of these texts (128 bits of the digest, in hex)."""

    def inputs_of(self, ad_ids: Iterable[str]) -> list[LinkInput]:
        """The same of these ads."""

    def members_beside(self, ad_ids: Iterable[str], cluster_ids: Iterable[str] = ()) -> dict[str, str]:
        """Members of the clusters that hold these ads, and of these clusters: ad_id to cluster_id."""

    def hubs(self) -> frozenset[LinkKey]:
        """The hub keys of the last linking."""

    def put_relinked(self, relinked: Relinked) -> int:
        """Replace some clusters and hubs in one transaction; returns the ads of the largest cluster then."""

    def cluster(self, cluster_id: str) -> Cluster | None:
        """The cluster of that id."""

    def largest_clusters(self, limit: int = 50) -> list[Count]:
        """The ids of the largest clusters and how many ads each holds, the largest first."""

    def count_clusters(self) -> int:
        """How many clusters there are."""

    def cluster_of(self, ad_id: str) -> str:
        """The id of the cluster that holds the ad; `""` when it is linked to none."""

    def put_site_state(self, slug: str, last_complete_at: datetime | None) -> None:
        """Remember when a site was last crawled completely; shown with every answer."""

    def rebuild(self) -> AbstractContextManager["Engine"]:
        """A fresh engine beside this one; it replaces this one when the block ends without an exception."""

    def changes(self, since: int) -> Iterator[Change]:
        """Changes after a sequence number, oldest first."""

    def stats(self) -> EngineStats:
        """Counts and sizes."""

    def close(self) -> None:
        """Release files and locks."""
