"""One SQLite file of what was read from pictures."""

from pathlib import Path
from types import TracebackType
from typing import Self

import apsw


class Database:
    """One writer, any number of readers; a context manager that closes the file."""

    def __init__(self, path: Path, schema: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = apsw.Connection(str(path))
        self._database.set_busy_timeout(10_000)
        self._database.pragma("journal_mode", "wal")
        self._database.execute(schema).fetchall()  # a PRAGMA answers, and the rest would wait for its answer to be read

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
