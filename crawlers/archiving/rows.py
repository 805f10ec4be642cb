"""Ads and captures as rows of the archive's database, and back."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any, cast

from crawlers.ad import Ad, AdImage, AdStatus, AdType
from crawlers.capture import Capture
from crawlers.origin import Origin


def write_time(at: datetime) -> str:
    """UTC with microseconds always shown, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def read_time(text: str) -> datetime:
    """The aware UTC time that `write_time` wrote."""
    return datetime.fromisoformat(text)


def write_ad(ad: Ad) -> str:
    """What of an ad never changes within a revision, as JSON."""
    told = {
        "ad_type": ad.ad_type,
        "url": ad.url,
        "title": ad.title,
        "text": ad.text,
        "origin": [ad.origin.kind, ad.origin.source, ad.origin.terms, ad.origin.tlp],
        "language": ad.language,
        "region": ad.region,
        "posted_at": ad.posted_at.isoformat() if ad.posted_at else None,
        "posted_text": ad.posted_text,
        "posted_precision": ad.posted_precision,
        "images": [[image.url, image.sha256] for image in ad.images],
        "fields": dict(ad.fields),
        "capture_id": ad.capture_id,
    }
    return json.dumps(told, ensure_ascii=True)


def read_ad(row: sqlite3.Row) -> Ad:
    """The Ad in a row of `ad` joined with `ad_state` (columns `status`, `first_seen_at`)."""
    told: dict[str, Any] = json.loads(row["payload"])
    kind, source, terms, tlp = told["origin"]
    posted_at = told["posted_at"]
    return Ad(
        ad_id=row["ad_id"],
        revision=row["revision"],
        site=row["site"],
        ad_type=cast("AdType", told["ad_type"]),
        url=told["url"],
        title=told["title"],
        text=told["text"],
        first_seen_at=read_time(row["first_seen_at"]),
        last_seen_at=read_time(row["last_seen_at"]),
        origin=Origin(kind, source, terms, tlp),
        language=told["language"],
        region=told["region"],
        posted_at=datetime.fromisoformat(posted_at) if posted_at else None,
        posted_text=told["posted_text"],
        posted_precision=told["posted_precision"],
        status=cast("AdStatus", row["status"]),
        images=tuple(AdImage(url, sha256) for url, sha256 in told["images"]),
        fields=told["fields"],
        capture_id=told["capture_id"],
    )


def read_capture(row: sqlite3.Row) -> Capture:
    """The Capture in a row of `capture` joined with `segment` (column `path`)."""
    return Capture(
        capture_id=row["capture_id"],
        url=row["url"],
        final_url=row["final_url"],
        retrieved_at=read_time(row["retrieved_at"]),
        status=row["status"],
        wire_sha256=row["wire_sha256"],
        body_sha256=row["body_sha256"],
        warc_path=row["path"],
        warc_offset=row["start"],
        clock=row["clock"],
        dom_sha256=row["dom_sha256"],
        screenshot_sha256=row["screenshot_sha256"],
        peer_address=row["peer_address"],
        definition_sha256=row["definition_sha256"],
        version=row["version"],
    )
