"""Records as rows of the contract: plain JSON, ASCII-escaped, times in UTC with `Z`."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from matching.links.keys import LinkKey


def to_json(row: Mapping[str, Any]) -> str:
    """One line of JSON. Raises TypeError for a value that has no agreed form."""
    return json.dumps(row, ensure_ascii=True, default=_plain, separators=(", ", ": "))


def ad_row(ad: Ad) -> dict[str, Any]:
    """The contract's `ads` row."""
    return {
        "id": ad.ad_id,
        "ad_id": ad.ad_id,
        "site": ad.site,
        "ad_type": ad.ad_type,
        "origin": ad.origin,
        "url": ad.url,
        "title": ad.title,
        "text": ad.text,
        "language": ad.language,
        "region": ad.region,
        "revision": ad.revision,
        "posted_at": ad.posted_at,
        "posted_text": ad.posted_text,
        "first_seen_at": ad.first_seen_at,
        "last_seen_at": ad.last_seen_at,
        "status": ad.status,
        "images": [{"url": image.url, "sha256": image.sha256} for image in ad.images],
        "fields": dict(ad.fields),
        "capture_id": ad.capture_id,
    }


def mention_row(mention: Mention) -> dict[str, Any]:
    """The contract's Mention."""
    return {
        "kind": mention.kind,
        "value": mention.value,
        "raw": mention.raw,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "confidence": round(mention.confidence, 3),
        "obfuscated": mention.obfuscated,
        "extractor": mention.extractor,
        "version": mention.version,
        "data": dict(mention.data),
    }


def extraction_row(identifier: object, extraction: Extraction) -> dict[str, Any]:
    """The contract's `extract` row."""
    return {
        "id": identifier,
        "language": extraction.language,
        "analysed": extraction.analysed,
        "mentions": [mention_row(mention) for mention in extraction.mentions],
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, LinkKey | Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: getattr(value, part.name) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    message = f"no JSON form for {type(value).__name__}"
    raise TypeError(message)
