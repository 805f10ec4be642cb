"""What a person asks of the index, in no engine's language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Order = Literal["newest", "relevance"]


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on earth and a radius in kilometres."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Query:
    """All given parts must hold; empty ones do not restrict. `text`: every word, `"..."` for phrases, `-word` excludes.

    Of several sites, ad types, places, indicators, languages or statuses one must hold; of several `keys`
    (`kind:value`) all. `since` and `until`, both inclusive, bound `posted_at` (or first seen, where undated).
    Hits come newest first by that date, or, where `order` is `relevance`, those first that the words describe best
    (BM25; of equals the newest first; the best 10,000 can be paged). `limit` is 1 to 200; `cursor` comes from the last
    answer of the same query.
    """

    text: str = ""
    sites: tuple[str, ...] = ()
    ad_types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    near: Circle | None = None
    limit: int = 20
    cursor: str = ""
    order: Order = "newest"
