"""Our query as tantivy's."""

from collections.abc import Iterable, Sequence
from typing import Final

import tantivy

from index.embedded.text import SCHEMA
from index.instants import to_micros
from index.ordering import Cursor
from index.query import Query
from index.wording import read_wording

Clause = tuple[tantivy.Occur, tantivy.Query]
_MUST: Final = tantivy.Occur.Must
_MUST_NOT: Final = tantivy.Occur.MustNot


def build_query(query: Query, spots: Sequence[str] | None) -> tantivy.Query:
    """Everything but the cursor. `spots` are the places inside `query.near` (None: no circle was asked for)."""
    wording = read_wording(query.text)
    scored = [(_MUST, phrase(words)) for words in wording.must]
    clauses = [(_MUST_NOT, phrase(words)) for words in wording.must_not]
    for name, values in (
        ("site", query.sites), ("ad_type", query.ad_types), ("place", query.places), ("indicator", query.indicators),
        ("language", query.languages), ("status", query.statuses),
    ):  # fmt: skip
        clauses += any_of(name, values)
    clauses += [(_MUST, tantivy.Query.term_query(SCHEMA, "key", key, index_option="basic")) for key in query.keys]
    if spots is not None:
        clauses += any_of("spot", spots) or [(_MUST, tantivy.Query.empty_query())]
    if query.since or query.until:
        since = to_micros(query.since) if query.since else None
        until = to_micros(query.until) if query.until else None
        clauses.append((_MUST, integers("at", since, until)))
    if not any(occur == _MUST for occur, _ in (*scored, *clauses)):
        clauses.append((_MUST, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query([*scored, *map(_unscored, clauses)])


def _unscored(clause: Clause) -> Clause:
    """A filter says nothing of how well the words describe an ad."""
    occur, query = clause
    return (occur, tantivy.Query.const_score_query(query, 0.0)) if occur == _MUST else clause


def after(query: tantivy.Query, cursor: str) -> tantivy.Query:
    """The same query, only what comes after the cursor."""
    if not cursor:
        return query
    place = Cursor.parse(cursor)
    clauses = [(_MUST, query), (_MUST, integers("sort_key", None, place.last))]
    clauses += [
        (_MUST_NOT, tantivy.Query.term_query(SCHEMA, "id", ad_id, index_option="basic")) for ad_id in place.shown
    ]
    return tantivy.Query.boolean_query(clauses)


def phrase(words: tuple[str, ...]) -> tantivy.Query:
    """The words side by side (tantivy panics on a phrase of one)."""
    if len(words) == 1:
        return tantivy.Query.term_query(SCHEMA, "words", words[0])
    return tantivy.Query.phrase_query(SCHEMA, "words", list(words))


def any_of(name: str, values: Iterable[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """A clause that one of the values must hold; none where there are no values."""
    wanted = list(values)
    return [(_MUST, tantivy.Query.term_set_query(SCHEMA, name, wanted))] if wanted else []


def integers(name: str, low: int | None, high: int | None) -> tantivy.Query:
    """Both bounds inclusive."""
    return tantivy.Query.range_query(SCHEMA, name, tantivy.FieldType.Integer, low, high)
