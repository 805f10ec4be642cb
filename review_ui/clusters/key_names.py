"""How the keys of a cluster are written on its page: readable, or masked with a letter that tells one from another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

import re2

from matching.links.keys import LinkKey
from review_ui.masking import mask_text, mask_value
from review_ui.templatetags.shown import as_number, kind_name
from review_ui.tokens import hide

TOLD: Final = ("phone", "email", "handle", "url", "domain", "wallet")
"""Identifiers that people can read; hash slices and text bands say nothing to them."""

_WRITTEN: Final = re2.compile(rf"\b({'|'.join(TOLD)}):(\S+)")


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key as it may be shown; without a token it opens nothing."""

    kind: str
    value: str
    token: str


class KeyNames:
    """Writes the keys of one cluster, always the same way on one page."""

    def __init__(self, keys: Iterable[LinkKey], *, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._letters = {key: _letter(place) for place, key in enumerate(telling(keys))}

    def show(self, key: LinkKey) -> ShownKey:
        """The key; three masked numbers of one area would read alike, so each keeps the letter of its place."""
        if not self._is_masked:
            return ShownKey(key.kind, key.value, hide("key", str(key)))
        letter = self._letters.get(key, "")
        return ShownKey(key.kind, f"{mask_value(key.kind, key.value)} {letter}".strip(), "")

    def reword(self, reason: str) -> str:
        """The sentence of a link with the keys in it written for people."""
        told = _WRITTEN.sub(self._reword, reason)
        return mask_text(told) if self._is_masked else told

    def _reword(self, found: "re2._Match[str]") -> str:
        shown = self.show(LinkKey(found[1], found[2]))
        return f"{kind_name(shown.kind).lower()} {as_number(shown.value)}"


def telling(keys: Iterable[LinkKey]) -> Sequence[LinkKey]:
    """The keys that people can read, in their order."""
    return [key for key in keys if key.kind in TOLD]


def _letter(place: int) -> str:
    """A, B, ... Z, A2, B2, ..."""
    turn, at = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(turn + 1) if turn else "")
