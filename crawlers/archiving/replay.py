"""Stored captures as pages again: decoded as they were when they were fetched."""

import sqlite3
from io import BytesIO
from pathlib import Path
from typing import Final

import zstandard

from crawlers.archiving.segments import parse_record, read_bytes
from crawlers.faults import ArchiveError
from crawlers.parsing.page import Page

_LARGEST: Final = 10 * 1024 * 1024
_RECORD: Final = (
    "SELECT record.kind, record.start, record.length, segment.path FROM record"
    " JOIN segment ON segment.id=record.segment WHERE record.capture_id=?"
)


def read_page(root: Path, connection: sqlite3.Connection, capture: sqlite3.Row) -> Page:
    """The page of a row of `capture`: the rendered document where a browser made one, else the body as it was sent.

    Raises ArchiveError when its record cannot be read.
    """
    url = capture["final_url"]
    if capture["dom_sha256"]:
        row = _row(connection, capture["capture_id"], "conversion")
        return Page(url, _payload(root, row)[0], "text/html; charset=utf-8", capture["status"])
    row = _row(connection, capture["capture_id"], "response") or _elsewhere(connection, capture)
    body, media_type = _payload(root, row)
    return Page(url, body, media_type, capture["status"])


def _row(connection: sqlite3.Connection, capture_id: str, kind: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        f"{_RECORD} AND record.kind=? ORDER BY sequence LIMIT 1", (capture_id, kind)
    ).fetchone()
    return row


def _elsewhere(connection: sqlite3.Connection, capture: sqlite3.Row) -> sqlite3.Row | None:
    """The response that a revisit speaks of: the same body under the same address, fetched before."""
    before = connection.execute(
        "SELECT capture_id FROM capture WHERE site=? AND url=? AND wire_sha256=? AND retrieved_at<?"
        " ORDER BY retrieved_at",
        (capture["site"], capture["url"], capture["wire_sha256"], capture["retrieved_at"]),
    )
    for earlier in before.fetchall():
        if row := _row(connection, earlier["capture_id"], "response"):
            return row
    return None


def _payload(root: Path, row: sqlite3.Row | None) -> tuple[bytes, str]:
    if row is None:
        message = "no record holds this page"
        raise ArchiveError(message)
    where = f"{row['path']} at byte {row['start']}"
    record = parse_record(read_bytes(root / row["path"], row["start"], row["length"]), where)
    headers = record.http_headers
    media_type = headers.get_header("Content-Type", "") if headers is not None else ""
    body = record.content_stream().read(_LARGEST + 1)
    if headers is not None and headers.get_header("Content-Encoding", "").lower() == "zstd":
        # warcio undoes gzip, deflate and brotli, not zstd.
        body = zstandard.ZstdDecompressor().stream_reader(BytesIO(body)).read(_LARGEST + 1)
    return body[:_LARGEST], media_type
