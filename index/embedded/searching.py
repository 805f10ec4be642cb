"""Search: tantivy finds and counts, SQLite has the documents and the places."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import apsw
import tantivy

from index.document import Document
from index.embedded import reading
from index.embedded.querying import after, build_query
from index.embedded.text import FACETS, open_text
from index.faults import BadQueryError
from index.geography import Spot, bounds, spots_within
from index.ordering import next_cursor
from index.query import Query
from index.results import Count, Hit, Results
from index.snippets import make_snippet
from index.wording import read_wording

_TIES: Final = 8  # ads that may share one sort key at a page's end; they are put in ad_id order here
_BUCKETS: Final = 65_000
_SHOWN_VALUES: Final = 50


@dataclass(frozen=True, slots=True)
class _Opened:
    folder: Path
    index: tantivy.Index
    generation: int
    searcher: tantivy.Searcher


class Searcher:
    """Follows the current build and the newest text commit, found by its generation; shared by all threads."""

    def __init__(self) -> None:
        self._opened: _Opened | None = None
        self._guard = threading.Lock()

    def on(self, folder: Path, text_generation: int) -> tantivy.Searcher:
        """A searcher that sees at least the commit of `text_generation`."""
        with self._guard:
            opened = self._opened
            if opened is None or opened.folder != folder:
                index = open_text(folder)
            elif opened.generation != text_generation:
                index = opened.index
            else:
                return opened.searcher
            index.reload()
            self._opened = _Opened(folder, index, text_generation, index.searcher())
            return self._opened.searcher


def search(connection: apsw.Connection, searcher: tantivy.Searcher, query: Query) -> Results:
    """Answer a query. Raises BadQueryError."""
    if not 1 <= query.limit <= 200:
        message = f"limit must be 1 to 200, not {query.limit}"
        raise BadQueryError(message)
    whole = build_query(query, near_spots(connection, query))
    page = _page(searcher, whole, query.cursor, query.limit)
    counted = searcher.aggregate(whole, _AGGREGATIONS)
    documents = reading.get_documents(connection, [ad_id for _, ad_id in page])
    shown = [(key, ad_id) for key, ad_id in page if ad_id in documents]
    words = read_wording(query.text).words
    hits = [_hit(documents[ad_id], rank, words) for rank, (_, ad_id) in enumerate(shown, 1)]
    return Results(
        hits=tuple(hits),
        total=int(counted["total"]["value"]),
        exact=reading.read_meta(connection, "generation") == reading.read_meta(connection, "text_generation"),
        facets={name: _counts(counted[name])[:_SHOWN_VALUES] for name in FACETS},
        histogram=tuple(sorted(_counts(counted["week"]), key=lambda count: count.value)),
        grid=_counts(counted["cell"]),
        cursor=next_cursor(page, query.cursor) if len(page) == query.limit else "",
        generation=reading.read_meta(connection, "generation"),
        sites=reading.site_states(connection),
    )


def find_ids(connection: apsw.Connection, searcher: tantivy.Searcher, query: Query) -> Iterator[str]:
    """Every matching ad_id in the fixed order, page by page on one searcher, so that commits meanwhile change
    nothing."""
    whole, cursor = build_query(query, near_spots(connection, query)), query.cursor
    while page := _page(searcher, whole, cursor, 1000):
        yield from (ad_id for _, ad_id in page)
        cursor = next_cursor(page, cursor)


def near_spots(connection: apsw.Connection, query: Query) -> list[str] | None:
    """Names of the places inside the circle; None when none was asked for."""
    if query.near is None:
        return None
    south, north, boxes = bounds(query.near)
    found: list[Spot] = []
    for west, east in boxes:
        rows = connection.execute(
            "SELECT name, lat, lon FROM place WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            (south, north, west, east),
        )
        found += [Spot(*row) for row in rows]
    return spots_within(query.near, found)


def _page(searcher: tantivy.Searcher, whole: tantivy.Query, cursor: str, limit: int) -> list[tuple[int, str]]:
    found = searcher.search(
        after(whole, cursor), limit=limit + _TIES, count=False, order_by_field="sort_key", order=tantivy.Order.Desc
    )
    page = [(int(key), str(searcher.doc(address).get_first("id"))) for key, address in found.hits]
    return sorted(page, key=lambda item: (-item[0], item[1]))[:limit]


def _hit(document: Document, rank: int, words: tuple[str, ...]) -> Hit:
    ad = document.ad
    return Hit(ad.ad_id, ad.title, ad.site, ad.ad_type, ad.posted_at, rank, make_snippet(ad.text, words))


def _aggregations() -> dict[str, Any]:
    wanted: dict[str, Any] = {name: {"terms": {"field": name, "size": _BUCKETS}} for name in (*FACETS, "week", "cell")}
    wanted["total"] = {"value_count": {"field": "sort_key"}}
    return wanted


def _counts(answer: Mapping[str, Any]) -> tuple[Count, ...]:
    counts = [Count(str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer["buckets"]]
    return tuple(sorted(counts, key=lambda count: (-count.ads, count.value)))


_AGGREGATIONS: Final = _aggregations()
