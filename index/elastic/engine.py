"""A search cluster as a text engine. It holds words and facets; documents, keys and clusters stay in the key store."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from index.buckets import rank_counts
from index.elastic.address import ServerAddress
from index.elastic.bulk import Bulk, Target
from index.elastic.cupboard import Cupboard, Standing
from index.elastic.mapping import VERSION
from index.elastic.naming import Names
from index.elastic.patience import Patience
from index.elastic.querying import make_page, make_search
from index.elastic.wire import Request, Wire
from index.elastic.writer import ServerWriter
from index.faults import EngineError, TextGoneError
from index.ordering import next_cursor
from index.text_engine import FACETS, Asked, Found

_SCANNED: Final = 1000
# A part of the shards is no answer: better an error than a count that is silently too low.
# Words are weighed over all shards together, or the same ad would rank differently by where it lies.
_WHOLE: Final = {"allow_partial_search_results": "false", "search_type": "dfs_query_then_fetch"}


class ServerText:
    """One for each cluster and process; the client below it is safe to share between threads."""

    def __init__(self, address: ServerAddress, wire: Wire, *, is_draft: bool = False) -> None:
        self._address = address
        self._wire = wire
        self._is_draft = is_draft
        self._cupboard = Cupboard(wire)
        self._names = Names(address.prefix)
        self.name = wire.name

    def versions(self) -> Mapping[str, str]:
        """Server (`unreachable` when it does not answer) and client."""
        server = "unreachable"
        with suppress(EngineError):
            server = self._cupboard.server_version()
        return {self.name: server, f"{self.name} client": self._wire.client_version}

    def held(self, build: Path, level: int, generation: int) -> int:
        """What the index says of itself; 0 when it is gone, of another version, or ahead of a restored key store."""
        del level
        self._names.draw(build)
        standing = self._standing(build)
        if standing is None or standing.generation > generation:
            return 0
        if not self._is_draft and self._names.current(build) not in standing.aliases:
            self.promote(build)
        return standing.generation

    @contextmanager
    def writing(self, build: Path) -> Iterator[ServerWriter]:
        """Bulk requests that wait for a server which is overloaded or restarting."""
        target = Target(self._wire, self._names.of_build(build), self._address.patience_seconds)
        yield ServerWriter(Bulk(target), lambda: self._clear(build), lambda generation: self._commit(build, generation))

    def find(self, build: Path, generation: int, asked: Asked) -> Found:
        """One page and the counts, in one request."""
        answer = self._ask(build, generation, make_search(asked))
        counted = answer.get("aggregations") or {name: {"buckets": []} for name in (*FACETS, "week", "cell")}
        return Found(
            page=tuple(_page(answer)),
            total=int(answer["hits"]["total"]["value"]),
            facets={name: rank_counts(counted[name]) for name in FACETS},
            weeks=rank_counts(counted["week"]),
            cells=rank_counts(counted["cell"]),
        )

    def find_ids(self, build: Path, generation: int, asked: Asked) -> Iterator[str]:
        """Page by page; each page is asked for when the one before was used up."""
        cursor = asked.query.cursor
        while page := _page(self._ask(build, generation, make_page(asked, cursor, _SCANNED))):
            yield from (ad_id for _, ad_id in page)
            cursor = next_cursor(page, cursor)

    def disk_bytes(self, build: Path) -> int:
        """Bytes of the index on the cluster, with its copies; 0 when nobody answers."""
        alias = self._names.of_build(build)
        with suppress(EngineError):
            return self._cupboard.disk_bytes(alias) if alias else 0
        return 0

    def beside(self) -> "ServerText":
        """The same cluster; what it writes gets no alias before it is promoted."""
        return ServerText(self._address, self._wire, is_draft=True)

    def promote(self, build: Path) -> None:
        """Let the installation's alias name this build's index (there is none when nothing was ever written)."""
        if self._standing(build):
            self._cupboard.point(self._names.current(build), self._names.of_index(build))

    def tidy(self, build: Path) -> None:
        """Older indexes of this installation go; a cluster that is down now keeps them until the next rebuild."""
        with suppress(EngineError):
            held = self._cupboard.find(f"{self._names.current(build)}-*")
            self._cupboard.drop(standing.name for standing in held if standing.name != self._names.of_index(build))

    def drop(self, build: Path) -> None:
        """The index of a build that is given up goes."""
        self._names.draw(build)
        self._cupboard.drop(standing.name for standing in self._cupboard.find(self._names.of_build(build)))

    def close(self) -> None:
        """Close the connections; a draft shares those of the engine it stands beside."""
        if not self._is_draft:
            self._wire.close()

    def _standing(self, build: Path) -> Standing | None:
        found = self._cupboard.find(self._names.of_build(build))
        return found[0] if found and found[0].version == VERSION else None

    def _clear(self, build: Path) -> None:
        self.drop(build)
        self._cupboard.make(self._names.of_index(build), self._names.of_build(build), self._address.shards)
        if not self._is_draft:
            self.promote(build)

    def _commit(self, build: Path, generation: int) -> None:
        alias, patience = self._names.of_build(build), Patience(self._address.patience_seconds)
        patience.keep_trying(lambda: self._cupboard.refresh(alias))
        patience.keep_trying(lambda: self._cupboard.mark(alias, generation))

    def _ask(self, build: Path, generation: int, body: dict[str, Any]) -> dict[str, Any]:
        """`generation` 0 means that nothing was ever written: then there need be no index."""
        alias = self._names.of_build(build)
        if not alias and generation == 0:
            return _NOTHING
        try:
            return self._wire.ask(Request("POST", f"/{alias}/_search", body, _WHOLE, self._address.timeout_seconds))
        except TextGoneError:
            if generation:
                raise
            return _NOTHING


_NOTHING: Final[dict[str, Any]] = {"hits": {"hits": [], "total": {"value": 0}}}


def _page(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(int(hit["sort"][-2]), str(hit["sort"][-1])) for hit in answer["hits"]["hits"]]
