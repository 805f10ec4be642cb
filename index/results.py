"""Answers of the index. Every answer names the generation of the index and the sites it searched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site that was searched, and when it was last crawled completely (None: never)."""

    slug: str
    last_complete_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One ad of a result list; `score_order` is its 1-based rank in this answer."""

    ad_id: str
    title: str
    site: str
    ad_type: str
    posted_at: datetime | None
    score_order: int
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A value and the number of distinct ads that carry it."""

    value: str
    ads: int


@dataclass(frozen=True, slots=True)
class Results:
    """Answer of `search`. `total` counts distinct ads; `exact` says whether that is the whole count.

    `facets` has `site, ad_type, place, indicator, language, status`; `histogram` counts ads by ISO week (`2026-W47`);
    `grid` counts by `lat,lon` of half-degree cells. Nothing found means "not in what we hold".
    """

    hits: tuple[Hit, ...]
    total: int
    exact: bool
    facets: Mapping[str, tuple[Count, ...]]
    histogram: tuple[Count, ...]
    grid: tuple[Count, ...]
    cursor: str
    generation: int
    sites: tuple[SiteState, ...]


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place with the number of distinct ads that name it and when those ads were first and last seen by us."""

    value: str
    ads: int
    first_seen_at: datetime
    last_seen_at: datetime
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class LinkedKey:
    """A key that shares ads with the one asked for. `hub` keys are shown, never traversed."""

    key: str
    ads: int
    hub: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Answer of `summary`: what the index holds under one or more keys, from the key store alone.

    `places` are the hundred on most ads, of `place_count` in all; `linked` the fifty keys on most of the same ads,
    of `linked_count` (1000: or more);
    `ad_ids` the two hundred last seen.
    """

    keys: tuple[str, ...]
    ads: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    sites: tuple[Count, ...]
    places: tuple[PlaceSpan, ...]
    weeks: tuple[Count, ...]
    linked: tuple[LinkedKey, ...]
    hub: bool
    ad_ids: tuple[str, ...]
    cluster_id: str
    generation: int
    searched: tuple[SiteState, ...]
    place_count: int = 0
    linked_count: int = 0
