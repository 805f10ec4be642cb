"""Put and delete in the one safe order: commit SQLite, commit the text engine, then move the watermark."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import apsw

from extractors.uncollected import uncollected
from index.document import Document
from index.embedded.checkpoints import Checkpoints
from index.embedded.levelling import Levelling, is_level, level
from index.embedded.rows import Row, make_row
from index.embedded.writing import Writer, next_generation
from index.instants import to_micros
from index.text_engine import TextEngine

_BATCH: Final = 50_000  # the more keys are written together, the fewer pages are written twice
_TEXT_COMMIT: Final = 100_000  # ads between text commits in a long put; a kill costs at most this much catching up


class Putter:
    """Lives as long as one write call; the caller holds the writer's lock."""

    def __init__(self, folder: Path, connection: apsw.Connection, text: TextEngine) -> None:
        self._connection = connection
        self._writer = Writer(connection)
        self._levelling = Levelling(folder, connection, text)

    def put(self, documents: Iterable[Document]) -> int:
        """Returns how many were new or differed; all of them are durable and searchable. Raises EngineDownError when
        they are durable and cannot be searched as text yet."""
        written = 0
        with self._levelling as text, Checkpoints(self._connection) as checkpoints:
            for chunk in _chunks(documents):
                with uncollected():
                    fresh = self._write(chunk, checkpoints)
                    text.put(fresh)
                written += len(fresh)
                if text.pending >= _TEXT_COMMIT:
                    text.sync()
            text.finish()
        return written

    def _write(self, chunk: list[Document], checkpoints: Checkpoints) -> list[tuple[Row, bool]]:
        """A full batch moves its pages beside what comes after it."""
        rows = [make_row(document) for document in chunk]
        if len(chunk) < _BATCH:
            checkpoints.resume()
            return self._writer.write(rows)
        checkpoints.put_off()
        fresh = self._writer.write(rows)
        checkpoints.begin()
        return fresh

    def delete(self, ad_ids: Iterable[str]) -> int:
        """Returns how many were held. Raises EngineDownError when they are gone from the key store only."""
        with self._levelling as text:
            gone = self._writer.delete(ad_ids)
            text.delete(gone)
            text.finish()
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
        was_level = is_level(self._connection)
        generation = next_generation(self._connection, _now())
        if was_level:
            level(self._connection, generation)


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    stream = iter(documents)
    while chunk := list(islice(stream, _BATCH)):
        yield chunk


def _now() -> int:
    return to_micros(datetime.now(UTC))
