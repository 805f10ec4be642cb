"""Identifiers as the hotline keeps them: keyed hashes under a key no other process has."""

import hashlib
import hmac
from collections.abc import Iterable

from matching.links.keys import LinkKey
from review_ui.hotline.sealing import derive_key


def hash_key(key: LinkKey) -> str:
    """The keyed hash under which this desk files an identifier."""
    return hmac.new(derive_key("identifiers"), str(key).encode("utf-8"), hashlib.sha256).hexdigest()


def hash_keys(keys: Iterable[LinkKey]) -> dict[str, LinkKey]:
    """The hashes of several identifiers, each with what it stands for."""
    secret = derive_key("identifiers")
    return {hmac.new(secret, str(key).encode("utf-8"), hashlib.sha256).hexdigest(): key for key in keys}
