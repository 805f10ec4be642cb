"""What a person asks of the index, in no engine's language."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Circle:
    """A place on earth and a radius in kilometres."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Query:
    """All given parts must hold; empty ones do not restrict. `text`: every word, `"..."` for phrases, `-word` excludes.

    `since` and `until` bound `posted_at` (or first seen, where a page gave no date), both inclusive. `limit` is 1 to
    200; `cursor` comes from the last answer.
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
