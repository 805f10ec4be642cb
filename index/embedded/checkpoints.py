"""Committed pages move from the log into the key store's file while the next rows are made."""

from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Final, Self

import apsw

_PAGES: Final = 1000  # SQLite's own measure of a log that is long enough


class Checkpoints:
    """Lives as long as one write call. Between the batches of a long one, a thread of its own moves the pages (a
    seventh of a batch's time at a million ads); the last batch moves them itself, as every short write does."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._moving: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wait()
        self._connection.wal_autocheckpoint(_PAGES)

    def put_off(self) -> None:
        """The next commit moves no pages. Waits until those of the one before are moved: the log begins anew then, and
        does not grow."""
        self._wait()
        self._connection.wal_autocheckpoint(0)

    def begin(self) -> None:
        """Move what was committed."""
        self._moving = Thread(target=_move, args=(self._connection.filename,))
        self._moving.start()

    def resume(self) -> None:
        """From here on a commit moves its pages."""
        self._wait()
        self._connection.wal_autocheckpoint(_PAGES)

    def _wait(self) -> None:
        if self._moving is not None:
            self._moving.join()
            self._moving = None


def _move(path: str) -> None:
    with suppress(apsw.Error):  # nothing is lost: the pages are in the log, and the next commit finds the disk full too
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()
