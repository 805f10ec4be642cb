"""Search: the text engine finds and counts, SQLite has the documents and the places."""

from collections.abc import Iterator
from pathlib import Path

import apsw

from index.document import Document
from index.embedded import reading
from index.faults import BadQueryError
from index.geography import Spot, bounds, spots_within
from index.ordering import DEEPEST, next_cursor, next_rank, read_rank
from index.query import Query
from index.results import Hit, Results
from index.snippets import make_snippet
from index.text_engine import Asked, Found, TextEngine
from index.wording import read_wording


def search(connection: apsw.Connection, text: TextEngine, build: Path, query: Query) -> Results:
    """Answer a query. Raises BadQueryError."""
    if not 1 <= query.limit <= 200:
        message = f"limit must be 1 to 200, not {query.limit}"
        raise BadQueryError(message)
    words = read_wording(query.text).words
    level = reading.read_meta(connection, "text_generation")
    found = text.find(build, level, Asked(query, near_spots(connection, query)))
    documents = reading.get_documents(connection, [ad_id for _, ad_id in found.page])
    shown = [documents[ad_id] for _, ad_id in found.page if ad_id in documents]
    generation = reading.read_meta(connection, "generation")
    return Results(
        hits=tuple(_hit(document, rank, words) for rank, document in enumerate(shown, 1)),
        total=found.total,
        exact=generation == level,
        facets=found.facets,
        histogram=tuple(sorted(found.weeks, key=lambda count: count.value)),
        grid=found.cells,
        cursor=_next(query, found),
        generation=generation,
        sites=reading.site_states(connection),
    )


def _next(query: Query, found: Found) -> str:
    if len(found.page) < query.limit:
        return ""
    if query.order == "newest":
        return next_cursor(list(found.page), query.cursor)
    place = read_rank(query.cursor, query.limit) + query.limit
    return next_rank(place) if place + query.limit <= DEEPEST and place < found.total else ""


def find_ids(connection: apsw.Connection, text: TextEngine, build: Path, query: Query) -> Iterator[str]:
    """Every matching ad_id in the fixed order."""
    level = reading.read_meta(connection, "text_generation")
    return text.find_ids(build, level, Asked(query, near_spots(connection, query)))


def near_spots(connection: apsw.Connection, query: Query) -> tuple[str, ...] | None:
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
    return tuple(spots_within(query.near, found))


def _hit(document: Document, rank: int, words: tuple[str, ...]) -> Hit:
    ad = document.ad
    return Hit(ad.ad_id, ad.title, ad.site, ad.ad_type, ad.posted_at, rank, make_snippet(ad.text, words))
