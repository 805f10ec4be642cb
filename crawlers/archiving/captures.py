"""Writes what was fetched: WARC records first, on disk, then their rows in the caller's transaction."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crawlers.archiving.chain import link
from crawlers.archiving.records import (
    SOFTWARE,
    WarcRecord,
    conversion_record,
    metadata_record,
    new_id,
    request_record,
    resource_record,
    response_record,
    revisit_record,
    sha256,
    warc_date,
)
from crawlers.archiving.rows import write_time
from crawlers.archiving.segments import Place
from crawlers.capture import Capture
from crawlers.clock import clock_state
from crawlers.fetching.exchange import Exchange
from crawlers.visit import Derived


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is the same for every capture of a run."""

    site: str
    definition_sha256: str
    user_agent: str
    version: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """One capture with its WARC records, the main one first."""

    capture: Capture
    role: str
    records: tuple[WarcRecord, ...]
    ad_id: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What was around one exchange: the address first asked, the redirects before it, digests of what was rendered."""

    role: str
    first_url: str
    redirects: tuple[str, ...] = ()
    ad_id: str = ""
    holds_body: bool = True
    facts: Mapping[str, Any] = field(default_factory=dict)
    derived: tuple[Derived, ...] = ()
    held_since: datetime | None = None


def prepare_exchange(exchange: Exchange, body: bytes, around: Circumstances, provenance: Provenance) -> Prepared:
    """Response (or revisit, where the body is held elsewhere), request and metadata records of one exchange."""
    capture_id = new_id()
    build = response_record if around.holds_body else revisit_record
    capture = Capture(
        capture_id=capture_id,
        url=around.first_url,
        final_url=exchange.url,
        retrieved_at=exchange.started_at,
        status=exchange.status,
        wire_sha256=sha256(exchange.wire_body),
        body_sha256=sha256(body),
        warc_path="",
        warc_offset=0,
        clock=clock_state(),
        dom_sha256=str(around.facts.get("dom_sha256", "")),
        screenshot_sha256=str(around.facts.get("screenshot_sha256", "")),
        peer_address=exchange.peer_address,
        definition_sha256=provenance.definition_sha256,
        version=provenance.version,
    )
    refers: dict[str, str] = {}
    if around.held_since is not None:
        refers = {
            "WARC-Refers-To-Target-URI": exchange.url,
            "WARC-Refers-To-Date": warc_date(around.held_since),
        }
    main = build(exchange, capture_id, refers)
    told = metadata_record(exchange.url, exchange.ended_at, capture_id, _facts(exchange, capture, around, provenance))
    made = [conversion_record(exchange.url, exchange.ended_at, capture_id, one) for one in around.derived]
    return Prepared(capture, around.role, (main, request_record(exchange, capture_id), told, *made), around.ad_id)


def _facts(exchange: Exchange, capture: Capture, around: Circumstances, provenance: Provenance) -> dict[str, Any]:
    return {
        "url": capture.url,
        "final_url": capture.final_url,
        "redirects": list(around.redirects),
        "started_at": warc_date(exchange.started_at),
        "ended_at": warc_date(exchange.ended_at),
        "clock": capture.clock,
        "peer_address": exchange.peer_address,
        "protocol": exchange.protocol,
        "certificate_sha256": exchange.certificate_sha256,
        "user_agent": provenance.user_agent,
        "wire_sha256": capture.wire_sha256,
        "body_sha256": capture.body_sha256,
        "definition_sha256": provenance.definition_sha256,
        "software": f"{SOFTWARE} {provenance.version}",
        "request_head": "rebuilt: header names are normalised",
        **around.facts,
    }


def prepare_resource(url: str, body: bytes, media_type: str, at: datetime, provenance: Provenance) -> Prepared:
    """A capture of bytes that came without HTTP."""
    record = resource_record(url, at, body, media_type)
    digest = sha256(body)
    capture = Capture(
        capture_id=record.record_id,
        url=url,
        final_url=url,
        retrieved_at=at,
        status=0,
        wire_sha256=digest,
        body_sha256=digest,
        warc_path="",
        warc_offset=0,
        clock=clock_state(),
        definition_sha256=provenance.definition_sha256,
        version=provenance.version,
    )
    return Prepared(capture, "resource", (record,))


def store_captures(
    connection: sqlite3.Connection, site: str, prepared: Iterable[Prepared], places: Iterable[Place]
) -> None:
    """Rows of captures and of their records, chained. `places` are those of all records, in order."""
    row = connection.execute("SELECT chain FROM record ORDER BY sequence DESC LIMIT 1").fetchone()
    chain = row["chain"] if row is not None else ""
    where = iter(places)
    for one in prepared:
        for number, record in enumerate(one.records):
            place = next(where)
            if number == 0:
                _insert_capture(connection, site, one, place)
            chain = link(chain, record.sha256, record.record_id, record.kind)
            connection.execute(
                "INSERT INTO record(record_id, capture_id, kind, segment, start, length, sha256, chain)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    record.record_id,
                    one.capture.capture_id,
                    record.kind,
                    place.segment,
                    place.start,
                    place.length,
                    record.sha256,
                    chain,
                ),
            )


def _insert_capture(connection: sqlite3.Connection, site: str, one: Prepared, place: Place) -> None:
    capture = one.capture
    connection.execute(
        "INSERT INTO capture(capture_id, site, role, url, final_url, retrieved_at, status, wire_sha256, body_sha256,"
        " segment, start, clock, dom_sha256, screenshot_sha256, peer_address, definition_sha256, version, ad_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            capture.capture_id,
            site,
            one.role,
            capture.url,
            capture.final_url,
            write_time(capture.retrieved_at),
            capture.status,
            capture.wire_sha256,
            capture.body_sha256,
            place.segment,
            place.start,
            capture.clock,
            capture.dom_sha256,
            capture.screenshot_sha256,
            capture.peer_address,
            capture.definition_sha256,
            capture.version,
            one.ad_id,
        ),
    )
