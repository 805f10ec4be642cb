"""Whether one document fits a query: what every engine answers for many, told of one without an index."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from index.document import Document
from index.geography import distance_km
from index.ordering import dated_at
from index.query import Query
from index.wording import read_wording
from index.words import split_words

Words = tuple[str, ...]


def fits(document: Document, query: Query) -> bool:
    """Limit, cursor and order aside. Raises BadQueryError for a text that no engine would search."""
    return all(check(document, query) for check in _CHECKS)


VALUES: Final[dict[str, Callable[[Document], Iterable[str]]]] = {
    "site": lambda document: [document.ad.site],
    "ad_type": lambda document: [document.ad.ad_type],
    "place": lambda document: {place.name for place in document.places},
    "indicator": lambda document: set(document.indicators),
    "language": lambda document: [document.language or document.ad.language or "und"],
    "status": lambda document: [document.ad.status],
}
"""What a document counts under in each facet."""


def _has_words(document: Document, query: Query) -> bool:
    wording = read_wording(query.text)
    parts = (_split(document.ad.title), _split(document.ad.text))
    wanted = all(any(_contains(part, phrase) for part in parts) for phrase in wording.must)
    return wanted and not any(_contains(part, phrase) for phrase in wording.must_not for part in parts)


@lru_cache(maxsize=256)
def _split(text: str) -> Words:
    return tuple(split_words(text))


def _contains(words: Words, phrase: Words) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))


def _has_values(document: Document, query: Query) -> bool:
    asked = {
        "site": query.sites, "ad_type": query.ad_types, "place": query.places, "indicator": query.indicators,
        "language": query.languages, "status": query.statuses,
    }  # fmt: skip
    return all(not values or set(values) & set(VALUES[name](document)) for name, values in asked.items())


def _has_keys(document: Document, query: Query) -> bool:
    return set(query.keys) <= {str(key) for key in document.keys}


def _is_in_time(document: Document, query: Query) -> bool:
    at = dated_at(document.ad)
    return (query.since is None or at >= query.since) and (query.until is None or at <= query.until)


def _is_near(document: Document, query: Query) -> bool:
    circle = query.near
    if circle is None:
        return True
    return any(distance_km(circle.lat, circle.lon, at.lat, at.lon) <= circle.radius_km for at in document.places)


_CHECKS: Final = (_has_values, _has_keys, _is_in_time, _is_near, _has_words)
