"""Identifiers in what was told, read by our own extractors and offered for confirmation: never taken over unasked."""

from dataclasses import dataclass

from extractors.mention import IDENTIFIER_KINDS, Mention
from index.terms import read_words
from matching.links.keys import LinkKey
from review_ui.desk import current_desk


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link key found in the words, as it stood there, and whether the reading is sure."""

    key: LinkKey
    raw: str
    is_sure: bool


def suggest(narrative: str) -> list[Suggestion]:
    """Each identifier in the words once, in reading order; unsure readings are marked."""
    extraction = read_words(narrative, current_desk().region)
    found: dict[LinkKey, Suggestion] = {}
    for mention in extraction.mentions:
        if mention.kind in IDENTIFIER_KINDS and mention.value:
            key = LinkKey(mention.kind, mention.value)
            found.setdefault(key, Suggestion(key, mention.raw, mention.is_identifier))
    return list(found.values())


def read_places(words: str) -> list[Mention]:
    """Every place the words name, unsure ones included."""
    return [mention for mention in read_words(words, current_desk().region).mentions if mention.kind == "place"]
