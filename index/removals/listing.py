"""The removal list of an installation: keyed hashes, kept beside the index and never rebuilt from anything."""

import contextlib
import hmac
import os
import secrets
import threading
import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

import apsw

from index.faults import RemovalError
from index.instants import from_micros, to_micros
from index.removals.removal import Removal, Request

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS removal(
    removal_id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, action TEXT NOT NULL,
    decided_by TEXT NOT NULL, reason TEXT NOT NULL, decided_at INTEGER NOT NULL, expires_at INTEGER,
    legal_hold INTEGER NOT NULL, lifted_at INTEGER, lifted_by TEXT NOT NULL
)
"""
_KEY_BYTES: Final = 32


class Removals(Protocol):
    """What the index asks of a removal list."""

    def removed(self, names: Iterable[str]) -> set[str]:
        """Those of the names (`kind:value`) that must not be shown now."""


class NoRemovals:
    """Nothing is removed."""

    def removed(self, names: Iterable[str]) -> set[str]:
        """None of them."""
        del names
        return set()


class RemovalList:
    """The list under `DATA/removal`, its key at `DATA/keys/removal`. Both belong into every backup, and every desk
    reads them: they are open to the group.

    Reading it costs two microseconds a name: the hashes in force are kept in memory and read again when the file
    changes.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / "removal" / "list.sqlite3"
        self._key_path = root / "keys" / "removal"
        self._guard = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._held: tuple[Removal, ...] = ()
        self._key = b""

    def add(self, request: Request) -> Removal:
        """Remember a removal, durably. Raises RemovalError for a name that is none, or a reason left out."""
        kind, _, value = request.name.partition(":")
        if not (kind and value and request.reason.strip() and request.decided_by.strip()):
            message = "a removal needs a name (kind:value), a reason, and who decided it"
            raise RemovalError(message)
        removal = Removal(
            str(uuid.uuid4()), kind, self._hash(request.name, self._make_key()), request.action, request.decided_by,
            request.reason, datetime.now(UTC), request.expires_at, request.legal_hold,
        )  # fmt: skip
        self._write("INSERT INTO removal VALUES(?,?,?,?,?,?,?,?,?,?,?)", _row(removal))
        return removal

    def lift(self, removal_id: str, lifted_by: str) -> Removal:
        """End a removal; it stays on the list as history. Raises RemovalError when there is none of that id in
        force."""
        now = datetime.now(UTC)
        for removal in self.entries():
            if removal.removal_id == removal_id and removal.lifted_at is None:
                self._write(
                    "UPDATE removal SET lifted_at = ?, lifted_by = ? WHERE removal_id = ?",
                    (to_micros(now), lifted_by, removal_id),
                )
                return replace(removal, lifted_at=now, lifted_by=lifted_by)
        message = f"no removal {removal_id} is in force"
        raise RemovalError(message)

    def entries(self) -> tuple[Removal, ...]:
        """Every entry ever made, oldest first."""
        with self._guard:
            self._refresh()
            return self._held

    def removed(self, names: Iterable[str]) -> set[str]:
        """Those of the names that must not be shown now."""
        return self._matching(names, [entry for entry in self.entries() if entry.is_in_force(datetime.now(UTC))])

    def erased(self, names: Iterable[str]) -> set[str]:
        """Those of the names whose evidence must go too (no legal hold)."""
        return self._matching(names, [entry for entry in self.entries() if entry.erases(datetime.now(UTC))])

    def on_hold(self, names: Iterable[str]) -> set[str]:
        """Those of the names whose evidence must be kept for a court."""
        return self._matching(names, self._holds())

    def has_holds(self) -> bool:
        """Whether anything must be kept for a court."""
        return bool(self._holds())

    def _holds(self) -> list[Removal]:
        now = datetime.now(UTC)
        return [entry for entry in self.entries() if entry.legal_hold and entry.is_in_force(now)]

    def _matching(self, names: Iterable[str], entries: Collection[Removal]) -> set[str]:
        if not entries:
            return set()
        subjects, kinds = {entry.subject for entry in entries}, {entry.kind for entry in entries}
        key = self._read_key()
        return {name for name in names if name.partition(":")[0] in kinds and self._hash(name, key) in subjects}

    @staticmethod
    def _hash(name: str, key: bytes) -> str:
        return hmac.digest(key, name.encode("utf-8", "surrogatepass"), "sha256").hex()

    def _read_key(self) -> bytes:
        if not self._key:
            try:
                self._key = self._key_path.read_bytes()
            except FileNotFoundError:
                message = f"{self._key_path} is missing, and the removal list cannot be read without it: restore it"
                raise RemovalError(message) from None
        return self._key

    def _make_key(self) -> bytes:
        if not self._key_path.exists() and not self.entries():
            self._key_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with contextlib.suppress(FileExistsError):
                descriptor = os.open(self._key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
                with os.fdopen(descriptor, "wb") as handle:
                    handle.write(secrets.token_bytes(_KEY_BYTES))
        return self._read_key()

    def _write(self, statement: str, values: tuple[Any, ...]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with self._open(apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE) as connection:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(_SCHEMA)
            with connection:
                connection.execute(statement, values)

    @contextlib.contextmanager
    def _open(self, flags: int) -> Iterator[apsw.Connection]:
        with contextlib.closing(apsw.Connection(str(self._path), flags=flags)) as connection:
            connection.set_busy_timeout(20_000)
            yield connection

    def _refresh(self) -> None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen, self._held = None, ()
            return
        # No WAL here: a commit rewrites the file itself, so its time and size tell of every change.
        if self._seen == (found.st_mtime_ns, found.st_size):
            return
        with self._open(apsw.SQLITE_OPEN_READONLY) as connection:
            rows: list[Any] = connection.execute("SELECT * FROM removal ORDER BY decided_at, removal_id").fetchall()
        self._seen, self._held = (found.st_mtime_ns, found.st_size), tuple(map(_read, rows))


def _row(removal: Removal) -> tuple[Any, ...]:
    return (
        removal.removal_id, removal.kind, removal.subject, removal.action, removal.decided_by, removal.reason,
        to_micros(removal.decided_at), _micros(removal.expires_at), int(removal.legal_hold), _micros(removal.lifted_at),
        removal.lifted_by,
    )  # fmt: skip


def _read(row: tuple[Any, ...]) -> Removal:
    removal_id, kind, subject, action, decided_by, reason, decided, expires, hold, lifted, lifted_by = row
    return Removal(
        removal_id, kind, subject, action, decided_by, reason, from_micros(decided),
        _instant(expires), bool(hold), _instant(lifted), lifted_by,
    )  # fmt: skip


def _micros(instant: datetime | None) -> int | None:
    return None if instant is None else to_micros(instant)


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
