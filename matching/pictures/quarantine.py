"""Where a listed picture goes: encrypted, unnamed, with a task and a deadline for the child-safety officer."""

import os
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from matching.pictures.quarantine_tasks import QuarantineTask, QuarantineTasks

DEADLINE: Final = timedelta(hours=24)
"""18 U.S.C. 2258A asks for a report "as soon as reasonably possible"; the officer's desk counts from the hit."""
_NONCE: Final = 12


class Quarantine(QuarantineTasks):
    """Sealed pictures beside their tasks in `folder`. `key` is 32 bytes and lies elsewhere."""

    def __init__(self, folder: Path, key: bytes) -> None:
        super().__init__(folder)
        self._cipher = AESGCM(key)

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
        self._add(task)
        return task

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
