"""A document as compact bytes: one version byte, then zstd over positional JSON.

Reads every version it ever wrote; fields added later take their defaults when older bytes are read.
"""

import json
from datetime import datetime
from threading import local
from typing import Any, Final

import msgspec
import zstandard

from crawlers.ad import Ad, AdImage
from crawlers.origin import Origin
from extractors.mention import Mention
from index.document import Document, PlaceRef
from index.faults import NewerIndexError
from index.instants import from_micros, to_micros
from matching.links.keys import LinkKey

VERSION: Final = 1
_LEVEL: Final = 3  # level 3 packs a 600-character ad in about 20 us; higher levels gain 2 % and cost threefold
# 4 us a document where the standard library takes 19 (and 8 for 38 when reading).
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_DECODER: Final = msgspec.json.Decoder()
_codecs = local()  # zstd contexts must not be shared between threads


def pack_document(document: Document) -> bytes:
    """Equal documents give equal bytes, so that writing the same revision again can be seen to change nothing."""
    labels: dict[str, int] = {}
    body = [
        _ad_row(document.ad),
        [_mention_row(mention, labels) for mention in document.mentions],
        list(labels),
        [[key.kind, key.value] for key in document.keys],
        [[place.name, place.lat, place.lon] for place in document.places],
        list(document.indicators),
        document.text_digest,
        document.language,
        document.analysed,
        document.revisions,
    ]
    return bytes([VERSION]) + _compressor().compress(_encode(body))


def unpack_document(packed: bytes) -> Document:
    """The document that was packed. Raises NewerIndexError for bytes of a later version."""
    if packed[0] > VERSION:
        message = f"document of version {packed[0]}, this version reads up to {VERSION}: install a newer Threadline"
        raise NewerIndexError(message)
    ad, mentions, labels, keys, places, indicators, *rest = _decode(_decompressor().decompress(packed[1:]))
    return Document(
        _read_ad(ad),
        tuple(_read_mention(row, labels) for row in mentions),
        tuple(LinkKey(kind, value) for kind, value in keys),
        tuple(PlaceRef(*place) for place in places),
        tuple(indicators),
        *rest,
    )


def _encode(body: list[object]) -> bytes:
    try:
        return _ENCODER.encode(body)
    except UnicodeEncodeError:  # a lone surrogate, which is no UTF-8
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(
            "utf-8", "surrogatepass"
        )


def _decode(content: bytes) -> Any:
    try:
        return _DECODER.decode(content)
    except (UnicodeDecodeError, msgspec.DecodeError):
        return json.loads(content.decode("utf-8", "surrogatepass"))


def _compressor() -> zstandard.ZstdCompressor:
    if not hasattr(_codecs, "compressor"):
        _codecs.compressor = zstandard.ZstdCompressor(level=_LEVEL)
    compressor: zstandard.ZstdCompressor = _codecs.compressor
    return compressor


def _decompressor() -> zstandard.ZstdDecompressor:
    if not hasattr(_codecs, "decompressor"):
        _codecs.decompressor = zstandard.ZstdDecompressor()
    decompressor: zstandard.ZstdDecompressor = _codecs.decompressor
    return decompressor


def _ad_row(ad: Ad) -> list[object]:
    origin = ad.origin
    return [
        *(ad.ad_id, ad.revision, ad.site, ad.ad_type, ad.url, ad.title, ad.text),
        *(to_micros(ad.first_seen_at), to_micros(ad.last_seen_at)),
        [origin.kind, origin.source, origin.terms, origin.tlp],
        *(ad.language, ad.region),
        None if ad.posted_at is None else to_micros(ad.posted_at),
        *(ad.posted_text, ad.posted_precision, ad.status),
        [[image.url, image.sha256] for image in ad.images],
        dict(ad.fields),
        ad.capture_id,
    ]


def _read_ad(row: list[Any]) -> Ad:
    ad_id, revision, site, ad_type, url, title, content, first, last, origin, language, region, posted, *rest = row
    text, precision, status, images, fields, capture_id = rest
    return Ad(
        *(ad_id, revision, site, ad_type, url, title, content, from_micros(first), from_micros(last)),
        origin=Origin(*origin),
        language=language,
        region=region,
        posted_at=_read_instant(posted),
        posted_text=text,
        posted_precision=precision,
        status=status,
        images=tuple(AdImage(url, sha256) for url, sha256 in images),
        fields=fields,
        capture_id=capture_id,
    )


def _read_instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _mention_row(mention: Mention, labels: dict[str, int]) -> list[object]:
    number, data = labels.setdefault, mention.data
    return [
        mention.kind, mention.value, mention.raw, mention.start, mention.end, mention.confidence,
        number(mention.field, len(labels)), number(mention.extractor, len(labels)),
        number(mention.version, len(labels)), int(mention.obfuscated), dict(data) if data else 0,
    ]  # fmt: skip


def _read_mention(row: list[Any], labels: list[str]) -> Mention:
    kind, value, raw, start, end, confidence, field, extractor, version, obfuscated, data = row
    return Mention(
        kind, value, raw, labels[field], start, end, confidence, labels[extractor], labels[version], bool(obfuscated),
        data or {},
    )  # fmt: skip
