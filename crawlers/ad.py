"""One advertisement as one revision of its page said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawlers.origin import CRAWLED, Origin

AdType = Literal["commercial", "job", "forum", "other"]
AdStatus = Literal["live", "missing", "removed", "unknown"]


@dataclass(frozen=True, slots=True)
class AdImage:
    """A picture the ad shows: its address, and the SHA-256 of its original bytes when they were stored or hashed."""

    url: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Ad:
    """What one page said about one ad.

    `ad_id` is `site:native_id`; `revision` counts from 1 and grows only when extracted fields change. All `_at` values
    are aware UTC. `posted_text` is the date as printed, `posted_precision` second, minute, hour, day, month or empty.
    `fields` holds the raw strings as found on the page (`title, text, phone, price, place, posted_at`); what the page
    lacked is absent.
    """

    ad_id: str
    revision: int
    site: str
    ad_type: AdType
    url: str
    title: str
    text: str
    first_seen_at: datetime
    last_seen_at: datetime
    origin: Origin = CRAWLED
    language: str = ""
    region: str = ""
    posted_at: datetime | None = None
    posted_text: str = ""
    posted_precision: str = ""
    status: AdStatus = "live"
    images: tuple[AdImage, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    capture_id: str = ""
