"""Names of places, employers and hotels as keys: looked up like identifiers, never traversed."""

from collections.abc import Iterable
from typing import Final

from extractors.mention import ASSERTED, Mention
from index.words import split_words
from matching.links.keys import LinkKey

NAME_KINDS: Final = ("organisation", "place")
_MOST_WORDS: Final = 12  # a longer "name" is a sentence that was taken for one


def name_key(kind: str, name: str) -> LinkKey | None:
    """The key of a name, however it is spelt; None for one without words."""
    words = split_words(name)
    return LinkKey(kind, " ".join(words)) if 0 < len(words) <= _MOST_WORDS else None


def name_keys(mentions: Iterable[Mention]) -> set[LinkKey]:
    """Keys of the names that an ad asserts."""
    named = [one for one in mentions if one.kind in NAME_KINDS and one.confidence >= ASSERTED]
    return {key for one in named if (key := name_key(one.kind, one.value))}
