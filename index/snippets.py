"""A few words of an ad around what was searched for."""

from typing import Final

from index.words import fold

_LENGTH: Final = 160
_BEFORE: Final = 40


def make_snippet(text: str, words: tuple[str, ...]) -> str:
    """At most 160 characters of the text as it stands, from shortly before the first of the words."""
    flat = " ".join(text.split())
    if len(flat) <= _LENGTH:
        return flat
    start = max(_first(flat, words) - _BEFORE, 0)
    if start:
        start = flat.find(" ", start, start + _BEFORE) + 1 or start
    end = start + _LENGTH
    return ("… " if start else "") + flat[start:end].rstrip() + (" …" if end < len(flat) else "")


def _first(flat: str, words: tuple[str, ...]) -> int:
    # Folding may change lengths (ligatures); then the place is off by a little, and still near.
    folded = fold(flat)
    found = [folded.find(word) for word in words]
    return min((at for at in found if at >= 0), default=0)
