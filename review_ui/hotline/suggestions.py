"""Identifiers in what was told, read by our own extractors and offered for confirmation: never taken over unasked."""

import threading
from dataclasses import dataclass
from functools import cache

from extractors.mention import IDENTIFIER_KINDS, Mention
from extractors.pipeline import Pipeline, load_pipeline
from extractors.source import Source
from matching.links.keys import LinkKey
from review_ui.desk import current_desk

_ONE_AT_A_TIME = threading.Lock()
"""spaCy's pipeline is not for several threads at once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link key found in the words, as it stood there, and whether the reading is sure."""

    key: LinkKey
    raw: str
    is_sure: bool


def suggest(narrative: str) -> list[Suggestion]:
    """Each identifier in the words once, in reading order; unsure readings are marked."""
    with _ONE_AT_A_TIME:
        extraction = _pipeline().extract(Source(narrative, ad_type="other", region=current_desk().region))
    found: dict[LinkKey, Suggestion] = {}
    for mention in extraction.mentions:
        if mention.kind in IDENTIFIER_KINDS and mention.value:
            key = LinkKey(mention.kind, mention.value)
            found.setdefault(key, Suggestion(key, mention.raw, mention.is_identifier))
    return list(found.values())


def read_places(words: str) -> list[Mention]:
    """Every place the words name, unsure ones included."""
    with _ONE_AT_A_TIME:
        extraction = _pipeline().extract(Source(words, ad_type="other", region=current_desk().region))
    return [mention for mention in extraction.mentions if mention.kind == "place"]


@cache
def _pipeline() -> Pipeline:
    return load_pipeline()
