"""Identifiers as the hotline keeps them: keyed hashes under a key no other process has."""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

from matching.links.keys import LinkKey
from review_ui.hotline.sealing import derive_key

_RUN: Final = 5
"""Words in a run: five in a row are seldom shared by chance."""
_RUNS_KEPT: Final = 12


def hash_key(key: LinkKey) -> str:
    """The keyed hash under which this desk files an identifier."""
    return hmac.new(derive_key("identifiers"), str(key).encode("utf-8"), hashlib.sha256).hexdigest()


def shared_keys(organisation: str, place: str, narrative: str) -> set[LinkKey]:
    """What besides identifiers lets tips be found together: the organisation, the place, and runs of the same words."""
    keys = set()
    if name := _plain(organisation):
        keys.add(LinkKey("organisation", name))
    if town := _plain(place.split(",", maxsplit=1)[0]):
        keys.add(LinkKey("tip_place", town))
    words = _plain(narrative).split()
    runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
    keys |= {LinkKey("wording", run) for run in sorted(runs, key=_sample)[:_RUNS_KEPT]}
    return keys


def _plain(text: str) -> str:
    folded = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return " ".join(folded.split())


def _sample(run: str) -> str:
    """Orders runs the same way for every tip, so that equal tips keep equal runs."""
    return hashlib.sha256(run.encode("utf-8", "replace")).hexdigest()


def hash_keys(keys: Iterable[LinkKey]) -> dict[str, LinkKey]:
    """The hashes of several identifiers, each with what it stands for."""
    secret = derive_key("identifiers")
    return {hmac.new(secret, str(key).encode("utf-8"), hashlib.sha256).hexdigest(): key for key in keys}
