"""A case on one page: each identifier its tips name, and what the ads say about it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.engine import Engine
from index.faults import EngineError
from index.query import Query
from index.results import Count, Summary
from matching.links.keys import LinkKey
from review_ui.tokens import hide

_ADS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NamedKey:
    """An identifier, how many of the case's tips name it, and its ads by kind and state."""

    key: LinkKey
    tips: int
    summary: Summary
    kinds: tuple[Count, ...]
    states: tuple[str, ...]
    ad_tokens: tuple[str, ...]


def describe(words: Iterable[Mapping[str, object]], engine: Engine) -> list[NamedKey]:
    """The identifiers of a case, those that most tips name first, then those with most ads."""
    counted: Counter[str] = Counter()
    for one in words:
        identifiers = one.get("identifiers")
        counted.update({str(text) for text in identifiers} if isinstance(identifiers, list) else ())
    rows = [_describe_one(LinkKey.parse(text), tips, engine) for text, tips in counted.items()]
    return sorted(rows, key=lambda row: (-row.tips, -row.summary.ads, row.key))


def _describe_one(key: LinkKey, tips: int, engine: Engine) -> NamedKey:
    summary = engine.summary([key])
    states = sorted({", ".join(place.value.split(", ")[1:]) for place in summary.places})
    tokens = tuple(hide("ad", ad_id) for ad_id in summary.ad_ids[:_ADS_SHOWN])
    return NamedKey(key, tips, summary, _kinds(key, engine), tuple(states), tokens)


def _kinds(key: LinkKey, engine: Engine) -> tuple[Count, ...]:
    try:
        return tuple(engine.search(Query(keys=(str(key),), limit=1)).facets.get("ad_type", ()))
    except EngineError:
        # The kinds come from the text engine; everything else on the page stands without it.
        return ()
