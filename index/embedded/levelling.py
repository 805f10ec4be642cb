"""Keeps the text engine level with the key store, which is always written first."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from index.embedded import reading
from index.embedded.rows import Row
from index.faults import EngineDownError
from index.fields import flatten
from index.packing import unpack_document
from index.text_engine import TextEngine, TextWriter


class Levelling:
    """Lives as long as one write call. A text engine that is down is left behind, and `finish` says so: the key store
    takes everything meanwhile, and the next write call sends what is missing."""

    def __init__(self, folder: Path, connection: apsw.Connection, text: TextEngine) -> None:
        self._folder = folder
        self._connection = connection
        self._text = text
        self._stack = ExitStack()
        self._writer: TextWriter | None = None
        self._fault: EngineDownError | None = None
        self._holds_nothing = False
        self._thread: ThreadPoolExecutor | None = None
        self._committing: tuple[int, Future[None]] | None = None
        self.pending = 0

    def __enter__(self) -> Self:
        self._attempt(self._catch_up)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def put(self, fresh: list[tuple[Row, bool]]) -> None:
        """Send rows that the key store has committed, each with whether its id is new."""
        if fresh:
            self._attempt(lambda: self._put(fresh))

    def delete(self, ad_ids: list[str]) -> None:
        """Forget ids that the key store has forgotten."""
        if ad_ids:
            self._attempt(lambda: self._open().delete(ad_ids, self._generation()))

    def sync(self) -> None:
        """Begin to commit what was sent, beside whatever the caller does next; the watermark moves when that is done
        and something is sent again."""
        self._attempt(self._begin)

    def finish(self) -> None:
        """The last commit. Raises EngineDownError when the text engine could not follow."""
        self._attempt(self._commit)
        if self._fault is not None:
            message = (
                f"{self._fault} Nothing is lost: the ads are held and can be looked up, and the next ingest makes them "
                "searchable as text."
            )
            raise EngineDownError(message) from self._fault

    def _attempt(self, act: Callable[[], None]) -> None:
        if self._fault is None:
            try:
                act()
            except EngineDownError as fault:
                self._fault = fault

    def _catch_up(self) -> None:
        """Send what a killed process, a new version, a lost index or a server that was down left out."""
        told = reading.read_meta(self._connection, "text_generation")
        held = self._text.held(self._folder, told, self._generation())
        if held != told:
            self._connection.execute("UPDATE meta SET value = ? WHERE name = 'text_generation'", (held,))
        self._holds_nothing = held == 0
        if is_level(self._connection):
            return
        writer = self._open()
        writer.delete(self._deleted_since(held), self._generation())
        statement = "SELECT packed, touched FROM ad JOIN body USING(ad) WHERE touched > ?"
        for packed, touched in self._connection.execute(statement, (held,)):
            (writer.put if held else writer.add)(flatten(unpack_document(packed)), touched)

    def _deleted_since(self, generation: int) -> Iterable[str]:
        statement = "SELECT ad_id FROM change WHERE deleted AND generation > ?"
        return [ad_id for (ad_id,) in self._connection.execute(statement, (generation,))] if generation else []

    def _put(self, fresh: list[tuple[Row, bool]]) -> None:
        self._settle()
        writer, generation = self._open(), self._generation()
        for row, is_new in fresh:
            (writer.add if is_new else writer.put)(flatten(row.document), generation)
        self.pending += len(fresh)

    def _open(self) -> TextWriter:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._text.writing(self._folder))
            if self._holds_nothing:
                self._writer.clear()
        return self._writer

    def _begin(self) -> None:
        self._settle()
        if self._writer is not None:
            self._thread = self._thread or self._stack.enter_context(ThreadPoolExecutor(1))
            generation = self._generation()
            self._committing = generation, self._thread.submit(self._writer.commit, generation)
        self.pending = 0

    def _settle(self) -> None:
        if self._committing is not None:
            (generation, commit), self._committing = self._committing, None
            commit.result()
            level(self._connection, generation)

    def _commit(self) -> None:
        self._settle()
        if self._writer is not None:
            self._writer.commit(self._generation())
            level(self._connection, self._generation())
        self.pending = 0

    def _generation(self) -> int:
        return reading.read_meta(self._connection, "generation")


def is_level(connection: apsw.Connection) -> bool:
    """Whether the text engine has committed everything that the key store holds."""
    return reading.read_meta(connection, "generation") == reading.read_meta(connection, "text_generation")


def level(connection: apsw.Connection, generation: int) -> None:
    """The text engine has everything up to that generation: move the watermark."""
    with connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'text_generation'", (generation,))
        if generation == reading.read_meta(connection, "generation"):
            connection.execute("DELETE FROM meta WHERE name = 'behind_since'")
