"""The answer by brute force: every document is looked at, one after the other, with no index at all."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from index.document import Document
from index.geography import distance_km
from index.instants import iso_week, to_micros
from index.ordering import dated_at, sort_key
from index.query import Query
from index.results import Results
from index.wording import read_wording
from index.words import split_words
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
    found = [document for document in make_world() if all(check(document, query) for check in CHECKS)]
    found.sort(key=lambda document: (-sort_key(to_micros(dated_at(document.ad)), document.ad.ad_id), document.ad.ad_id))
    return Truth(
        ad_ids=[document.ad.ad_id for document in found],
        facets={
            name: rank(value for document in found for value in read(document))[:50] for name, read in FACETS.items()
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


def language(document: Document) -> str:
    return document.language or document.ad.language or "und"


def cells(document: Document) -> set[str]:
    return {f"{place.lat // 0.5 * 0.5:.1f},{place.lon // 0.5 * 0.5:.1f}" for place in document.places}


FACETS: dict[str, Callable[[Document], Iterable[str]]] = {
    "site": lambda document: [document.ad.site],
    "ad_type": lambda document: [document.ad.ad_type],
    "place": lambda document: {place.name for place in document.places},
    "indicator": lambda document: set(document.indicators),
    "language": lambda document: [language(document)],
    "status": lambda document: [document.ad.status],
}


def has_words(document: Document, query: Query) -> bool:
    wording = read_wording(query.text)
    parts = (split(document.ad.title), split(document.ad.text))
    wanted = all(any(contains(part, phrase) for part in parts) for phrase in wording.must)
    return wanted and not any(contains(part, phrase) for phrase in wording.must_not for part in parts)


@cache
def split(text: str) -> tuple[str, ...]:
    return tuple(split_words(text))


def contains(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))


def has_facets(document: Document, query: Query) -> bool:
    asked = {
        "site": query.sites, "ad_type": query.ad_types, "place": query.places, "indicator": query.indicators,
        "language": query.languages, "status": query.statuses,
    }  # fmt: skip
    return all(not values or set(values) & set(FACETS[name](document)) for name, values in asked.items())


def has_keys(document: Document, query: Query) -> bool:
    return set(query.keys) <= {str(key) for key in document.keys}


def is_in_time(document: Document, query: Query) -> bool:
    at = dated_at(document.ad)
    return (query.since is None or at >= query.since) and (query.until is None or at <= query.until)


def is_near(document: Document, query: Query) -> bool:
    circle = query.near
    if circle is None:
        return True
    return any(distance_km(circle.lat, circle.lon, at.lat, at.lon) <= circle.radius_km for at in document.places)


CHECKS = (has_words, has_facets, has_keys, is_in_time, is_near)
