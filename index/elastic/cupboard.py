"""Indexes on the cluster: made, marked, found by alias, thrown away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from index.elastic.mapping import VERSION, make_index, make_note
from index.elastic.wire import WRITE_SECONDS, Request, Wire
from index.faults import EngineDownError, TextGoneError

_DROPPED: Final = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """An index as it is on the cluster; `version` and `generation` are what it says of itself (0: nothing)."""

    name: str
    aliases: frozenset[str]
    version: int
    generation: int


class Cupboard:
    """The administrative requests; every one may raise EngineDownError or RefusedError."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def find(self, pattern: str) -> list[Standing]:
        """Indexes by name, alias or pattern, by name; none when there are none."""
        try:
            answer = self._wire.ask(Request("GET", f"/{pattern}"))
        except TextGoneError:
            return []
        return [_read(name, answer[name]) for name in sorted(answer)]

    def make(self, name: str, build_alias: str, shards: int) -> None:
        """An empty index of the current version, which waits until it can be written."""
        self._write("PUT", f"/{name}", make_index(shards, build_alias))

    def mark(self, name: str, generation: int) -> None:
        """Let the index say how far it holds what the key store holds."""
        self._write("PUT", f"/{name}/_mapping", {"_meta": make_note(generation)})

    def refresh(self, name: str) -> None:
        """Make everything written so far visible, in every copy: one that was left out would show old counts."""
        answer = self._wire.ask(Request("POST", f"/{name}/_refresh", seconds=WRITE_SECONDS))
        if failed := int(answer["_shards"]["failed"]):
            message = f"The search server could not show what was written: {failed} copies of shards did not answer."
            raise EngineDownError(message)

    def point(self, alias: str, name: str) -> None:
        """Let the alias name this index alone, in one step that no reader can fall into."""
        held = [standing.name for standing in self.find(alias) if standing.name != name]
        actions = [{"remove": {"index": old, "alias": alias}} for old in held]
        self._write("POST", "/_aliases", {"actions": [*actions, {"add": {"index": name, "alias": alias}}]})

    def drop(self, names: Iterable[str]) -> None:
        """Throw these indexes away, a few in one request: its line may be 4,096 bytes long."""
        gone = list(names)
        for at in range(0, len(gone), _DROPPED):
            self._write("DELETE", "/" + ",".join(gone[at : at + _DROPPED]))

    def disk_bytes(self, name: str) -> int:
        """Bytes of the index with all its copies."""
        answer = self._wire.ask(Request("GET", f"/{name}/_stats/store"))
        return int(answer["_all"]["total"]["store"]["size_in_bytes"])

    def server_version(self) -> str:
        """The lowest version of the cluster's nodes. (`GET /` is a module that small distributions leave out.)"""
        answer = self._wire.ask(Request("GET", "/_nodes", params={"filter_path": "nodes.*.version"}))
        versions = {str(node["version"]) for node in answer["nodes"].values()}
        return min(versions, key=lambda version: [int(part) for part in version.split("-")[0].split(".")])

    def _write(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        self._wire.ask(Request(method, path, body, seconds=WRITE_SECONDS))


def _read(name: str, answer: dict[str, Any]) -> Standing:
    note = answer.get("mappings", {}).get("_meta", {})
    version, generation = int(note.get("version", 0)), int(note.get("generation", 0))
    return Standing(name, frozenset(answer.get("aliases", {})), version, generation if version == VERSION else 0)
