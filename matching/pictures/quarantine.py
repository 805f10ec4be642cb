"""Where a listed picture goes: encrypted, unnamed, with a task and a deadline for the child-safety officer."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

DEADLINE: Final = timedelta(hours=24)
"""18 U.S.C. 2258A asks for a report "as soon as reasonably possible"; the officer's desk counts from the hit."""
_NONCE: Final = 12
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS task(
    task_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, note TEXT NOT NULL,
    distance INTEGER NOT NULL, noted_at TEXT NOT NULL, deadline_at TEXT NOT NULL, closed_at TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '') STRICT;
"""


@dataclass(frozen=True, slots=True)
class QuarantineTask:
    """What a child-safety officer must decide, and until when. The picture itself is in `task_id`.sealed."""

    task_id: str
    sha256: str
    kind: str
    note: str
    distance: int
    noted_at: datetime
    deadline_at: datetime
    outcome: str = ""


class Quarantine:
    """Sealed pictures and open tasks in `folder`, readable by its owner alone. `key` is 32 bytes and lies elsewhere."""

    def __init__(self, folder: Path, key: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._cipher = folder, AESGCM(key)
        with closing(self._connect()) as connection:
            connection.executescript(_SCHEMA)

    def put(self, sha256: str, content: bytes, hit: tuple[str, str, int]) -> QuarantineTask:
        """Seal the bytes and open a task; the same picture again returns the task it has. Durable on return.

        `hit` is the kind of list entry, its note and the distance in bits.
        """
        held = self.find(sha256)
        if held is not None:
            return held
        now = datetime.now(UTC)
        task = QuarantineTask(secrets.token_hex(16), sha256, *hit, now, now + DEADLINE)
        self._seal(task.task_id, content)
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "INSERT INTO task(task_id, sha256, kind, note, distance, noted_at, deadline_at)"
                " VALUES(?, ?, ?, ?, ?, ?, ?)",
                (task.task_id, sha256, *hit, task.noted_at.isoformat(), task.deadline_at.isoformat()),
            )
        return task

    def find(self, sha256: str) -> QuarantineTask | None:
        """The task of a picture, open or closed."""
        return next((task for task in self._tasks("WHERE sha256 = ?", sha256)), None)

    def open_tasks(self) -> list[QuarantineTask]:
        """What is to be decided, the nearest deadline first."""
        return list(self._tasks("WHERE closed_at = '' ORDER BY deadline_at"))

    def close(self, task_id: str, outcome: str) -> None:
        """The officer decided; the sealed bytes stay until `destroy`."""
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "UPDATE task SET closed_at = ?, outcome = ? WHERE task_id = ? AND closed_at = ''",
                (datetime.now(UTC).isoformat(), outcome, task_id),
            )

    def unseal(self, task_id: str) -> bytes:
        """The bytes, for a report to the authority. Raises OSError (unknown task) or InvalidTag (changed)."""
        sealed = self._path(task_id).read_bytes()
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], task_id.encode())

    def destroy(self, task_id: str) -> None:
        """Delete the sealed bytes; the task stays."""
        self._path(task_id).unlink(missing_ok=True)

    def _seal(self, task_id: str, content: bytes) -> None:
        nonce = secrets.token_bytes(_NONCE)
        descriptor = os.open(self._path(task_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(nonce + self._cipher.encrypt(nonce, content, task_id.encode()))
            handle.flush()
            os.fsync(handle.fileno())

    def _path(self, task_id: str) -> Path:
        if len(task_id) != 32 or not task_id.isalnum():
            message = f"no such task: {task_id!r}"
            raise FileNotFoundError(message)
        return self._folder / f"{task_id}.sealed"

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._folder / "quarantine.sqlite", timeout=10)
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def _tasks(self, where: str, *values: str) -> Iterator[QuarantineTask]:
        columns = "task_id, sha256, kind, note, distance, noted_at, deadline_at, outcome"
        with closing(self._connect()) as connection:
            rows = connection.execute(f"SELECT {columns} FROM task {where}", values).fetchall()
        for row in rows:
            noted, deadline = datetime.fromisoformat(row[5]), datetime.fromisoformat(row[6])
            yield QuarantineTask(row[0], row[1], row[2], row[3], row[4], noted, deadline, row[7])
