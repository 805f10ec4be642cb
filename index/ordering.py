"""The one order of every result list: newest first, ties by ad_id; and the cursor that continues it."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from crawlers.ad import Ad
from index.faults import BadQueryError

_SECOND: Final = 1_000_000
_LATEST: Final = (1 << 33) - 1  # year 2242


def dated_at(ad: Ad) -> datetime:
    """When the page says it was posted, else when we first saw it."""
    return ad.posted_at or ad.first_seen_at


def sort_key(at: int, ad_id: str) -> int:
    """One signed 64-bit number: seconds since 1970 (`at` is microseconds), then 30 bits of a checksum of the ad_id, so
    that hardly two ads tie."""
    seconds = min(max(at // _SECOND, 0), _LATEST)
    return seconds << 30 | zlib.crc32(ad_id.encode("utf-8", "surrogatepass")) >> 2


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the last sort key, and the ads already shown under exactly that key."""

    last: int
    shown: tuple[str, ...]

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.last, *self.shown]).encode()).decode()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadQueryError for anything that `str` did not write."""
        try:
            last, *shown = json.loads(base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True))
        except ValueError as error:
            message = "the cursor is not one that a search gave back"
            raise BadQueryError(message) from error
        if type(last) is not int or abs(last) >= 1 << 63 or not all(isinstance(item, str) for item in shown):
            message = "the cursor is not one that a search gave back"
            raise BadQueryError(message)
        return cls(last, tuple(shown))


def next_cursor(ordered: list[tuple[int, str]], before: str) -> str:
    """Cursor after a page of (sort_key, ad_id); `before` is the cursor that led to it."""
    last = ordered[-1][0]
    shown = [ad_id for key, ad_id in ordered if key == last]
    if before and (earlier := Cursor.parse(before)).last == last:
        shown = [*earlier.shown, *shown]
    return str(Cursor(last, tuple(shown)))


DEEPEST: Final = 10_000
"""Hits that can be paged by relevance: as many as both servers give."""


def next_rank(place: int) -> str:
    """Cursor after the hit of that rank."""
    return base64.urlsafe_b64encode(json.dumps(["rank", place]).encode()).decode()


def read_rank(cursor: str, limit: int) -> int:
    """How many hits were shown before this page. Raises BadQueryError for a cursor of another order, and beyond the
    deepest page."""
    if not cursor:
        return 0
    try:
        name, place = json.loads(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, TypeError) as error:
        message = "the cursor is not one that a search by relevance gave back"
        raise BadQueryError(message) from error
    if name != "rank" or type(place) is not int or place < 0:
        message = "the cursor is not one that a search by relevance gave back"
        raise BadQueryError(message)
    if place + limit > DEEPEST:
        message = f"only the {DEEPEST} most relevant hits can be paged: add words or filters, or order by date"
        raise BadQueryError(message)
    return place
