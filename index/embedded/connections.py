"""Connections to the current build: one reader per thread, a writer while the writer's lock is held."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from index.embedded import schema
from index.embedded.shelf import Home
from index.faults import DamagedIndexError, NoRoomError


class Connections:
    """Readers follow a swapped build at their next call; apsw connections are never used by two threads at once."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._local = threading.local()
        self._opened: list[apsw.Connection] = []
        self._guard = threading.Lock()

    @property
    def home(self) -> Home:
        return self._home

    def reader(self) -> apsw.Connection:
        """This thread's reader on the current build."""
        folder = self._home.current()
        if getattr(self._local, "folder", None) == folder:
            held: apsw.Connection = self._local.connection
            return held
        return self._open_reader(folder)

    def _open_reader(self, folder: Path) -> apsw.Connection:
        if not schema.is_current(folder):
            with self._home.writing():
                schema.open_writer(folder).close()
        connection = schema.open_reader(folder)
        with self._guard:
            self._opened.append(connection)
            old = getattr(self._local, "connection", None)
            if old is not None:
                self._opened.remove(old)
                old.close()
        self._local.folder, self._local.connection = folder, connection
        return connection

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """This thread's reader in one read transaction: every statement sees the same state."""
        connection = self.reader()
        with connection:
            yield connection

    @contextmanager
    def writer(self) -> Iterator[tuple[Path, apsw.Connection]]:
        """The build folder and a connection to write with, under the writer's lock."""
        folder = self._home.current()  # makes the folder on first use, under the lock it takes itself
        with self._home.writing():
            folder = self._home.current()
            connection = schema.open_writer(folder)
            try:
                yield folder, connection
            except (apsw.FullError, apsw.IOError) as error:
                message = f"{folder}: cannot be written ({error}); is the disk full? Make room, then run the same again"
                raise NoRoomError(message) from error
            except (apsw.CorruptError, apsw.NotADBError) as error:
                message = f"{folder}: damaged ({error}); run `threadline rebuild`"
                raise DamagedIndexError(message) from error
            finally:
                connection.close()

    def close(self) -> None:
        """Close every reader of every thread."""
        with self._guard:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()
