"""The index folder: which build of the index is current, and who may write to it."""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final, Protocol

from index.faults import WriterBusyError

_CURRENT: Final = "current"
_LOCK: Final = "writer.lock"
_PAUSE_SECONDS: Final = 0.05


class Home(Protocol):
    """Where an engine finds its files."""

    def current(self) -> Path:
        """The folder of the current build."""

    def writing(self) -> AbstractContextManager[None]:
        """Context in which this process alone writes."""


class Shelf:
    """`folder/current` is a symbolic link to the build in use (`build-000007`): reading it costs one system call,
    replacing it is atomic. One process writes at a time; readers need no lock."""

    def __init__(self, folder: Path, patience_seconds: float = 60.0) -> None:
        self._folder = folder
        self._patience = patience_seconds

    def current(self) -> Path:
        """The folder of the current build; made when there is none yet."""
        try:
            return self._folder / (self._folder / _CURRENT).readlink()
        except FileNotFoundError:
            return self._start()

    def _start(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self.writing():
            if not (self._folder / _CURRENT).is_symlink():
                self.switch(self.draft())
        return self._folder / (self._folder / _CURRENT).readlink()

    def draft(self) -> Path:
        """A new, empty build folder beside the current one. Call it while writing; left-overs of a killed rebuild
        go."""
        held = [path for path in self._folder.glob("build-*") if path.is_dir()]
        live = (self._folder / _CURRENT).readlink().name if (self._folder / _CURRENT).is_symlink() else ""
        number = max((int(path.name.partition("-")[2]) for path in held), default=0) + 1
        for path in held:
            if path.name != live:
                shutil.rmtree(path, ignore_errors=True)
        fresh = self._folder / f"build-{number:06d}"
        fresh.mkdir()
        return fresh

    def switch(self, fresh: Path) -> None:
        """Make `fresh` the current build and drop the old one; readers that hold its files open keep them until they
        look again."""
        link = self._folder / _CURRENT
        old = link.readlink().name if link.is_symlink() else ""
        draft = self._folder / f".{_CURRENT}.{os.getpid()}.{secrets.token_hex(4)}"
        draft.symlink_to(fresh.name)
        draft.replace(link)
        if old and old != fresh.name:
            shutil.rmtree(self._folder / old, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; the kernel drops it when the process dies. Raises WriterBusyError when patience
        ends."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("a+b") as lock:
            self._take(lock.fileno())
            yield

    def _take(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    message = f"{self._folder}: another process is writing to the index; try again when it is done"
                    raise WriterBusyError(message) from None
                time.sleep(_PAUSE_SECONDS)
            else:
                return
