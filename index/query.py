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

    Of several sites, ad types, places, indicators, languages or statuses one must hold; of several `keys`
    (`kind:value`) all. Hits come newest first, by `posted_at` (or first seen, where a page gave no date), which `since`
    and `until` bound, both inclusive. `limit` is 1 to 200; `cursor` comes from the last answer.
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
