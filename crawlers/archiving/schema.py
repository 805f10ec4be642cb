"""Tables of `archive.sqlite`, and how the file is opened."""

import sqlite3
from pathlib import Path
from typing import Final

VERSION: Final = 2

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS segment (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, site TEXT NOT NULL, committed_bytes INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open');
-- One row per WARC record, chained: each row's chain covers the row before it.
CREATE TABLE IF NOT EXISTS record (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, record_id TEXT NOT NULL, capture_id TEXT NOT NULL, kind TEXT NOT NULL,
    segment INTEGER NOT NULL REFERENCES segment(id), start INTEGER NOT NULL, length INTEGER NOT NULL,
    sha256 TEXT NOT NULL, chain TEXT NOT NULL, erased INTEGER NOT NULL DEFAULT 0);
-- What was taken out, why, by whom, signed; `record.erased` names the tombstone.
CREATE TABLE IF NOT EXISTS tombstone (
    id INTEGER PRIMARY KEY AUTOINCREMENT, told TEXT NOT NULL, signature TEXT NOT NULL, public_key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS record_of_capture ON record(capture_id);
CREATE TABLE IF NOT EXISTS capture (
    capture_id TEXT PRIMARY KEY, site TEXT NOT NULL, role TEXT NOT NULL, url TEXT NOT NULL, final_url TEXT NOT NULL,
    retrieved_at TEXT NOT NULL, status INTEGER NOT NULL, wire_sha256 TEXT NOT NULL, body_sha256 TEXT NOT NULL,
    segment INTEGER NOT NULL, start INTEGER NOT NULL, clock TEXT NOT NULL, dom_sha256 TEXT NOT NULL DEFAULT '',
    screenshot_sha256 TEXT NOT NULL DEFAULT '', peer_address TEXT NOT NULL DEFAULT '',
    definition_sha256 TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '', ad_id TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS capture_of_url ON capture(site, url, retrieved_at);
CREATE INDEX IF NOT EXISTS capture_of_ad ON capture(ad_id) WHERE ad_id != '';
CREATE TABLE IF NOT EXISTS ad (
    ad_id TEXT NOT NULL, revision INTEGER NOT NULL, site TEXT NOT NULL, sequence INTEGER NOT NULL UNIQUE,
    payload TEXT NOT NULL, digest TEXT NOT NULL, last_seen_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (ad_id, revision)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ad_state (
    ad_id TEXT PRIMARY KEY, site TEXT NOT NULL, url TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'live',
    revision INTEGER NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
    due_at REAL NOT NULL DEFAULT 0, interval REAL NOT NULL DEFAULT 0, gone_count INTEGER NOT NULL DEFAULT 0,
    gone_at REAL NOT NULL DEFAULT 0, listed_round INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ad_state_of_site ON ad_state(site, status);
CREATE TABLE IF NOT EXISTS picture (
    sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, stored INTEGER NOT NULL, media_type TEXT NOT NULL,
    first_seen_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS round (
    id INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
    state TEXT NOT NULL DEFAULT 'open', outcome TEXT NOT NULL DEFAULT '{}');
CREATE INDEX IF NOT EXISTS round_of_site ON round(site, id);
CREATE TABLE IF NOT EXISTS frontier (
    id INTEGER PRIMARY KEY, site TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, role TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0, due_at REAL NOT NULL DEFAULT 0,
    depth INTEGER NOT NULL DEFAULT 0, round INTEGER NOT NULL, leased_by TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', found_at TEXT NOT NULL, UNIQUE (site, key));
CREATE INDEX IF NOT EXISTS frontier_due ON frontier(site, state, due_at, id);
-- How often each field was found, per round: the layout alarm's memory.
CREATE TABLE IF NOT EXISTS coverage (
    site TEXT NOT NULL, round INTEGER NOT NULL, field TEXT NOT NULL, pages INTEGER NOT NULL, hits INTEGER NOT NULL,
    PRIMARY KEY (site, round, field)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rendered (site TEXT NOT NULL, template TEXT NOT NULL, PRIMARY KEY (site, template));
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO counter VALUES ('sequence', 0);
"""


# Columns that came after version 1: older archives get them when they are opened.
_ADDED: Final = (
    ("ad", "round", "INTEGER NOT NULL DEFAULT 0"),
    ("record", "erased", "INTEGER NOT NULL DEFAULT 0"),
)


def _add_columns(connection: sqlite3.Connection) -> None:
    for table, column, kind in _ADDED:
        known = {row["name"] for row in connection.execute(f"PRAGMA table_info({table})")}
        if column not in known:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def open_database(path: Path) -> sqlite3.Connection:
    """A connection in write-ahead mode, tables made. Transactions are begun and ended by the caller.

    The standard sqlite3 module only: two SQLite libraries on one file in one process break its locks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
        connection.executescript(_TABLES)
        _add_columns(connection)
        connection.execute(f"PRAGMA user_version={VERSION:d}")
    return connection
