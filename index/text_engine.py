"""The seam between the key store and whatever finds words: tantivy beside it, or a search cluster."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from index.fields import Fields
from index.query import Query
from index.results import Count

FACETS: Final = ("site", "ad_type", "place", "indicator", "language", "status")
SHOWN_VALUES: Final = 50
"""Values of a facet that an answer lists, most ads first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the places inside its circle as `Fields.spot` names them (None: no circle was asked for)."""

    query: Query
    spots: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of (sort_key, ad_id), newest first, ties by ad_id; the counts are of everything that matches."""

    page: tuple[tuple[int, str], ...]
    total: int
    facets: Mapping[str, tuple[Count, ...]]
    weeks: tuple[Count, ...]
    cells: tuple[Count, ...]


class TextWriter(Protocol):
    """Puts and deletes; nothing is promised before `commit`. `generation` is the key store's at that write: a text
    engine that may see requests twice or late keeps what the higher one wrote."""

    def put(self, fields: Fields, generation: int, /) -> None:
        """Insert or replace by id."""

    def add(self, fields: Fields, generation: int, /) -> None:
        """Insert an id that is known to be absent."""

    def delete(self, ad_ids: Iterable[str], generation: int, /) -> None:
        """Forget these ids."""

    def clear(self) -> None:
        """Forget everything."""

    def commit(self, generation: int, /) -> None:
        """Durable and visible on return: the text is level with the key store's `generation`."""


class TextEngine(Protocol):
    """The half of an engine that finds words and counts facets. It holds nothing that the key store does not hold.

    `build` is the folder of the key store it belongs to; `generation` the least state an answer must show. Every call
    may raise EngineDownError.
    """

    @property
    def name(self) -> str:
        """The engine's name in `stats`."""

    def versions(self) -> Mapping[str, str]:
        """Versions of the software that answers. Does not raise EngineDownError."""

    def held(self, build: Path, level: int, generation: int) -> int:
        """The generation up to which the text is complete, 0 when it must be made again. `level` is what the key store
        was last told, `generation` its own. The caller holds the writer's lock."""

    def writing(self, build: Path) -> AbstractContextManager[TextWriter]:
        """A writer; the caller holds the writer's lock of the index."""

    def find(self, build: Path, generation: int, asked: Asked) -> Found:
        """One page and the counts."""

    def find_ids(self, build: Path, generation: int, asked: Asked) -> Iterator[str]:
        """Every matching ad_id, newest first; the query's limit is not kept."""

    def disk_bytes(self, build: Path) -> int:
        """Bytes held outside the build folder; 0 where there are none or nobody answers."""

    def beside(self) -> "TextEngine":
        """A text engine for a build that is not current yet."""

    def promote(self, build: Path) -> None:
        """The build is complete and about to become the current one."""

    def tidy(self, build: Path) -> None:
        """The build has become the current one: what belongs to older ones goes. Does not raise EngineDownError."""

    def drop(self, build: Path) -> None:
        """The build is given up: what was written for it goes."""

    def close(self) -> None:
        """Release connections."""
