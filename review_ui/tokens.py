"""Opaque ids for addresses: no number, name or query stands in a URL, a history or a log."""

import base64
import hashlib
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from review_ui.desk import current_desk


def hide(kind: str, text: str) -> str:
    """A token for the text that only this desk can read; the same text gives the same token."""
    sealed = _cipher(current_desk().record_key).encrypt(text.encode("utf-8"), [kind.encode()])
    return base64.urlsafe_b64encode(sealed).decode("ascii").rstrip("=")


def reveal(kind: str, token: str) -> str | None:
    """The text behind a token of this kind; None when the token is not ours."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return _cipher(current_desk().record_key).decrypt(sealed, [kind.encode()]).decode("utf-8")
    except (ValueError, InvalidTag):
        return None


@cache
def _cipher(key: bytes) -> AESSIV:
    return AESSIV(hashlib.sha512(b"threadline address tokens\x00" + key).digest())
