"""The hash chain over all WARC records, its anchor file, and the check of both against the bytes on disk."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawlers.archiving.segments import parse_record, read_bytes
from crawlers.archiving.tombstones import tombstoned
from crawlers.faults import ArchiveError

ANCHOR: Final = "anchor.jsonl"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, whether it holds, and what is wrong if not."""

    what: str
    ok: bool
    detail: str = ""


def link(previous: str, digest: str, record_id: str, kind: str) -> str:
    """The chain value of a record after `previous`: SHA-256 over both, the record's identity and its kind."""
    return hashlib.sha256(f"{previous}\n{digest}\n{record_id}\n{kind}".encode()).hexdigest()


def append_anchor(root: Path, connection: sqlite3.Connection) -> None:
    """Note the end of the chain in a file beside the database, so that cutting both ends of the archive shows.

    Copy the file's last line to another machine and truncation shows even to someone who can write here.
    """
    row = connection.execute("SELECT sequence, chain FROM record ORDER BY sequence DESC LIMIT 1").fetchone()
    if row is None:
        return
    told = {"sequence": row["sequence"], "chain": row["chain"], "at": datetime.now(UTC).isoformat()}
    with (root / ANCHOR).open("a", encoding="ascii") as handle:
        handle.write(json.dumps(told) + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def verify_records(root: Path, connection: sqlite3.Connection) -> Iterator[Check]:
    """One Check per fault of a record, then one for the chain as a whole. Reading goes on behind a fault."""
    chain, expected, count = "", 1, 0
    erased = tombstoned(connection)
    rows = connection.execute(
        "SELECT record.*, segment.path FROM record JOIN segment ON segment.id=record.segment ORDER BY sequence"
    )
    is_whole = True
    for row in rows:
        count += 1
        if row["sequence"] != expected:
            yield Check("chain", ok=False, detail=f"records {expected} to {row['sequence'] - 1} are missing")
            is_whole = False
        expected = row["sequence"] + 1
        chain = link(chain, row["sha256"], row["record_id"], row["kind"])
        if chain != row["chain"]:
            yield Check("chain", ok=False, detail=f"record {row['sequence']} does not follow the one before it")
            is_whole = False
            chain = row["chain"]
        if row["erased"]:
            fault = "" if erased.get(row["sequence"]) == row["sha256"] else "erased without a tombstone that holds"
        else:
            fault = _record_fault(root, row)
        if fault:
            yield Check(f"record {row['sequence']}", ok=False, detail=fault)
            is_whole = False
    yield Check("records", ok=is_whole, detail=f"{count} WARC records")
    yield from _verify_anchor(root, connection)


def _record_fault(root: Path, row: sqlite3.Row) -> str:
    where = f"{row['path']} at byte {row['start']}"
    try:
        content = read_bytes(root / row["path"], row["start"], row["length"])
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            return f"{where}: bytes were changed (capture {row['capture_id']})"
        parse_record(content, where)
    except ArchiveError as error:
        return str(error)
    return ""


def _verify_anchor(root: Path, connection: sqlite3.Connection) -> Iterator[Check]:
    path = root / ANCHOR
    if not path.exists():
        held = connection.execute("SELECT COUNT(*) AS n FROM record").fetchone()["n"]
        yield Check("anchor", ok=held == 0, detail="" if held == 0 else f"{path} is missing")
        return
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), 1):
        try:
            told = json.loads(line)
            sequence, chain = int(told["sequence"]), str(told["chain"])
        except (ValueError, KeyError, TypeError):
            # A kill between write and newline leaves half a line; the commit it speaks of has its row.
            continue
        row = connection.execute("SELECT chain FROM record WHERE sequence=?", (sequence,)).fetchone()
        if row is None or row["chain"] != chain:
            detail = f"{path.name}:{number}: the chain does not reach record {sequence} as it did at {told.get('at')}"
            yield Check("anchor", ok=False, detail=detail)
            return
    yield Check("anchor", ok=True, detail="the chain reaches every anchored record")
