"""A signed file: a body, and an Ed25519 signature over exactly its bytes."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from review_ui.faults import BadRecordError


def write_envelope(path: Path, body: Mapping[str, object], key: Ed25519PrivateKey) -> None:
    """Write the body signed, whole or not at all."""
    text = json.dumps(body, ensure_ascii=True, sort_keys=True)
    signed = json.dumps({"body": text, "signature": key.sign(text.encode("ascii")).hex()})
    write_whole(path, signed)


def read_envelope(path: Path, public: bytes) -> dict[str, object]:
    """The body. Raises BadRecordError when the file is no envelope or was not signed with that key."""
    try:
        held = json.loads(path.read_text(encoding="ascii"))
        text = str(held["body"])
        signature = bytes.fromhex(held["signature"])
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode("ascii"))
        return dict(json.loads(text))
    except (ValueError, KeyError, TypeError, InvalidSignature) as error:
        message = f"{path.name}: not signed by the hotline desk"
        raise BadRecordError(message) from error


def write_whole(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("w", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(path)
