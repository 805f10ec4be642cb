"""WARC 1.1 records as compressed bytes, built by warcio with the exact heads that were on the wire."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.fetching.exchange import Exchange
from crawlers.visit import Derived

SOFTWARE: Final = "Threadline"


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """`content` is one gzip member; `sha256` is that of these very bytes."""

    record_id: str
    kind: str
    content: bytes
    sha256: str


class _RawHead(StatusAndHeaders):  # type: ignore[misc]
    """HTTP head that is written as it was sent: warcio would percent-encode and normalise it."""

    def __init__(self, head: bytes) -> None:
        super().__init__("", [("raw", "head")])
        self._raw = head if head.endswith((b"\n\n", b"\n\r\n")) else head + b"\r\n"

    def compute_headers_buffer(self, header_filter: Any = None) -> None:  # noqa: ARG002 - warcio's signature
        self.headers_buff = self._raw


def sha256(content: bytes) -> str:
    """Lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def new_id() -> str:
    """A fresh record id, without its `urn:uuid:`."""
    return str(uuid.uuid4())


def warc_date(at: datetime) -> str:
    """WARC 1.1 date with microseconds."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _build(kind: str, record_id: str, headers: Mapping[str, str], body: bytes, head: bytes = b"") -> WarcRecord:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    http_head = _RawHead(head) if head else None
    block = hashlib.sha256(http_head._raw if http_head else b"")  # noqa: SLF001 - our own class, above
    block.update(body)
    given = {
        "WARC-Record-ID": f"<urn:uuid:{record_id}>",
        "WARC-Block-Digest": f"sha256:{block.hexdigest()}",
        "WARC-Payload-Digest": f"sha256:{sha256(body)}",
        **headers,
    }
    record = writer.create_warc_record(
        given.pop("WARC-Target-URI", ""),
        kind,
        payload=BytesIO(body),
        length=len(body),
        http_headers=http_head or StatusAndHeaders("", []),
        warc_headers_dict=given,
        warc_content_type=given.get("Content-Type", ""),
    )
    if http_head is None:
        record.http_headers = None
    writer.write_record(record)
    content = buffer.getvalue()
    return WarcRecord(record_id, kind, content, sha256(content))


def response_record(exchange: Exchange, record_id: str, extra: Mapping[str, str]) -> WarcRecord:
    """The answer with its body."""
    return _build("response", record_id, _headers(exchange, extra), exchange.wire_body, exchange.response_head)


def revisit_record(exchange: Exchange, record_id: str, extra: Mapping[str, str]) -> WarcRecord:
    """The answer's head; its body is held elsewhere under the digest in `WARC-Payload-Digest`."""
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    headers = {
        "WARC-Profile": profile,
        "WARC-Payload-Digest": f"sha256:{sha256(exchange.wire_body)}",
        **_headers(exchange, extra),
    }
    return _build("revisit", record_id, headers, b"", exchange.response_head)


def request_record(exchange: Exchange, concurrent_to: str) -> WarcRecord:
    """What we asked."""
    extra = {"WARC-Concurrent-To": f"<urn:uuid:{concurrent_to}>"}
    return _build("request", new_id(), _headers(exchange, extra), b"", exchange.request_head)


def metadata_record(url: str, at: datetime, refers_to: str, facts: Mapping[str, Any]) -> WarcRecord:
    """What we know about a capture and no HTTP head says: times, clock, definition, redirect chain, versions."""
    headers = {
        "WARC-Target-URI": url,
        "WARC-Date": warc_date(at),
        "WARC-Concurrent-To": f"<urn:uuid:{refers_to}>",
        "Content-Type": "application/json",
    }
    return _build("metadata", new_id(), headers, json.dumps(facts, ensure_ascii=True, sort_keys=True).encode())


def conversion_record(url: str, at: datetime, refers_to: str, derived: Derived) -> WarcRecord:
    """What a browser made of a response: the document after its scripts ran, or the picture on its screen."""
    headers = {
        "WARC-Target-URI": url,
        "WARC-Date": warc_date(at),
        "WARC-Refers-To": f"<urn:uuid:{refers_to}>",
        "Content-Type": derived.media_type,
    }
    return _build("conversion", new_id(), headers, derived.content)


def resource_record(url: str, at: datetime, body: bytes, media_type: str) -> WarcRecord:
    """Bytes that came without HTTP: a row of a partner's file, a rendered DOM, a screenshot."""
    headers = {"WARC-Target-URI": url, "WARC-Date": warc_date(at), "Content-Type": media_type}
    return _build("resource", new_id(), headers, body)


def warcinfo_record(at: datetime, facts: Mapping[str, str]) -> WarcRecord:
    """First record of a run in a segment."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in facts.items() if value)
    headers = {"WARC-Date": warc_date(at), "Content-Type": "application/warc-fields"}
    return _build("warcinfo", new_id(), headers, lines.encode())


def _headers(exchange: Exchange, extra: Mapping[str, str]) -> dict[str, str]:
    headers = {"WARC-Target-URI": exchange.url, "WARC-Date": warc_date(exchange.started_at), **extra}
    if exchange.peer_address:
        headers["WARC-IP-Address"] = exchange.peer_address
    return headers
