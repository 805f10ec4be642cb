"""Signed notes of what was taken out of the archive, why, and by whom."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class Erasure:
    """Why and by whom; `key` is 32 secret bytes, the seed of the Ed25519 key that signs the tombstone."""

    reason: str
    decided_by: str
    key: bytes


def sign_tombstone(connection: sqlite3.Connection, records: list[sqlite3.Row], erasure: Erasure) -> int:
    """Store the tombstone of these records; its number."""
    told = {
        "erased_at": datetime.now(UTC).isoformat(),
        "reason": erasure.reason,
        "decided_by": erasure.decided_by,
        "records": [[row["sequence"], row["sha256"]] for row in records],
    }
    text = json.dumps(told, sort_keys=True)
    key = Ed25519PrivateKey.from_private_bytes(erasure.key)
    public = key.public_key().public_bytes_raw().hex()
    cursor = connection.execute(
        "INSERT INTO tombstone(told, signature, public_key) VALUES (?, ?, ?)",
        (text, key.sign(text.encode()).hex(), public),
    )
    return int(cursor.lastrowid or 0)


def tombstoned(connection: sqlite3.Connection) -> dict[int, str]:
    """Digests by sequence of every record that a tombstone with a good signature speaks of."""
    covered: dict[int, str] = {}
    for row in connection.execute("SELECT * FROM tombstone").fetchall():
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row["public_key"]))
        try:
            public.verify(bytes.fromhex(row["signature"]), row["told"].encode())
        except InvalidSignature:
            continue
        covered.update({int(sequence): sha256 for sequence, sha256 in json.loads(row["told"])["records"]})
    return covered
