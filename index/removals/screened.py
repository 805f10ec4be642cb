"""The engine every part of Threadline opens: nothing that was removed goes in, and nothing of it comes out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from crawlers.archiving.chain import Check
from index.document import Document
from index.embedded.engine import EmbeddedEngine
from index.embedded.shelf import Home
from index.engine import Neighbourhood
from index.faults import EngineError
from index.query import Query
from index.removals.listing import Removals
from index.removals.screening import screen
from index.results import Hit, Results, Summary
from index.snippets import make_snippet
from index.templates import draft_shared
from index.text_engine import TextEngine
from index.wording import read_wording
from matching.cluster import Cluster
from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey

_NOBODY: Final = ("none:none",)  # a key that no ad carries, so that the answer is a true empty one

_DRAFTED_FROM: Final = 60


class ScreenedEngine(EmbeddedEngine):
    """Answers are screened as well as writes: what was put on the list a moment ago is gone before the index is
    mended."""

    def __init__(self, home: Home, removals: Removals, text: TextEngine | None = None) -> None:
        super().__init__(home, text)
        self._removals = removals

    def beside(self, home: Home, text: TextEngine) -> "ScreenedEngine":
        """The engine of a rebuild keeps the same list."""
        return ScreenedEngine(home, self._removals, text)

    def put(self, documents: Iterable[Document]) -> int:
        """Insert or replace what the list lets through."""
        return super().put(self._screened(documents))

    def get(self, ad_ids: Sequence[str]) -> dict[str, Document]:
        """The documents held and not removed."""
        return {document.ad.ad_id: document for document in self._screened(super().get(ad_ids).values())}

    def by_key(self, key: LinkKey, limit: int = 200) -> list[str]:
        """Nothing for a removed key."""
        return [] if self._gone([str(key)]) else self._held_ads(super().by_key(key, limit))

    def count_keys(self, kind: str, suffix: str, limit: int = 20) -> list[tuple[LinkKey, int]]:
        """Without removed keys."""
        found = super().count_keys(kind, suffix, limit)
        gone = self._gone(str(key) for key, _ in found)
        return [(key, ads) for key, ads in found if str(key) not in gone]

    def count_ads(self, keys: Sequence[LinkKey]) -> dict[LinkKey, int]:
        """Without removed keys."""
        found = super().count_ads(keys)
        gone = self._gone(str(key) for key in found)
        return {key: ads for key, ads in found.items() if str(key) not in gone}

    def summary(self, keys: Sequence[LinkKey]) -> Summary:
        """A removed key is answered like one that nobody ever advertised."""
        gone = self._gone(str(key) for key in keys)
        summary = super().summary([key for key in keys if str(key) not in gone])
        hidden = self._gone(linked.key for linked in summary.linked)
        return replace(
            summary,
            keys=tuple(map(str, keys)),
            linked=tuple(linked for linked in summary.linked if linked.key not in hidden),
            linked_count=summary.linked_count - len(hidden),
            ad_ids=tuple(self._held_ads(summary.ad_ids)),
        )

    def search(self, query: Query) -> Results:
        """Hits as the list now wants them, though the text engine may not know yet."""
        if self._gone(query.keys):
            return super().search(replace(query, keys=_NOBODY, cursor=""))
        results = super().search(query)
        words = read_wording(query.text).words
        held = self.get([hit.ad_id for hit in results.hits])
        hits = [_mend(hit, held[hit.ad_id], words) for hit in results.hits if hit.ad_id in held]
        return replace(results, hits=tuple(replace(hit, score_order=rank) for rank, hit in enumerate(hits, 1)))

    def expand(self, seed: LinkKey, hops: int = 2) -> Neighbourhood:
        """Nothing from a removed seed, and no removed key on the way out."""
        if self._gone([str(seed)]):
            return Neighbourhood(seed, (), (), truncated=False)
        found = super().expand(seed, hops)
        gone = self._gone(linked.key for linked, _ in found.keys)
        keys = tuple((linked, hop) for linked, hop in found.keys if linked.key not in gone)
        return replace(found, keys=keys, ad_ids=tuple(self._held_ads(found.ad_ids)))

    def scan(self, query: Query) -> Iterator[Document]:
        """Without what is removed."""
        return self._screened(super().scan(query))

    def link_inputs(self) -> Iterator[LinkInput]:
        """Removed keys link nothing."""
        return self._without_removed(super().link_inputs())

    def inputs_with_keys(self, keys: Iterable[LinkKey]) -> list[LinkInput]:
        """Nothing by a removed key."""
        wanted = list(keys)
        gone = self._gone(map(str, wanted))
        return list(self._without_removed(super().inputs_with_keys(key for key in wanted if str(key) not in gone)))

    def inputs_with_texts(self, digests: Iterable[str]) -> list[LinkInput]:
        """Removed keys link nothing."""
        return list(self._without_removed(super().inputs_with_texts(digests)))

    def inputs_of(self, ad_ids: Iterable[str]) -> list[LinkInput]:
        """Removed keys link nothing."""
        return list(self._without_removed(super().inputs_of(ad_ids)))

    def _without_removed(self, ads: Iterable[LinkInput]) -> Iterator[LinkInput]:
        for ad in ads:
            gone = self._gone([f"ad:{ad.ad_id}", *map(str, ad.keys)])
            if f"ad:{ad.ad_id}" not in gone:
                yield replace(ad, keys=tuple(key for key in ad.keys if str(key) not in gone)) if gone else ad

    def cluster(self, cluster_id: str) -> Cluster | None:
        """Without removed members and keys."""
        cluster = super().cluster(cluster_id)
        if cluster is None:
            return None
        held = set(self._held_ads([member.ad_id for member in cluster.members]))
        gone = self._gone(
            str(key) for member in cluster.members for key in [*cluster.keys, *[s.key for s in member.path]]
        )
        members = [member for member in cluster.members if member.ad_id in held]
        if not gone and len(members) == len(cluster.members):
            return cluster
        shown = [member for member in members if not any(str(step.key) in gone for step in member.path)]
        documents = self.get([member.ad_id for member in shown[:_DRAFTED_FROM]])
        return replace(
            cluster,
            members=tuple(shown),
            keys=tuple(key for key in cluster.keys if str(key) not in gone),
            hubs=tuple(key for key in cluster.hubs if str(key) not in gone),
            template=draft_shared(documents.values()),
        )

    def examine_removals(self) -> Check:
        """Whether the files themselves hold anything that was removed."""
        try:
            left = self._left()
        except EngineError as error:
            return Check("nothing removed is held", ok=False, detail=str(error))
        detail = f"{len(left)} ads hold something that was removed, among them {left[0]}" if left else ""
        return Check("nothing removed is held", not left, detail)

    def _left(self) -> list[str]:
        return [raw.ad.ad_id for raw in super().scan(Query()) if screen(raw, self._removals) is not raw]

    def _gone(self, names: Iterable[str]) -> set[str]:
        return self._removals.removed(names)

    def _held_ads(self, ad_ids: Iterable[str]) -> list[str]:
        wanted = list(ad_ids)
        gone = self._gone(f"ad:{ad_id}" for ad_id in wanted)
        return wanted if not gone else [ad_id for ad_id in wanted if f"ad:{ad_id}" not in gone]

    def _screened(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            kept = screen(document, self._removals)
            if kept is not None:
                yield kept


def _mend(hit: Hit, document: Document, words: tuple[str, ...]) -> Hit:
    """The hit with the title and words of the screened document."""
    return replace(hit, title=document.ad.title, snippet=make_snippet(document.ad.text, words))
