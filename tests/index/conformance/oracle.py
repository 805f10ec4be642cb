"""The answer by brute force: every document is looked at, one after the other, with no index at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from index.document import Document
from index.fitting import VALUES, fits
from index.instants import iso_week, to_micros
from index.ordering import dated_at, sort_key
from index.query import Query
from index.results import Results
from tests.index.conformance.world import make_world


@dataclass(frozen=True, slots=True)
class Truth:
    """What a search must say."""

    ad_ids: list[str]
    facets: dict[str, list[tuple[str, int]]]
    histogram: list[tuple[str, int]]
    grid: dict[str, int]


@cache
def answer(query: Query) -> Truth:
    """Everything in the made-up world that matches, in order, and its counts."""
    found = [document for document in make_world() if fits(document, query)]
    found.sort(key=lambda document: (-sort_key(to_micros(dated_at(document.ad)), document.ad.ad_id), document.ad.ad_id))
    return Truth(
        ad_ids=[document.ad.ad_id for document in found],
        facets={
            name: rank(value for document in found for value in read(document))[:50] for name, read in VALUES.items()
        },
        histogram=sorted(Counter(iso_week(dated_at(document.ad)) for document in found).items()),
        grid=dict(Counter(cell for document in found for cell in cells(document))),
    )


def tell(results: Results) -> tuple[dict[str, list[tuple[str, int]]], list[tuple[str, int]], dict[str, int]]:
    """The counts of an engine's answer in the shape of Truth."""
    facets = {name: [(count.value, count.ads) for count in counts] for name, counts in results.facets.items()}
    weeks = [(count.value, count.ads) for count in results.histogram]
    return facets, weeks, {count.value: count.ads for count in results.grid}


def rank(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))


def cells(document: Document) -> set[str]:
    return {f"{place.lat // 0.5 * 0.5:.1f},{place.lon // 0.5 * 0.5:.1f}" for place in document.places}
