"""Hundreds of random queries: every engine against brute force, and so against every other engine."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from index.engine import Engine
from index.query import Circle, Query
from tests.index.conformance.conftest import Kept
from tests.index.conformance.oracle import answer, tell
from tests.index.conformance.world import (
    AD_TYPES,
    INDICATORS,
    LANGUAGES,
    PHONES,
    PLACES,
    SITES,
    START,
    STATUSES,
    WORDS,
    sentence,
)

QUERIES = 200


def test_random_queries_give_the_hits_and_counts_of_brute_force(kept: Kept) -> None:
    dice = random.Random(20_261_124)
    empty = 0
    for _ in range(QUERIES):
        query = make_query(dice)
        truth, results = answer(query), kept.engine.search(query)
        assert [hit.ad_id for hit in results.hits] == truth.ad_ids[: query.limit], query
        assert (results.total, results.exact) == (len(truth.ad_ids), True), query
        assert tell(results) == (truth.facets, truth.histogram, truth.grid), query
        empty += not truth.ad_ids
    assert empty < QUERIES * 0.6  # the queries must find something to say anything


def test_every_page_to_the_end_gives_each_ad_once_and_in_order(kept: Kept) -> None:
    for query in (Query(limit=7), Query(limit=50), Query(limit=200), Query(text="the", sites=("beta",), limit=1)):
        assert list(pages(kept.engine, query)) == answer(query).ad_ids


def test_a_scan_gives_every_document_of_a_query_in_order(kept: Kept) -> None:
    dice = random.Random(12)
    held = {document.ad.ad_id: document for document in kept.documents}
    for query in (Query(), *[make_query(dice) for _ in range(20)]):
        assert list(kept.engine.scan(query)) == [held[ad_id] for ad_id in answer(query).ad_ids]


def pages(engine: Engine, query: Query) -> Iterator[str]:
    while True:
        results = engine.search(query)
        yield from (hit.ad_id for hit in results.hits)
        if not results.cursor:
            return
        query = replace(query, cursor=results.cursor)


def make_query(dice: random.Random) -> Query:
    """One to four parts of a query, each from what the world holds, now and then something it does not."""
    query = Query(limit=dice.choice((1, 5, 20, 200)))
    for part in dice.sample(tuple(PARTS), dice.choice((1, 1, 2, 2, 3, 4))):
        query = replace(query, **PARTS[part](dice))  # type: ignore[arg-type]
    return query


def make_text(dice: random.Random) -> dict[str, object]:
    parts = [dice.choice((*WORDS, "absent")) for _ in range(dice.choice((1, 1, 2, 3)))]
    if dice.random() < 0.4:
        parts.append('"' + " ".join(dice.choices(WORDS, k=2)) + '"')
    if dice.random() < 0.2:
        parts.append('"' + sentence(dice, 4) + '"')
    if dice.random() < 0.4:
        parts.append("-" + dice.choice(WORDS))
    if dice.random() < 0.1:
        parts = ["-" + dice.choice(WORDS)]
    return {"text": " ".join(parts)}


def make_times(dice: random.Random) -> dict[str, object]:
    since = START + timedelta(days=dice.randrange(-10, 90))
    until = since + timedelta(days=dice.randrange(60))
    return dice.choice(({"since": since}, {"until": until}, {"since": since, "until": until}))


def make_circle(dice: random.Random) -> dict[str, object]:
    _, lat, lon = dice.choice(PLACES)
    return {"near": Circle(lat + dice.uniform(-1, 1), lon, dice.choice((0.0, 50.0, 300.0, 3000.0, 20_000.0)))}


PARTS = {
    "text": make_text,
    "times": make_times,
    "near": make_circle,
    "sites": lambda dice: {"sites": tuple(dice.sample((*SITES, "elsewhere"), 2))},
    "ad_types": lambda dice: {"ad_types": (dice.choice(AD_TYPES),)},
    "places": lambda dice: {"places": tuple(name for name, _, _ in dice.sample(PLACES, 2))},
    "indicators": lambda dice: {"indicators": (dice.choice(INDICATORS),)},
    "languages": lambda dice: {"languages": (dice.choice(LANGUAGES) or "und", "fr")},
    "statuses": lambda dice: {"statuses": tuple(dice.sample(STATUSES, 2))},
    "keys": lambda dice: {"keys": tuple(f"phone:{phone}" for phone in dice.sample(PHONES, dice.choice((1, 1, 2))))},
}
