"""The append-only hash chain: an own SQLite file, durable before `append` returns."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from review_ui.audit.anchors import add_anchor, read_anchors
from review_ui.audit.digests import chain_digest, hash_numbers, hash_subject
from review_ui.audit.event import AuditEvent
from review_ui.audit.row import AuditCheck, AuditRow
from review_ui.audit.turns import Turns
from review_ui.faults import AuditError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS row(
    sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL,
    reason TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, front TEXT NOT NULL,
    previous TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS row_by_subject ON row(subject);
CREATE TRIGGER IF NOT EXISTS row_is_final BEFORE UPDATE ON row BEGIN SELECT RAISE(ABORT, 'audit rows are final'); END;
CREATE TRIGGER IF NOT EXISTS row_stays BEFORE DELETE ON row BEGIN SELECT RAISE(ABORT, 'audit rows stay'); END;
"""
_COLUMNS: Final = "sequence, at, actor, role, action, reason, subject, detail, front, previous, digest"
_START: Final = "0" * 64
_LIMIT: Final = 500
"""Longest actor, reason or detail kept: a 10 MB reason must not fill the disk."""


@dataclass(slots=True)
class _Waiting:
    """A row that a thread handed in; whoever writes the batch fills in the row or the fault."""

    event: AuditEvent
    row: AuditRow | None = None
    fault: Exception | None = None

    def outcome(self) -> AuditRow:
        """The row as it stands on disk. Raises AuditError when it does not."""
        if self.row is None:
            raise AuditError(str(self.fault)) from self.fault
        return self.row


