"""What a child-safety officer must decide, and until when. Knows no key: a desk can list tasks and no more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS task(
    task_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, note TEXT NOT NULL,
    distance INTEGER NOT NULL, noted_at TEXT NOT NULL, deadline_at TEXT NOT NULL, closed_at TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '') STRICT;
"""


@dataclass(frozen=True, slots=True)
class QuarantineTask:
    """What is to be decided, and until when. The picture itself is in `task_id`.sealed."""

    task_id: str
    sha256: str
    kind: str
    note: str
    distance: int
    noted_at: datetime
    deadline_at: datetime
    outcome: str = ""
    closed_at: datetime | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline passed without a decision."""
        return self.closed_at is None and self.deadline_at < datetime.now(UTC)


class QuarantineTasks:
    """The tasks kept in `folder`, readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        with closing(self._connect()) as connection:
            connection.executescript(_SCHEMA)

    def find(self, sha256: str) -> QuarantineTask | None:
        """The task of a picture, open or closed."""
        return next((task for task in self._tasks("WHERE sha256 = ?", sha256)), None)

    def get(self, task_id: str) -> QuarantineTask | None:
        """A task by its id, None for an unknown one."""
        return next((task for task in self._tasks("WHERE task_id = ?", task_id)), None)

    def open_tasks(self) -> list[QuarantineTask]:
        """What is to be decided, the nearest deadline first."""
        return list(self._tasks("WHERE closed_at = '' ORDER BY deadline_at"))

    def closed_tasks(self, most: int) -> list[QuarantineTask]:
        """What was decided last."""
        return list(self._tasks("WHERE closed_at != '' ORDER BY closed_at DESC LIMIT ?", str(most)))

    def close(self, task_id: str, outcome: str) -> bool:
        """The officer decided; the sealed bytes stay. False when somebody decided before."""
        with closing(self._connect()) as connection, connection:
            done = connection.execute(
                "UPDATE task SET closed_at = ?, outcome = ? WHERE task_id = ? AND closed_at = ''",
                (datetime.now(UTC).isoformat(), outcome, task_id),
            )
        return done.rowcount == 1

    def _add(self, task: QuarantineTask) -> None:
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "INSERT INTO task(task_id, sha256, kind, note, distance, noted_at, deadline_at)"
                " VALUES(?, ?, ?, ?, ?, ?, ?)",
                (
                    *(task.task_id, task.sha256, task.kind, task.note, task.distance),
                    *(task.noted_at.isoformat(), task.deadline_at.isoformat()),
                ),
            )

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._folder / "quarantine.sqlite", timeout=10)
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def _tasks(self, where: str, *values: str) -> Iterator[QuarantineTask]:
        columns = "task_id, sha256, kind, note, distance, noted_at, deadline_at, outcome, closed_at"
        with closing(self._connect()) as connection:
            rows = connection.execute(f"SELECT {columns} FROM task {where}", values).fetchall()
        for row in rows:
            noted, deadline = datetime.fromisoformat(row[5]), datetime.fromisoformat(row[6])
            closed = datetime.fromisoformat(row[8]) if row[8] else None
            yield QuarantineTask(row[0], row[1], row[2], row[3], row[4], noted, deadline, row[7], closed)
