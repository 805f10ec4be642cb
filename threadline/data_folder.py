"""Where everything lies in the data folder, which format it has, and how an older one is brought up to date."""

import contextlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

FORMAT: Final = 1
"""Version of the data folder's layout. Raise it together with a migration step, never without one."""

Desk = Literal["hotline", "casework"]
MadeBy = Literal["init", "demo", "use"]


class DataFolderError(Exception):
    """The data folder cannot be used as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths of one installation. Derived data lies under `index`, evidence under `archive`, decisions under `desks`."""

    root: Path

    @property
    def marker(self) -> Path:
        return self.root / "format.json"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def sites(self) -> Path:
        return self.root / "sites"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def pictures(self) -> Path:
        return self.index / "pictures"

    @property
    def rooms(self) -> Path:
        return self.index / "rooms"

    @property
    def explanations(self) -> Path:
        return self.index / "explanations"

    @property
    def texts(self) -> Path:
        return self.index / "texts"

    @property
    def demo(self) -> Path:
        return self.root / "demo"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def installation(self) -> Path:
        return self.root / "installation.toml"

    def database(self, desk: Desk) -> Path:
        return self.root / "desks" / desk / "records.sqlite3"

    def captures(self, desk: Desk) -> Path:
        """The archive of pages that this desk asked for itself: what a caller pointed at is nobody else's to see."""
        return self.root / "desks" / desk / "archive"

    def audit(self, desk: Desk) -> Path:
        return self.root / "desks" / desk / "audit.sqlite3"

    def key(self, name: str) -> bytes:
        """32 random bytes kept under this name, made at first use, readable by the owner alone."""
        path = self.keys / name
        if not path.exists():
            self.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_new(path, secrets.token_bytes(32))
        return path.read_bytes()

    def made_by(self) -> str:
        """`init`, `demo` or `use`; `""` for a folder that holds nothing of ours yet."""
        if not self.marker.exists():
            return ""
        return str(json.loads(self.marker.read_text(encoding="utf-8"))["made_by"])

    def open(self, made_by: MadeBy = "use") -> "DataFolder":
        """Make or check the folder. Raises DataFolderError for a newer format or a marker that cannot be read."""
        self.root.mkdir(parents=True, exist_ok=True)
        if not self.marker.exists():
            self._mark(made_by)
        try:
            found = int(json.loads(self.marker.read_text(encoding="utf-8"))["format"])
        except (ValueError, KeyError, TypeError) as error:
            message = f"{self.marker}: not a data-format marker ({error}); restore it from a backup"
            raise DataFolderError(message) from error
        if found > FORMAT:
            message = f"{self.root}: data format {found} is newer than format {FORMAT}; install a newer Threadline"
            raise DataFolderError(message)
        return self

    def _mark(self, made_by: MadeBy) -> None:
        made_at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        text = json.dumps({"format": FORMAT, "made_by": made_by, "made_at": made_at})
        _write_new(self.marker, text.encode())


def _write_new(path: Path, content: bytes) -> None:
    """Write whole or not at all; the loser of a race keeps the winner's file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    try:
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
