"""Encryption of what callers say: AES-GCM under a key per Case, each key wrapped by the desk's record key.

The wrapped keys lie in one small file of their own. Destroying a key there makes every copy of the case unreadable,
backups included, because no backup holds that file.
"""

import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from review_ui.desk import current_desk
from review_ui.faults import KeyGoneError

_NONCE_BYTES: Final = 12


def seal(case_id: str, record_id: str, fields: Mapping[str, object]) -> bytes:
    """Encrypt a record's fields for its case; `record_id` is bound in, so that a ciphertext cannot change places."""
    plain = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    return _encrypt(_case_key(case_id, may_make=True), plain, record_id)


def unseal(case_id: str, record_id: str, sealed: bytes | memoryview) -> dict[str, object]:
    """The fields again. Raises KeyGoneError when the key was destroyed or the bytes are not this record's."""
    found = json.loads(_decrypt(_case_key(case_id, may_make=False), bytes(sealed), record_id))
    return dict(found)


def destroy_key(case_id: str) -> bool:
    """Make everything of a case unreadable for ever; whether there was a key."""
    with _key_file() as database:
        return database.execute("DELETE FROM case_key WHERE case_id = ?", [case_id]).rowcount > 0


def derive_key(purpose: str) -> bytes:
    """32 bytes from the desk's record key, different for each purpose."""
    return _derive(current_desk().record_key, purpose)


@cache
def _derive(record_key: bytes, purpose: str) -> bytes:
    info = b"threadline " + purpose.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(record_key)


def _case_key(case_id: str, *, may_make: bool) -> bytes:
    wrapping = derive_key("case keys")
    with _key_file() as database:
        found = database.execute("SELECT wrapped FROM case_key WHERE case_id = ?", [case_id]).fetchone()
        if found is not None:
            return _decrypt(wrapping, found[0], case_id)
        if not may_make:
            message = f"the key of case {case_id} is gone"
            raise KeyGoneError(message)
        key = secrets.token_bytes(32)
        database.execute("INSERT INTO case_key VALUES (?, ?)", [case_id, _encrypt(wrapping, key, case_id)])
        return key


@contextmanager
def _key_file() -> Iterator[sqlite3.Connection]:
    path: Path = current_desk().case_keys
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        # No WAL, and freed pages overwritten: a destroyed key must not live on in a log or a free page.
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS case_key(case_id TEXT PRIMARY KEY, wrapped BLOB NOT NULL)")
        path.chmod(0o600)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _encrypt(key: bytes, plain: bytes, bound: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound.encode())


def _decrypt(key: bytes, sealed: bytes, bound: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound.encode())
    except (InvalidTag, ValueError) as error:
        message = f"record {bound} cannot be read with the key of its case"
        raise KeyGoneError(message) from error
