"""One page as it was fetched at one time: what a WARC record holds, in short."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """Provenance of one fetch. Digests are lower-case hex SHA-256, empty where that form was not captured.

    `clock` says how far the machine's clock could be trusted (`synchronised`, `unsynchronised`, `unknown`).
    `warc_path` is relative to the archive folder; `warc_offset` is the byte offset of the response record.
    """

    capture_id: str
    url: str
    final_url: str
    retrieved_at: datetime
    status: int
    wire_sha256: str
    body_sha256: str
    warc_path: str
    warc_offset: int
    clock: str = "unknown"
    dom_sha256: str = ""
    screenshot_sha256: str = ""
    peer_address: str = ""
    definition_sha256: str = ""
    version: str = ""
