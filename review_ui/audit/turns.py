"""Processes that write one audit file take turns: woken at once, where SQLite's own waiting sleeps up to .1 s."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from review_ui.faults import AuditError


class Turns:
    """A lock file beside the audit; the kernel releases it when its holder dies. Not for two threads at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn and hold it. Raises AuditError where the file cannot be made."""
        try:
            descriptor = self._open()
        except OSError as error:
            message = f"the audit's lock {self._path} cannot be used: {error}"
            raise AuditError(message) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        """Anew at every turn: a descriptor that a fork had copied would be one lock for both processes."""
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
