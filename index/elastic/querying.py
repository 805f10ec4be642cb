"""Our query as the servers' JSON. Only the words are scored, and only where relevance is asked for."""

from collections.abc import Sequence
from typing import Any, Final

from index.instants import to_micros
from index.ordering import Cursor, read_rank
from index.query import Query
from index.text_engine import FACETS, SHOWN_VALUES, Asked
from index.wording import read_wording

Json = dict[str, Any]

_MOST_TERMS: Final = 60_000  # both servers take 65,536 in one `terms` clause
_SHARD_VALUES: Final = 65_000  # all values from every shard: the counts are exact however many shards there are
_WEEKS: Final = 5_000
_CELLS: Final = 55_000  # an answer may have 65,535 buckets; the places of the gazetteer lie in fewer than 15,000 cells


def make_search(asked: Asked) -> Json:
    """One page with all counts."""
    page = make_ranking(asked) if asked.query.order == "relevance" else None
    page = page or make_page(asked, asked.query.cursor, asked.query.limit)
    return page | {"track_total_hits": True, "aggs": _COUNTED}


def make_ranking(asked: Asked) -> Json:
    """One page, those first that the words describe best; of equals the newest first. Raises BadQueryError."""
    query = build_query(asked.query, asked.spots)["bool"]
    words = [_phrase(words) for words in read_wording(asked.query.text).must]
    body: Json = {"size": asked.query.limit, "from": read_rank(asked.query.cursor, asked.query.limit)}
    order = [{"_score": "desc"}, {"sort_key": "desc"}, {"id": "asc"}]
    return body | {"sort": order, "stored_fields": "_none_", "query": {"bool": {**query, "must": words}}}


def make_page(asked: Asked, cursor: str, limit: int) -> Json:
    """Only the page. The sort values are the answer, so nothing else is fetched."""
    query, order = build_query(asked.query, asked.spots), [{"sort_key": "desc"}, {"id": "asc"}]
    body: Json = {"size": limit, "sort": order, "stored_fields": "_none_", "track_total_hits": False}
    if not cursor:
        return body | {"query": query}
    place = Cursor.parse(cursor)
    if place.shown:
        return body | {"query": query, "search_after": [place.last, max(place.shown)]}
    return body | {"query": {"bool": {"filter": [query, {"range": {"sort_key": {"lte": place.last}}}]}}}


def build_query(query: Query, spots: Sequence[str] | None) -> Json:
    """Everything but the cursor. Raises BadQueryError."""
    wording = read_wording(query.text)
    must = [_phrase(words) for words in wording.must]
    for name, values in (
        ("site", query.sites), ("ad_type", query.ad_types), ("place", query.places), ("indicator", query.indicators),
        ("language", query.languages), ("status", query.statuses),
    ):  # fmt: skip
        must += [_any_of(name, values)] if values else []
    must += [{"term": {"key": key}} for key in query.keys]
    if spots is not None:
        must.append(_any_of("spot", spots))
    if query.since or query.until:
        must.append({"range": {"at": _bounds(query)}})
    return {"bool": {"filter": must, "must_not": [_phrase(words) for words in wording.must_not]}}


def _phrase(words: tuple[str, ...]) -> Json:
    return {"term": {"words": words[0]}} if len(words) == 1 else {"match_phrase": {"words": " ".join(words)}}


def _any_of(name: str, values: Sequence[str]) -> Json:
    if not values:
        return {"match_none": {}}
    chunks = [list(values[at : at + _MOST_TERMS]) for at in range(0, len(values), _MOST_TERMS)]
    return {"bool": {"should": [{"terms": {name: chunk}} for chunk in chunks]}}


def _bounds(query: Query) -> dict[str, int]:
    given = (("gte", query.since), ("lte", query.until))
    return {side: to_micros(instant) for side, instant in given if instant}


def _terms(name: str, size: int) -> Json:
    return {"terms": {"field": name, "size": size, "shard_size": max(size, _SHARD_VALUES)}}


_COUNTED: Final = {
    **{name: _terms(name, SHOWN_VALUES) for name in FACETS},
    "week": _terms("week", _WEEKS),
    "cell": _terms("cell", _CELLS),
}
