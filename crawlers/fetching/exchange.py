"""One request and its answer, as they were on the wire."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """`response_head` is the exact status line and headers; `wire_body` the exact body, all codings included.

    `request_head` is rebuilt from what was handed to the connection: its header names are normalised.
    `certificate_sha256` is that of the peer's TLS certificate, empty without TLS.
    """

    url: str
    request_head: bytes
    status: int
    response_head: bytes
    wire_body: bytes
    started_at: datetime
    ended_at: datetime
    peer_address: str = ""
    protocol: str = ""
    certificate_sha256: str = ""