class AuditChain:
    """One desk's audit. Safe between threads of a process and between processes, which take turns.

    Anchors are written beside it, or at `anchors` (another disk or host in production). Every method raises AuditError
    when the file cannot be read or written.
    """

    def __init__(self, path: Path, key: bytes, anchors: Path | None = None) -> None:
        self._path = path
        self._key = key
        self._anchors = anchors or path.with_name("audit.anchors.jsonl")
        self._lock = threading.Lock()
        self._queue_lock = threading.Lock()
        self._queue: list[_Waiting] = []
        self._turns = Turns(path.with_name(f"{path.name}.turn"))
        self._connection: sqlite3.Connection | None = None

    def append(self, event: AuditEvent) -> AuditRow:
        """Write one row; it is on disk when this returns.

        Rows that threads of this process hand in while another is being written go to the disk together: under load
        one wait for the disk serves them all.
        """
        waiting = _Waiting(event)
        with self._queue_lock:
            self._queue.append(waiting)
        with self._lock:
            if waiting.row is None and waiting.fault is None:
                with self._queue_lock:
                    batch, self._queue = self._queue, []
                self._write(batch)
        return waiting.outcome()

    def _write(self, batch: list[_Waiting]) -> None:
        """Write the rows of a batch; the caller holds the lock."""
        try:
            with self._turns.taken(), self._connected() as database:
                rows = self._insert(database, [one.event for one in batch])
            add_anchor(self._anchors, rows[-1])
        except Exception as fault:  # whatever it was, every thread that waits must hear of it
            for one in batch:
                one.fault = fault
            return
        for one, row in zip(batch, rows, strict=True):
            one.row = row

    def _insert(self, database: sqlite3.Connection, events: list[AuditEvent]) -> list[AuditRow]:
        database.execute("BEGIN IMMEDIATE")
        last = database.execute("SELECT sequence, digest FROM row ORDER BY sequence DESC LIMIT 1").fetchone()
        sequence, previous = (last[0], last[1]) if last else (0, _START)
        rows = []
        for event in events:
            sequence += 1
            rows.append(self._row(event, sequence, previous))
            previous = rows[-1].digest
        marks = ", ".join("?" * len(_values(rows[0])))
        database.executemany(f"INSERT INTO row({_COLUMNS}) VALUES ({marks})", [_values(row) for row in rows])
        database.commit()
        return rows

    def hash_of(self, subject: str) -> str:
        """The keyed hash under which a subject stands in the file."""
        return hash_subject(self._key, subject)

    def rows(self, newest: int = 200, subject: str = "") -> list[AuditRow]:
        """The newest rows first; with `subject` (in clear) only those about it."""
        return self.rows_about(self.hash_of(subject), newest) if subject else self._read("", [newest])

    def rows_about(self, subject_hash: str, newest: int = 200) -> list[AuditRow]:
        """The newest rows first whose subject has this keyed hash."""
        return self._read("WHERE subject = ?", [subject_hash, newest])

    def verify(self) -> Iterator[AuditCheck]:
        """One finding per fault, then one for the chain and one for the anchors."""
        with self._opened() as database:
            found = [_read(values) for values in database.execute(f"SELECT {_COLUMNS} FROM row ORDER BY sequence")]
        faults = list(self._chain_faults(found))
        yield from faults
        yield AuditCheck("audit chain", not faults, f"{len(found)} rows")
        yield from self._anchor_checks({row.sequence: row.digest for row in found})

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _read(self, where: str, values: list[object]) -> list[AuditRow]:
        query = f"SELECT {_COLUMNS} FROM row {where} ORDER BY sequence DESC LIMIT ?"
        with self._opened() as database:
            return [_read(found) for found in database.execute(query, values).fetchall()]

    def _chain_faults(self, rows: list[AuditRow]) -> Iterator[AuditCheck]:
        expected, previous = 1, _START
        for row in rows:
            if row.sequence != expected:
                yield AuditCheck(f"audit row {expected}", ok=False, detail=f"missing before row {row.sequence}")
            elif row.previous != previous:
                yield AuditCheck(f"audit row {row.sequence}", ok=False, detail="does not follow the row before it")
            if row.digest != chain_digest(self._key, row.previous, _covered(row)):
                yield AuditCheck(f"audit row {row.sequence}", ok=False, detail="was changed after it was written")
            expected, previous = row.sequence + 1, row.digest

    def _anchor_checks(self, digests: dict[int, str]) -> Iterator[AuditCheck]:
        anchors = read_anchors(self._anchors)
        broken = [anchor for anchor in anchors if digests.get(anchor.sequence) != anchor.digest]
        for anchor in broken:
            yield AuditCheck(
                f"audit anchor {anchor.sequence}", ok=False, detail="the row anchored here is gone or another"
            )
        if digests and not anchors:
            yield AuditCheck(
                "audit anchors", ok=False, detail=f"{self._anchors.name} holds none: a cut-off end would not show"
            )
        elif not broken:
            yield AuditCheck("audit anchors", ok=True, detail=f"{len(anchors)} anchors")

    def _row(self, event: AuditEvent, sequence: int, previous: str) -> AuditRow:
        words = {
            name: hash_numbers(self._key, str(getattr(event, name)))[:_LIMIT]
            for name in ("actor", "role", "action", "reason", "detail", "front")
        }
        at = datetime.now(UTC).replace(microsecond=0)
        draft = AuditRow(sequence, at, subject=self.hash_of(event.subject), previous=previous, digest="", **words)
        return replace(draft, digest=chain_digest(self._key, previous, _covered(draft)))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connected() as connection:
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._connection or _connect(self._path)
            self._connection = connection
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.rollback()
        except (sqlite3.Error, OSError) as error:
            message = f"the audit file {self._path} cannot be used: {error}"
            raise AuditError(message) from error


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(_SCHEMA)
    path.chmod(0o600)
    return connection


def _covered(row: AuditRow) -> tuple[object, ...]:
    return _values(row)[:-2]


def _values(row: AuditRow) -> tuple[object, ...]:
    return (
        row.sequence, row.at.isoformat(), row.actor, row.role, row.action, row.reason, row.subject, row.detail,
        row.front, row.previous, row.digest,
    )  # fmt: skip


def _read(values: tuple[object, ...]) -> AuditRow:
    sequence, at, *words = values
    texts = [str(word) for word in words]
    return AuditRow(int(str(sequence)), datetime.fromisoformat(str(at)), *texts)
