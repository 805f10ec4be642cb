"""By relevance: the same ads as by date, the ones that say it most first, page after page and the same each time."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from index.document import Document
from index.engine import Engine
from index.faults import BadQueryError
from index.query import Query
from tests.index.conformance.conftest import Kept
from tests.index.conformance.oracle import answer
from tests.index.conformance.test_differential import make_query, pages

Sketcher = Callable[..., Document]


def test_relevance_finds_the_same_ads_and_counts_as_brute_force(kept: Kept) -> None:
    dice = random.Random(99)
    for _ in range(60):
        query = replace(make_query(dice), limit=200, order="relevance")
        truth, results = answer(replace(query, order="newest")), kept.engine.search(query)
        assert results.total == len(truth.ad_ids), query
        assert set(pages(kept.engine, query)) == set(truth.ad_ids), query


def test_every_page_by_relevance_gives_each_ad_once_and_the_same_each_time(kept: Kept) -> None:
    query = Query(text="the", limit=7, order="relevance")
    found = list(pages(kept.engine, query))
    assert len(found) == len(set(found)) == len(answer(replace(query, order="newest")).ad_ids)
    assert list(pages(kept.engine, replace(query, limit=11))) == found


def test_an_ad_that_says_it_often_comes_before_a_newer_one_that_says_it_once(engine: Engine, sketch: Sketcher) -> None:
    filler = "other words of about the same length stand here"
    engine.put([sketch(number=n, text=f"{filler} {n}", days=n) for n in range(20)])
    engine.put([sketch(number=30, text=f"lantern lantern lantern {filler}", days=1)])
    engine.put([sketch(number=31, text=f"lantern and and {filler}", days=60)])
    assert [hit.ad_id for hit in engine.search(Query(text="lantern")).hits] == ["alpha:31", "alpha:30"]
    ranked = engine.search(Query(text="lantern", order="relevance")).hits
    assert [(hit.ad_id, hit.score_order) for hit in ranked] == [("alpha:30", 1), ("alpha:31", 2)]


def test_of_equals_the_newest_comes_first_whatever_the_filters(engine: Engine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n, days=n, site="beta" if n % 2 else "alpha") for n in range(40)])
    found = engine.search(Query(text="studio", order="relevance", sites=("beta", "alpha"), limit=40))
    assert [hit.ad_id.partition(":")[2] for hit in found.hits] == [str(n) for n in reversed(range(40))]
    since = found.hits[10].posted_at
    assert since is not None
    later = engine.search(Query(text="studio", order="relevance", since=since + timedelta(seconds=1), limit=40))
    assert [hit.ad_id for hit in later.hits] == [hit.ad_id for hit in found.hits[:10]]


def test_cursors_of_the_other_order_and_pages_too_deep_are_refused(kept: Kept) -> None:
    by_date = kept.engine.search(Query(text="the", limit=2)).cursor
    by_relevance = kept.engine.search(Query(text="the", limit=2, order="relevance")).cursor
    for query in (
        Query(text="the", limit=2, order="relevance", cursor=by_date),
        Query(text="the", limit=2, cursor=by_relevance),
        Query(text="the", limit=2, order="relevance", cursor="nonsense"),
    ):
        with pytest.raises(BadQueryError):
            kept.engine.search(query)
