"""Bulk requests with back-pressure: what a server has no room for now waits here, and so does whoever feeds us."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from index.elastic.patience import Patience
from index.elastic.refusals import explain
from index.elastic.wire import WRITE_SECONDS, Request, Wire
from index.faults import EngineDownError, TextGoneError

_MOST_BYTES: Final = 5_000_000
_MOST_ACTIONS: Final = 2_000
_LEAST_ACTIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write: an alias (never a bare name: a server makes up an index for a name it does not know), and for how
    long to keep trying."""

    wire: Wire
    alias: str
    patience_seconds: float


class Bulk:
    """Gathers actions and sends them; `flush` returns when the server has taken every one."""

    def __init__(self, target: Target, pause: Callable[[float], None] = time.sleep) -> None:
        self._target = target
        self._pause = pause
        self._waiting: list[bytes] = []
        self._bytes = 0
        self._most = _MOST_ACTIONS

    def add(self, action: bytes) -> None:
        """Take one action; sends when enough are waiting. Raises EngineDownError, RefusedError."""
        self._waiting.append(action)
        self._bytes += len(action)
        if len(self._waiting) >= self._most or self._bytes >= _MOST_BYTES:
            self.flush()

    def flush(self) -> None:
        """Send what waits. Raises EngineDownError when patience ends, RefusedError for what will never be taken."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        patience = Patience(self._target.patience_seconds, self._pause)
        while waiting:
            refused, fault = self._send(waiting[: self._most])
            if fault is None:
                patience = Patience(self._target.patience_seconds, self._pause)  # it goes on: however slowly
                grown = min(self._most * 2, _MOST_ACTIONS)
            else:
                patience.wait(fault)
                grown = max(self._most // 2, _LEAST_ACTIONS)
            waiting, self._most = refused + waiting[self._most :], grown

    def _send(self, actions: list[bytes]) -> tuple[list[bytes], EngineDownError | None]:
        """The actions that must be sent again, and why."""
        # The server gives up on a missing shard before we give up on the server, so that we learn which it was.
        params = {"require_alias": "true", "timeout": f"{int(WRITE_SECONDS * 500)}ms"}
        request = Request("POST", f"/{self._target.alias}/_bulk", b"".join(actions), params, WRITE_SECONDS)
        try:
            answer = self._target.wire.ask(request)
        except TextGoneError:
            raise
        except EngineDownError as fault:
            return actions, fault
        items = [next(iter(item.values())) for item in answer["items"]]
        return _unanswered(actions, items)


def _unanswered(actions: list[bytes], items: list[dict[str, Any]]) -> tuple[list[bytes], EngineDownError | None]:
    again: list[bytes] = []
    fault: EngineDownError | None = None
    for action, item in zip(actions, items, strict=True):
        status = int(item["status"])
        # 409: a newer generation is already there. 404 of a deletion: it never arrived, and need not any more.
        if status < 300 or status == 409 or (status == 404 and "error" not in item):
            continue
        problem = explain(status, item.get("error"))
        if isinstance(problem, TextGoneError) or not isinstance(problem, EngineDownError):
            raise problem
        again.append(action)
        fault = problem
    return again, fault
