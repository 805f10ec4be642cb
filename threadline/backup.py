"""Back an installation up, and restore it: evidence, definitions, decisions, audit. Never keys or derived data."""

import hashlib
import io
import json
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from threadline.data_folder import DataFolder

MANIFEST: Final = "manifest.json"
LEFT_OUT: Final = frozenset({"keys", "index", "demo"})
"""Keys have a recovery sheet of their own (deleting a key must make every copy unreadable); the index is made again."""
REMOVAL_KEY: Final = PurePosixPath("keys/removal")
"""The one key that goes along: without it a restored installation could not tell what must stay hidden."""
WRAPPED_KEYS: Final = "case_keys.sqlite3"
SQLITE: Final = frozenset({".sqlite", ".sqlite3"})

Watch = Callable[[str, int, int], None]


class BackupError(Exception):
    """The backup cannot be made or restored; the message names the file."""


@dataclass(frozen=True, slots=True)
class BackupCounts:
    """Files and bytes that went in or came out."""

    files: int
    bytes: int


def back_up(folder: DataFolder, target: Path, watch: Watch) -> BackupCounts:
    """Write one tar file with a manifest of digests. Databases are copied consistently while the desks run.

    Databases go first: the archive's WARC files only ever grow, so that they then hold all that the databases name.
    Raises BackupError when the target exists or lies in the data folder.
    """
    if target.exists() or target.resolve().is_relative_to(folder.root.resolve()):
        message = f"{target}: choose a new file outside the data folder"
        raise BackupError(message)
    paths = sorted(_chosen(folder.root), key=lambda path: (path.suffix not in SQLITE, path))
    digests: dict[str, str] = {}
    size = 0
    draft = target.with_name(f"{target.name}.part")
    with tarfile.open(draft, "w:gz", compresslevel=1) as tar, tempfile.TemporaryDirectory() as scratch:
        for number, path in enumerate(paths, 1):
            name = path.relative_to(folder.root).as_posix()
            source = _still(path, Path(scratch)) if path.suffix in SQLITE else path
            digests[name] = _add(tar, source, name)
            size += source.stat().st_size
            watch("files", number, len(paths))
        _add_manifest(tar, digests)
    draft.replace(target)
    return BackupCounts(len(digests), size)


def restore(folder: DataFolder, source: Path, watch: Watch) -> BackupCounts:
    """Unpack into a data folder that holds nothing yet, then compare every digest.

    Raises BackupError for a folder in use, a file that is no backup, and a digest that differs (naming the file).
    """
    if folder.root.exists() and any(folder.root.iterdir()):
        message = f"{folder.root}: restore into an empty folder"
        raise BackupError(message)
    folder.root.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source, "r:*") as tar:
            tar.extractall(folder.root, filter="data")
        digests: dict[str, str] = json.loads((folder.root / MANIFEST).read_text(encoding="utf-8"))["sha256"]
    except (OSError, tarfile.TarError, ValueError, KeyError, EOFError) as error:
        message = f"{source}: not a whole backup ({error})"
        raise BackupError(message) from error
    (folder.root / MANIFEST).unlink()
    size = 0
    for number, (name, digest) in enumerate(digests.items(), 1):
        path = folder.root / name
        if not path.is_file() or _digest(path) != digest:
            message = f"{name}: differs from what was backed up"
            raise BackupError(message)
        size += path.stat().st_size
        watch("files", number, len(digests))
    return BackupCounts(len(digests), size)


def _chosen(root: Path) -> Iterator[Path]:
    for path in root.rglob("*"):
        name = PurePosixPath(path.relative_to(root))
        is_transient = path.name.endswith(("-wal", "-shm", "-journal", ".lock", ".part"))
        is_wanted = name == REMOVAL_KEY or (name.parts[0] not in LEFT_OUT and path.name != WRAPPED_KEYS)
        if path.is_file() and is_wanted and not is_transient:
            yield path


def _still(path: Path, scratch: Path) -> Path:
    """A consistent copy of a database that others may be writing to."""
    copy = scratch / "database"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as live, closing(sqlite3.connect(copy)) as still:
        live.backup(still)
        # A backup in write-ahead mode would want its log beside it; one file must be whole by itself.
        still.execute("PRAGMA journal_mode=DELETE")
    return copy


def _add(tar: tarfile.TarFile, source: Path, name: str) -> str:
    """Add at the size it has now (a WARC file may grow meanwhile) and return the digest of what went in."""
    entry = tar.gettarinfo(str(source), name)
    digest = hashlib.sha256()
    with source.open("rb") as handle:
        tar.addfile(entry, _Reading(handle, digest.update))
    return digest.hexdigest()


class _Reading(io.RawIOBase):
    """A file that tells what was read from it."""

    def __init__(self, handle: io.BufferedReader, tell: Callable[[bytes], None]) -> None:
        self._handle, self._tell = handle, tell

    def read(self, size: int = -1) -> bytes:
        content = self._handle.read(size)
        self._tell(content)
        return content


def _add_manifest(tar: tarfile.TarFile, digests: dict[str, str]) -> None:
    made_at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    content = json.dumps({"made_at": made_at, "sha256": digests}, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
