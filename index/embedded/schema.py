"""Tables of the embedded engine, their versions, and how an older file is brought up to date."""

import ctypes
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw

from index.embedded.numbering import number_keys
from index.embedded.widening import widen_keys
from index.faults import NewerIndexError

FILE: Final = "ads.sqlite3"

_FIRST: Final = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE site(site INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, last_complete INTEGER);
CREATE TABLE ad(
    ad INTEGER PRIMARY KEY, ad_id TEXT NOT NULL UNIQUE, site INTEGER NOT NULL, revision INTEGER NOT NULL,
    revisions INTEGER NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, at INTEGER NOT NULL,
    sort_key INTEGER NOT NULL, text_digest BLOB NOT NULL, digest BLOB NOT NULL, facts BLOB NOT NULL,
    touched INTEGER NOT NULL
);
CREATE INDEX ad_by_sort_key ON ad(sort_key);
CREATE TABLE body(ad INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE key(kind TEXT, value TEXT, ad INTEGER, PRIMARY KEY(kind, value, ad)) WITHOUT ROWID;
CREATE TABLE ad_key(ad INTEGER, kind TEXT, value TEXT, PRIMARY KEY(ad, kind, value)) WITHOUT ROWID;
CREATE TABLE key_count(kind TEXT, tail TEXT, ads INTEGER NOT NULL, PRIMARY KEY(kind, tail)) WITHOUT ROWID;
CREATE TABLE place(place INTEGER PRIMARY KEY, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    UNIQUE(name, lat, lon));
CREATE TABLE ad_place(ad INTEGER, place INTEGER, PRIMARY KEY(ad, place)) WITHOUT ROWID;
CREATE TABLE change(sequence INTEGER PRIMARY KEY AUTOINCREMENT, ad_id TEXT NOT NULL, keys TEXT NOT NULL,
    deleted INTEGER NOT NULL, generation INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE hub(kind TEXT, value TEXT, PRIMARY KEY(kind, value)) WITHOUT ROWID;
CREATE TABLE cluster(cluster_id TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE cluster_ad(ad INTEGER PRIMARY KEY, cluster_id TEXT NOT NULL);
"""

_CHANGES_BY_AD: Final = "CREATE INDEX change_by_ad ON change(ad_id)"  # removals blank the old changes of an ad

Step = str | Callable[[apsw.Connection], None]

MIGRATIONS: Final[tuple[Step, ...]] = (_FIRST, _CHANGES_BY_AD, number_keys, widen_keys)
"""Step N brings a file of version N to version N + 1: SQL, or a function where SQL cannot say it. Add steps at the end;
never change one that was released."""

_WRITING: Final = (
    "PRAGMA journal_mode = WAL",
    # FULL: `put` promises that what it returned survives a power cut too; one commit per batch makes that cheap.
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -131072",  # 128 MiB: random inserts into `key_ad` stay in memory up to ~3 M keys
)
# Pages are read, not mapped: a fault in a mapping reads ahead (8 MB on some disks), and a look-up after a restart then
# reads 40 MB for its 60 pages and takes 50 ms instead of 8. Warm, a mapping saves a tenth.
_READING: Final = ("PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -16384")


def open_writer(folder: Path) -> apsw.Connection:
    """A connection for the one writer; makes or migrates the file. Raises NewerIndexError for a file of a later
    version."""
    path = folder / FILE
    connection = _connect(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, _WRITING)
    _keep_journal(connection)
    version = _version(connection)
    if version > len(MIGRATIONS):
        connection.close()
        message = f"{path}: index of version {version}, this version reads up to {len(MIGRATIONS)}"
        raise NewerIndexError(message)
    if 0 < version < len(MIGRATIONS):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_suffix(f".before-{len(MIGRATIONS)}"))
    for number in range(version, len(MIGRATIONS)):
        step = MIGRATIONS[number]
        with connection:
            if isinstance(step, str):
                connection.execute(step)
            else:
                step(connection)
            connection.pragma("user_version", number + 1)
    return connection


def open_reader(folder: Path) -> apsw.Connection:
    """A connection that can only read. The file must have been made by a writer before."""
    return _connect(folder / FILE, apsw.SQLITE_OPEN_READONLY, _READING)


def is_current(folder: Path) -> bool:
    """Whether the file exists and needs no migration."""
    if not (folder / FILE).exists():
        return False
    connection = open_reader(folder)
    try:
        return _version(connection) == len(MIGRATIONS)
    finally:
        connection.close()


def _connect(path: Path, flags: int, pragmas: tuple[str, ...]) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=flags)
    connection.set_busy_timeout(20_000)
    for pragma in pragmas:
        connection.execute(pragma)
    return connection


def _keep_journal(connection: apsw.Connection) -> None:
    """Leave the WAL and its index behind when the last connection closes: a reader of another user (the hotline's
    desk), who may not write into the folder, could not open the file without them."""
    wanted = ctypes.c_int(1)
    connection.file_control("main", apsw.SQLITE_FCNTL_PERSIST_WAL, ctypes.addressof(wanted))


def _version(connection: apsw.Connection) -> int:
    version = connection.pragma("user_version")
    return int(version) if isinstance(version, int) else 0
