"""The engine over one folder: the key store answers look-ups by itself, a text engine (tantivy, or a search cluster)
finds words."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import apsw

from crawlers.archiving.chain import Check
from index.changes import Change
from index.document import Document
from index.embedded import clusters, inputs, linkstate, reading, staleness
from index.embedded.connections import Connections
from index.embedded.examination import examine_documents, examine_tables, examine_text
from index.embedded.finding import TantivyText
from index.embedded.neighbourhood import Walk
from index.embedded.putting import Putter
from index.embedded.rebuilding import Pinned, carry_over, draft_beside, start_from
from index.embedded.searching import find_ids, search
from index.embedded.shelf import Home, Shelf
from index.embedded.statistics import measure
from index.embedded.summary import summarise
from index.engine import EngineStats, Neighbourhood, Relinked, Stale
from index.faults import BadQueryError, EngineError, TextGoneError
from index.query import Query
from index.results import Count, Results, Summary
from index.text_engine import TextEngine
from matching.cluster import Cluster
from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey

_LEAST_SUFFIX = 4


class EmbeddedEngine:
    """Readers in any number of processes and threads beside one writer; reads never wait for a write."""

    def __init__(self, home: Home, text: TextEngine | None = None) -> None:
        self._home = home
        self._connections = Connections(home)
        self._text = text or TantivyText()

    def put(self, documents: Iterable[Document]) -> int:
        """Insert or replace by ad_id; durable on return. Returns how many were new or differed."""
        with self._connections.writer() as (folder, connection):
            return Putter(folder, connection, self._text).put(documents)

    def delete(self, ad_ids: Iterable[str]) -> int:
        """Forget these ads everywhere; returns how many were held."""
        with self._connections.writer() as (folder, connection):
            return Putter(folder, connection, self._text).delete(ad_ids)

    def forget_changes(self, ad_ids: Iterable[str]) -> None:
        """Blank the keys in all earlier changes of these ads; for removals, which leave no key behind."""
        with self._connections.writer() as (_, connection), connection:
            connection.executemany("UPDATE change SET keys = '' WHERE ad_id = ?", [(ad_id,) for ad_id in ad_ids])

    def get(self, ad_ids: Sequence[str]) -> dict[str, Document]:
        """The documents held under these ids; unknown ids are absent."""
        return reading.get_documents(self._connections.reader(), ad_ids)

    def by_key(self, key: LinkKey, limit: int = 200) -> list[str]:
        """ad_ids that carry the key, newest seen first."""
        return reading.ads_with_key(self._connections.reader(), key, limit)

    def count_keys(self, kind: str, suffix: str, limit: int = 20) -> list[tuple[LinkKey, int]]:
        """Keys whose value ends in `suffix`. Raises BadQueryError below 4 characters: that would list people, not find
        one."""
        if len(suffix) < _LEAST_SUFFIX:
            message = f"at least the last {_LEAST_SUFFIX} characters are needed, not {suffix!r}"
            raise BadQueryError(message)
        return reading.keys_ending(self._connections.reader(), kind, suffix, limit)

    def count_ads(self, keys: Sequence[LinkKey]) -> dict[LinkKey, int]:
        """Distinct ads of each of these linking keys that is held; the others are absent."""
        return reading.count_ads(self._connections.reader(), keys)

    def count_prefix(self, kind: str, prefix: str) -> tuple[int, int]:
        """Distinct keys that begin with `prefix`, and the distinct ads under them."""
        return reading.count_beginning(self._connections.reader(), kind, prefix)

    def summary(self, keys: Sequence[LinkKey]) -> Summary:
        """What is held under any of these keys; reads the key store alone."""
        with self._connections.snapshot() as connection:
            return summarise(connection, keys)

    def search(self, query: Query) -> Results:
        """Full text and filters, newest first. Raises BadQueryError, and EngineDownError when the text engine is a
        server that does not answer."""
        while True:
            build = self._home.current()
            try:
                return search(self._connections.reader(), self._text, build, query)
            except TextGoneError:
                if self._home.current() == build:
                    raise
                # else a rebuild replaced it between two lines: ask the new one

    def expand(self, seed: LinkKey, hops: int = 2) -> Neighbourhood:
        """Keys and ads linked to a seed; hubs are listed and not passed through."""
        with self._connections.snapshot() as connection:
            return Walk(connection, seed).run(hops)

    def scan(self, query: Query) -> Iterator[Document]:
        """Every document that matches, newest first; `limit` is not kept."""
        connection = self._connections.reader()
        if query == Query(limit=query.limit):
            yield from reading.scan_documents(connection)
            return
        for ad_id in find_ids(connection, self._text, self._home.current(), query):
            yield from reading.get_documents(self._connections.reader(), [ad_id]).values()

    def link_inputs(self) -> Iterator[LinkInput]:
        """What the linker reads of every ad held, from the key store alone."""
        return inputs.all_inputs(self._connections.reader())

    def put_clusters(self, found: Iterable[Cluster], hubs: Iterable[LinkKey], largest_share: float) -> None:
        """Replace all clusters and the list of hub keys in one transaction; what changed before it is linked."""
        generation = reading.read_meta(self._connections.reader(), "generation")
        nothing: frozenset[str] = frozenset()
        self.put_linked(
            Relinked(generation, nothing, tuple(found), frozenset(hubs), frozenset(), {}, ""), largest_share
        )

    def put_linked(self, relinked: Relinked, largest_share: float) -> None:
        """The same, with all the aliases and the note of a full linking."""
        with self._connections.writer() as (folder, connection), connection:
            clusters.replace_clusters(connection, relinked.found, relinked.hubs)
            connection.execute("DELETE FROM alias")
            linkstate.write(connection, relinked)
            linkstate.write_share(connection, largest_share)
            Putter(folder, connection, self._text).count_write()

    def link_note(self) -> str:
        """What the last linking noted of its limits and judgements; `""` when there was none."""
        return linkstate.read_note(self._connections.reader())

    def aliases(self, what: str, of: Iterable[str] | None = None) -> dict[str, str]:
        """Aliases of the last linking, of these or of all."""
        return linkstate.read_aliases(self._connections.reader(), what, of)

    def aliased(self, what: str, targets: Iterable[str]) -> dict[str, str]:
        """The other way: everything that goes by one of these."""
        return linkstate.read_aliased(self._connections.reader(), what, targets)

    def stale(self) -> Stale | None:
        """What changed since ads were last linked; None when they never were."""
        with self._connections.snapshot() as connection:
            return staleness.read(connection)

    def inputs_with_keys(self, keys: Iterable[LinkKey]) -> list[LinkInput]:
        """What the linker reads of every ad that carries one of these keys."""
        return inputs.inputs_with_keys(self._connections.reader(), keys)

    def inputs_with_texts(self, digests: Iterable[str]) -> list[LinkInput]:
        """The same of every ad with one of these texts."""
        return inputs.inputs_with_texts(self._connections.reader(), digests)

    def inputs_of(self, ad_ids: Iterable[str]) -> list[LinkInput]:
        """The same of these ads."""
        return inputs.inputs_of(self._connections.reader(), ad_ids)

    def members_beside(self, ad_ids: Iterable[str], cluster_ids: Iterable[str] = ()) -> dict[str, str]:
        """Members of the clusters that hold these ads, and of these clusters."""
        return inputs.members_beside(self._connections.reader(), ad_ids, cluster_ids)

    def hubs(self) -> frozenset[LinkKey]:
        """The hub keys of the last linking."""
        return inputs.hubs(self._connections.reader())

    def put_relinked(self, relinked: Relinked) -> int:
        """Replace some clusters and hubs in one transaction; returns the ads of the largest cluster then."""
        with self._connections.writer() as (folder, connection), connection:
            largest, share = clusters.replace_some(connection, relinked)
            linkstate.write(connection, relinked)
            linkstate.write_share(connection, share)
            Putter(folder, connection, self._text).count_write()
        return largest

    def cluster(self, cluster_id: str) -> Cluster | None:
        """The cluster of that id, without members deleted since it was found."""
        return clusters.read_cluster(self._connections.reader(), cluster_id)

    def largest_clusters(self, limit: int = 50) -> list[Count]:
        """The ids of the largest clusters and how many ads each holds, the largest first."""
        return clusters.largest_clusters(self._connections.reader(), limit)

    def count_clusters(self) -> int:
        """How many clusters there are."""
        return int(reading.rows(self._connections.reader(), "SELECT count(*) FROM cluster")[0][0])

    def cluster_of(self, ad_id: str) -> str:
        """The id of the cluster that holds the ad; `""` when it is linked to none."""
        return clusters.cluster_of(self._connections.reader(), ad_id)

    def put_site_state(self, slug: str, last_complete_at: datetime | None) -> None:
        """Remember when a site was last crawled completely; shown with every answer."""
        with self._connections.writer() as (folder, connection):
            Putter(folder, connection, self._text).put_site_state(slug, last_complete_at)

    def beside(self, home: Home, text: TextEngine) -> "EmbeddedEngine":
        """An engine like this one over other files, for a rebuild."""
        return EmbeddedEngine(home, text)

    @contextmanager
    def rebuild(self) -> Iterator["EmbeddedEngine"]:
        """A fresh engine in a folder beside this one; readers go on here until it replaces this one at the end."""
        if not isinstance(self._home, Shelf):
            message = "a fresh engine cannot be rebuilt before it has replaced the old one"
            raise BadQueryError(message)
        with self._home.writing():
            old, draft = self._home.current(), self._home.draft()
            start_from(old, draft)
            with draft_beside(self._text, draft) as text:
                fresh = self.beside(Pinned(draft), text)
                try:
                    yield fresh
                    fresh.put(())  # so that an empty build has its text index too
                finally:
                    fresh.close()
                carry_over(old, draft)
                self._text.promote(draft)
                self._home.switch(draft)
            self._text.tidy(draft)

    def changes(self, since: int) -> Iterator[Change]:
        """Changes after a sequence number, oldest first."""
        return reading.changes_since(self._connections.reader(), since)

    def stats(self) -> EngineStats:
        """Counts and sizes."""
        return measure(self._connections.reader(), self._home.current(), self._text)

    def examine(self) -> Iterator[Check]:
        """Whether the tables agree with each other, and the text engine with the tables."""
        connection, build = self._connections.reader(), self._home.current()
        try:
            yield from examine_tables(connection)
            yield from examine_documents(connection)
            yield from examine_text(connection, self._text, build)
        except (apsw.Error, EngineError) as error:
            yield Check("the examination itself", ok=False, detail=str(error))

    def close(self) -> None:
        """Release files and locks."""
        self._connections.close()
        self._text.close()
