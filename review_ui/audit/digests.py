"""Keyed hashes of the audit: over rows (the chain) and over numbers (so that the file holds none)."""

import hashlib
import hmac
import json
from typing import Final

import re2

_DIGITS: Final = frozenset("0123456789")
_ID_OR_LONG_DIGITS: Final = re2.compile(
    r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|\+?\d(?:[ ().\-/]{0,3}\d){6,}"
)
"""A record's id, which stays; or seven digits and more with usual grouping, which could be a phone number."""


def hash_subject(key: bytes, subject: str) -> str:
    """32 hex characters that tell equal subjects, and nothing else without the key. Empty stays empty."""
    if not subject:
        return ""
    return hmac.new(key, b"subject\x00" + subject.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]


def hash_numbers(key: bytes, words: str) -> str:
    """The words with every long run of digits replaced by its keyed hash."""

    def replace(found: "re2._Match[str]") -> str:
        if found.group(1):
            return str(found.group(1))
        digits = "".join(character for character in found.group(0) if character.isdigit())
        return f"[#{hash_subject(key, digits)[:12]}]"

    clean = words.encode("utf-8", "replace").decode("utf-8")
    if _DIGITS.isdisjoint(clean):
        return clean
    return str(_ID_OR_LONG_DIGITS.sub(replace, clean))


def chain_digest(key: bytes, previous: str, fields: tuple[object, ...]) -> str:
    """Digest of a row: keyed, so that whoever can write the file but lacks the key cannot forge a valid chain."""
    body = json.dumps([previous, *fields], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, b"row\x00" + body.encode("ascii"), hashlib.sha256).hexdigest()
