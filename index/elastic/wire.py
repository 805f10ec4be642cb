"""One request to a search server. The two servers differ in their clients, not in what we ask of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

READ_SECONDS: Final = 10.0  # a person waits for it
WRITE_SECONDS: Final = 60.0  # a bulk of 5 MB on a busy node; creating an index on a cluster that is electing


@dataclass(frozen=True, slots=True)
class Request:
    """`body` is a JSON object, or lines of JSON for a bulk; `seconds` is how long one try may take."""

    method: str
    path: str
    body: Mapping[str, Any] | bytes | None = None
    params: Mapping[str, str] | None = None
    seconds: float = READ_SECONDS


class Wire(Protocol):
    """Speaks to one cluster through its vendor's client."""

    @property
    def name(self) -> str:
        """`elasticsearch` or `opensearch`."""

    @property
    def client_version(self) -> str:
        """Version of the client library."""

    def ask(self, request: Request) -> dict[str, Any]:
        """The answer. Raises TextGoneError when an index it names is not there, EngineDownError when asking later may
        help, RefusedError when it will not."""

    def close(self) -> None:
        """Close the connections."""
