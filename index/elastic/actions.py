"""Lines of a bulk request. The version is the key store's generation, so that a request that arrives twice, or after a
newer one, changes nothing."""

import hashlib
import json
from typing import Final

import msgspec

from index.fields import Fields

_LONGEST_ID: Final = 512  # bytes, on both servers


def put_action(fields: Fields, generation: int) -> bytes:
    """Insert or replace."""
    return _lines({"index": _target(fields.id, generation)}, msgspec.to_builtins(fields))


def delete_action(ad_id: str, generation: int) -> bytes:
    """Forget."""
    return _lines({"delete": _target(ad_id, generation)})


def document_id(ad_id: str) -> str:
    """The ad_id, or a digest of one that is too long for a server."""
    if len(ad_id.encode("utf-8", "replace")) <= _LONGEST_ID:
        return ad_id
    return "sha256:" + hashlib.sha256(ad_id.encode("utf-8", "replace")).hexdigest()


def _target(ad_id: str, generation: int) -> dict[str, object]:
    return {"_id": document_id(ad_id), "version": generation, "version_type": "external_gte"}


def _lines(*objects: dict[str, object]) -> bytes:
    text = "".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in objects)
    return text.encode("utf-8", "replace")
