"""One answer for several terms: the ads that carry all of them, told from the ads themselves."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from index.document import Document
from index.engine import Engine
from index.instants import iso_week
from index.ordering import dated_at
from index.results import Count, LinkedKey, PlaceSpan, Summary
from index.terms import Term
from matching.links.keys import LINKING_KINDS, LinkKey

_LOOKED_AT: Final = 2000
"""Newest ads of each term that are compared; a term on more is a city or a hub, and the other terms decide."""
_TOLD: Final = 300
_SHOWN_LINKED: Final = 50


def narrow(engine: Engine, terms: Sequence[Term]) -> Summary:
    """What is held under all of the terms; `ads` counts among the newest 2,000 of each."""
    common = _common(engine, terms)
    documents = list(engine.get(common[:_TOLD]).values())
    state = engine.summary(())
    asked = {key for term in terms for key in term.keys}
    places, linked = _places(documents), _linked(documents, asked)
    return Summary(
        keys=tuple(sorted(str(key) for key in asked)),
        ads=len(common),
        first_seen_at=min((one.ad.first_seen_at for one in documents), default=None),
        last_seen_at=max((one.ad.last_seen_at for one in documents), default=None),
        sites=_rank(one.ad.site for one in documents),
        places=places,
        weeks=tuple(sorted(_rank(iso_week(dated_at(one.ad)) for one in documents), key=lambda count: count.value)),
        linked=linked[:_SHOWN_LINKED],
        hub=False,
        ad_ids=tuple(common[:200]),
        cluster_id="",
        generation=state.generation,
        searched=state.searched,
        place_count=len(places),
        linked_count=len(linked),
    )


def _common(engine: Engine, terms: Sequence[Term]) -> list[str]:
    """ad_ids under every term, in the order of the rarest one: newest seen first."""
    held = [[ad_id for key in term.keys for ad_id in engine.by_key(key, _LOOKED_AT)] for term in terms]
    held.sort(key=len)
    first, *others = held
    sets = [set(one) for one in others]
    return [ad_id for ad_id in dict.fromkeys(first) if all(ad_id in one for one in sets)]


def _places(documents: Iterable[Document]) -> tuple[PlaceSpan, ...]:
    spans: dict[str, PlaceSpan] = {}
    for one in documents:
        for place in one.places:
            first, last, held = one.ad.first_seen_at, one.ad.last_seen_at, spans.get(place.name)
            if held is not None:
                first, last = min(first, held.first_seen_at), max(last, held.last_seen_at)
            ads = 1 if held is None else held.ads + 1
            spans[place.name] = PlaceSpan(place.name, ads, first, last, place.lat, place.lon)
    return tuple(sorted(spans.values(), key=lambda span: (-span.ads, span.value)))


def _linked(documents: Iterable[Document], asked: set[LinkKey]) -> tuple[LinkedKey, ...]:
    shared = Counter(key for one in documents for key in one.keys if key.kind in LINKING_KINDS and key not in asked)
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return tuple(LinkedKey(str(key), ads, hub=False, reasons=(_say(ads),)) for key, ads in ranked)


def _say(ads: int) -> str:
    return f"{ads} {'ad carries' if ads == 1 else 'ads carry'} it and all that was asked"


def _rank(values: Iterable[str]) -> tuple[Count, ...]:
    counted = Counter(values)
    return tuple(Count(value, ads) for value, ads in sorted(counted.items(), key=lambda item: (-item[1], item[0])))
