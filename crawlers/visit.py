"""Everything that came of fetching one page, to be stored in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crawlers.fetching.blocks import Sign
from crawlers.fetching.exchange import Exchange
from crawlers.frontier import Lead, Settlement
from crawlers.parsing.found import Found


@dataclass(frozen=True, slots=True)
class Derived:
    """What a browser made of a page: `kind` is `dom` or `screenshot`."""

    kind: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answered request: the exchange, the body after decompression, and facts for its metadata record."""

    exchange: Exchange
    body: bytes
    role: str
    content_type: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    derived: tuple[Derived, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchedPicture:
    """One picture of an ad: fetched now, or known from before under this address, or neither, and `reason` says why."""

    url: str
    fetched: Fetched | None = None
    known_sha256: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """`pages` in the order fetched, redirects first, the page itself last. `found` is set for an ad that was read.

    `listed_ads` are the native ids a listing page links to. `is_gone`: the ad's page says that it was withdrawn.
    `read_fields`: what the definition's fields yielded on an ad's page, for the layout alarm, believed or not.
    `sign`: what speaks for our being shut out; `asked_pause`: seconds that a Retry-After asks for.
    """

    settlement: Settlement
    at: datetime
    pages: tuple[Fetched, ...] = ()
    leads: tuple[Lead, ...] = ()
    found: Found | None = None
    read_fields: Mapping[str, str] | None = None
    pictures: tuple[FetchedPicture, ...] = ()
    is_gone: bool = False
    sign: Sign | None = None
    asked_pause: float | None = None
    listed_ads: tuple[str, ...] = ()
