"""What a server's refusal means to the person who reads it."""

from collections.abc import Mapping
from typing import Any, Final

from index.faults import EngineDownError, EngineError, RefusedError, TextGoneError

RETRIED: Final = frozenset({429, 502, 503, 504})
"""Answers after which the same request may succeed a little later."""


def explain(status: int, answer: object) -> EngineError:
    """The fault for an HTTP status and the body that came with it."""
    kind, reason = _read(answer)
    told = f" ({kind}: {reason})" if kind else ""
    if is_full(status, kind, reason):
        return EngineDownError(
            "The search server takes no more writes: its disk is full or its indexes are set to read-only. Free disk "
            f"space there, then try again.{told}"
        )
    if status == 404 and kind == "index_not_found_exception":
        return TextGoneError(
            "The text index is no longer on the search server. The next ingest makes it again from the key store; "
            f"`threadline rebuild` does so at once.{told}"
        )
    if status in {401, 403}:
        return RefusedError(f"The search server refuses us: check user, password and rights.{told}")
    if status == 429:
        return EngineDownError(f"The search server is overloaded.{told}")
    if status in RETRIED:
        return EngineDownError(f"The search server is red: a part of the index cannot be read or written.{told}")
    if status >= 500:
        return EngineDownError(f"The search server failed with status {status}.{told}")
    return RefusedError(f"The search server does not take this request, status {status}.{told}")


def is_full(status: int, kind: str, reason: str) -> bool:
    """Whether the server has made the index read-only, as it does by itself at 95 % of its disk."""
    return status in {403, 429} and (kind == "cluster_block_exception" or "read-only" in reason)


def explain_silence(hosts: tuple[str, ...], error: Exception) -> EngineDownError:
    """The fault when no node answered at all."""
    return EngineDownError(f"The search server does not answer: {', '.join(hosts)} ({type(error).__name__}).")


def explain_slowness(hosts: tuple[str, ...], seconds: float) -> EngineDownError:
    """The fault when a node took the request and did not answer in time."""
    return EngineDownError(f"The search server is too slow: no answer from {', '.join(hosts)} in {seconds:g} seconds.")


def _read(answer: object) -> tuple[str, str]:
    """Type and reason of an error body, as far as it has the shape both servers give it."""
    error = answer.get("error", answer) if isinstance(answer, Mapping) else answer
    if not isinstance(error, Mapping):
        return ("error", str(error)[:200]) if error else ("", "")
    cause = _first_cause(error)
    return str(cause.get("type", "error")), str(cause.get("reason", ""))[:300]


def _first_cause(error: Mapping[str, Any]) -> Mapping[str, Any]:
    """`search_phase_execution_exception` says nothing; the cause of its first shard does."""
    causes = error.get("root_cause")
    if isinstance(causes, list) and causes and isinstance(causes[0], Mapping):
        return causes[0]
    return error
