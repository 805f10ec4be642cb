"""tantivy as the text engine: finds, counts, and follows commits of the writer process."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import tantivy

from index.buckets import rank_counts
from index.embedded.querying import after, build_query
from index.embedded.text import TextWriter, holds_text, open_text, write_text
from index.ordering import DEEPEST, next_cursor, read_rank
from index.query import Query
from index.text_engine import FACETS, SHOWN_VALUES, Asked, Found

_TIES: Final = 8  # ads that may share one sort key at a page's end; they are put in ad_id order here
_BUCKETS: Final = 65_000
_SCANNED: Final = 1000


@dataclass(frozen=True, slots=True)
class _Opened:
    folder: Path
    index: tantivy.Index
    generation: int
    searcher: tantivy.Searcher


class TantivyText:
    """Follows the current build and the newest text commit, found by its generation; shared by all threads."""

    name = "embedded"

    def __init__(self) -> None:
        self._opened: _Opened | None = None
        self._guard = threading.Lock()

    def versions(self) -> Mapping[str, str]:
        """The Python package's version."""
        return {"tantivy": version("tantivy")}

    def held(self, build: Path, level: int, generation: int) -> int:
        """What the key store was told, unless the folder was lost or written by another version."""
        del generation
        return level if holds_text(build) else 0

    def writing(self, build: Path) -> AbstractContextManager[TextWriter]:
        """The one writer of the build's text folder."""
        return write_text(build)

    def find(self, build: Path, generation: int, asked: Asked) -> Found:
        """One page and the counts, from one searcher."""
        searcher, whole = self._searcher(build, generation), build_query(asked.query, asked.spots)
        counted = searcher.aggregate(whole, _AGGREGATIONS)
        return Found(
            page=tuple(_first(searcher, whole, asked.query)),
            total=int(counted["total"]["value"]),
            facets={name: rank_counts(counted[name])[:SHOWN_VALUES] for name in FACETS},
            weeks=rank_counts(counted["week"]),
            cells=rank_counts(counted["cell"]),
        )

    def find_ids(self, build: Path, generation: int, asked: Asked) -> Iterator[str]:
        """Page by page on one searcher, so that commits meanwhile change nothing."""
        searcher, whole = self._searcher(build, generation), build_query(asked.query, asked.spots)
        cursor = asked.query.cursor
        while page := _page(searcher, whole, cursor, _SCANNED):
            yield from (ad_id for _, ad_id in page)
            cursor = next_cursor(page, cursor)

    def disk_bytes(self, build: Path) -> int:
        """Everything lies in the build folder."""
        del build
        return 0

    def beside(self) -> "TantivyText":
        """Another one."""
        return TantivyText()

    def promote(self, build: Path) -> None:
        """The text lies in the build folder, and goes with it."""

    tidy = drop = promote

    def close(self) -> None:
        """Let the files go."""
        self._opened = None

    def _searcher(self, folder: Path, generation: int) -> tantivy.Searcher:
        """A searcher that sees at least the commit of `generation`."""
        with self._guard:
            opened = self._opened
            if opened is None or opened.folder != folder:
                index = open_text(folder)
            elif opened.generation != generation:
                index = opened.index
            else:
                return opened.searcher
            index.reload()
            self._opened = _Opened(folder, index, generation, index.searcher())
            return self._opened.searcher


def _page(searcher: tantivy.Searcher, whole: tantivy.Query, cursor: str, limit: int) -> list[tuple[int, str]]:
    found = searcher.search(
        after(whole, cursor), limit=limit + _TIES, count=False, order_by_field="sort_key", order=tantivy.Order.Desc
    )
    page = [(int(key), str(searcher.doc(address).get_first("id"))) for key, address in found.hits]
    return sorted(page, key=lambda item: (-item[0], item[1]))[:limit]


def _first(searcher: tantivy.Searcher, whole: tantivy.Query, query: Query) -> list[tuple[int, str]]:
    if query.order == "newest":
        return _page(searcher, whole, query.cursor, query.limit)
    place = read_rank(query.cursor, query.limit)
    ranked = _rank(searcher, whole, place + query.limit)
    return [(key, str(searcher.doc(address).get_first("id"))) for _, key, address in ranked[place:]]


def _rank(searcher: tantivy.Searcher, whole: tantivy.Query, wanted: int) -> list[tuple[float, int, Any]]:
    """The best hits, of equals the newest first. tantivy breaks ties by where a document lies, so all that tie with the
    last one wanted are fetched, up to the deepest page."""
    most = wanted + _TIES
    while True:
        hits = searcher.search(whole, limit=most, count=False).hits
        is_whole = len(hits) < most or most >= DEEPEST or hits[-1][0] < hits[wanted - 1][0]
        if is_whole:
            break
        most = min(most * 4, DEEPEST)
    addresses = [address for _, address in hits]
    keys = searcher.fast_field_values("sort_key", addresses) if addresses else []
    found = [(float(score), int(key or 0), address) for (score, address), key in zip(hits, keys, strict=True)]
    return sorted(found, key=lambda hit: (-hit[0], -hit[1]))[:wanted]


def _aggregations() -> dict[str, Any]:
    wanted: dict[str, Any] = {name: {"terms": {"field": name, "size": _BUCKETS}} for name in (*FACETS, "week", "cell")}
    wanted["total"] = {"value_count": {"field": "sort_key"}}
    return wanted


_AGGREGATIONS: Final = _aggregations()
