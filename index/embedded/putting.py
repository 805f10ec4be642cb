"""Put and delete in the one safe order: commit SQLite, commit tantivy, then move the watermark."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import apsw

from index.document import Document
from index.embedded import reading
from index.embedded.rows import make_row
from index.embedded.text import TextWriter, holds_text, write_text
from index.embedded.writing import Writer, next_generation
from index.fields import flatten
from index.instants import to_micros
from index.packing import unpack_document

_BATCH: Final = 2000
_TEXT_COMMIT: Final = 100_000  # ads between text commits in a long put; a kill costs at most this much catching up


class Putter:
    """Lives as long as one write call; the caller holds the writer's lock."""

    def __init__(self, folder: Path, connection: apsw.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._writer = Writer(connection)
        self._pending = 0

    def put(self, documents: Iterable[Document]) -> int:
        """Returns how many were new or differed; all of them are durable and searchable."""
        written = 0
        with ExitStack() as stack:
            text = self._catch_up(stack)
            for chunk in _chunks(documents):
                fresh = self._writer.write([make_row(document) for document in chunk])
                if fresh and text is None:
                    text = stack.enter_context(write_text(self._folder))
                for row, is_new in fresh:
                    assert text is not None  # noqa: S101  opened above
                    (text.add if is_new else text.put)(flatten(row.document))
                written += len(fresh)
                self._pending += len(fresh)
                if text is not None and self._pending >= _TEXT_COMMIT:
                    self._sync(text)
            if text is not None:
                self._sync(text)
        return written

    def delete(self, ad_ids: Iterable[str]) -> int:
        """Returns how many were held."""
        with ExitStack() as stack:
            text = self._catch_up(stack)
            gone = self._writer.delete(ad_ids)
            if gone:
                text = text or stack.enter_context(write_text(self._folder))
                text.delete(gone)
            if text is not None:
                self._sync(text)
        return len(gone)

    def put_site_state(self, slug: str, last_complete_at: datetime | None) -> None:
        """Writes only what differs."""
        at = None if last_complete_at is None else to_micros(last_complete_at)
        held = self._connection.execute("SELECT last_complete FROM site WHERE slug = ?", (slug,)).fetchall()
        if held == [(at,)]:
            return
        with self._connection:
            number = self._writer.site_number(slug)
            self._connection.execute("UPDATE site SET last_complete = ? WHERE site = ?", (at, number))
            self.count_write()

    def count_write(self) -> None:
        """A new generation that the text index has no part in. Call inside a transaction."""
        was_level = self._is_level()
        next_generation(self._connection, _now())
        if was_level:
            self._level()

    def _catch_up(self, stack: ExitStack) -> TextWriter | None:
        """Give tantivy what a killed process, a new version or a lost folder left out; None when nothing was."""
        if not holds_text(self._folder):
            self._connection.execute("UPDATE meta SET value = 0 WHERE name = 'text_generation'")
        if self._is_level():
            return None
        text = stack.enter_context(write_text(self._folder))
        since = reading.read_meta(self._connection, "text_generation")
        if since == 0:
            text.clear()
        deleted = self._connection.execute("SELECT ad_id FROM change WHERE deleted AND generation > ?", (since,))
        text.delete([ad_id for (ad_id,) in deleted])
        statement = "SELECT packed FROM ad JOIN body USING(ad) WHERE touched > ?"
        for (packed,) in self._connection.execute(statement, (since,)):
            text.put(flatten(unpack_document(packed)))
        return text

    def _sync(self, text: TextWriter) -> None:
        text.commit()
        self._level()
        self._pending = 0

    def _is_level(self) -> bool:
        read = reading.read_meta
        return read(self._connection, "generation") == read(self._connection, "text_generation")

    def _level(self) -> None:
        with self._connection:
            generation = reading.read_meta(self._connection, "generation")
            self._connection.execute("UPDATE meta SET value = ? WHERE name = 'text_generation'", (generation,))
            self._connection.execute("DELETE FROM meta WHERE name = 'behind_since'")


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    stream = iter(documents)
    while chunk := list(islice(stream, _BATCH)):
        yield chunk


def _now() -> int:
    return to_micros(datetime.now(UTC))
