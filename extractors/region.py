"""Decide the region for national phone numbers: the country of the ad's places, else its Source's."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.mention import ASSERTED, Mention
from extractors.passage import Passage

NAME: Final = "region"


@Language.component(NAME)
def decide_region(doc: Doc) -> Doc:
    """Set `passage.region` from the asserted places of every passage of the ad."""
    passage: Passage = doc.user_data["passage"]
    passage.region = region_of(passage)
    return doc


def region_of(passage: Passage) -> str:
    """Return the region for the ad that the passage belongs to."""
    mentions = [mention for companion in passage.companions for mention in companion.mentions]
    return country_of(mentions, passage.source.region)


def country_of(mentions: Iterable[Mention], default: str) -> str:
    """Return the country most often named; on a tie `default` wins, then the country named first."""
    named = Counter(
        mention.value.rsplit(", ", 1)[-1]
        for mention in mentions
        if mention.kind == "place" and mention.confidence >= ASSERTED
    )
    default = default.upper()
    default = {"UK": "GB"}.get(default, default)
    if not named:
        return default
    most = max(named.values())
    return default if named[default] == most else next(region for region, count in named.items() if count == most)
