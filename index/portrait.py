"""Everything linked to one identifier or ad: its cluster, each member explained by a path."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from index.document import Document
from index.engine import Engine
from index.faults import NoIdentifierError
from index.results import Count, PlaceSpan
from index.typed import read_identifier
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey

PICTURE_KIND: Final = "picture"


@dataclass(frozen=True, slots=True)
class Portrait:
    """`cluster` is empty where the identifier is linked to nothing beyond its own ads; `ads` counts distinct ads.

    `photos` are SHA-256 digests of the pictures that the members show, the most shown first.
    """

    query: str
    cluster: str
    ads: int
    members: tuple[Member, ...]
    keys: tuple[str, ...]
    hubs: tuple[str, ...]
    places: tuple[PlaceSpan, ...]
    sites: tuple[Count, ...]
    templates: tuple[str, ...]
    photos: tuple[str, ...]
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    generation: int


def portray(engine: Engine, asked: str, region: str) -> Portrait:
    """The portrait of an ad_id, or of an identifier in any spelling. Raises NoIdentifierError when it is neither."""
    held = engine.get([asked])
    if held:
        cluster = engine.cluster(engine.cluster_of(asked))
        return _describe(engine, asked, cluster or _alone(asked))
    reading = read_identifier(asked, region)
    if reading.form != "whole":
        message = "neither an ad_id that is held nor an identifier; an identifier must be given whole"
        raise NoIdentifierError(message)
    key = reading.keys[0]
    return _describe(engine, asked, engine.cluster(engine.summary([key]).cluster_id) or _own_ads(engine, key))


def _alone(ad_id: str) -> Cluster:
    return Cluster("", (Member(ad_id, ()),), ())


def _own_ads(engine: Engine, key: LinkKey) -> Cluster:
    """An identifier outside every cluster (a hub, or on one ad only): the ads that carry it, and nothing further."""
    step = Step(key, f"carries {key.value} itself")
    return Cluster("", tuple(Member(ad_id, (step,)) for ad_id in engine.by_key(key)), (key,))


def _describe(engine: Engine, asked: str, cluster: Cluster) -> Portrait:
    documents = list(engine.get([member.ad_id for member in cluster.members]).values())
    summary = engine.summary(cluster.keys)
    return Portrait(
        query=asked,
        cluster=cluster.cluster_id,
        ads=len(cluster.members),
        members=cluster.members,
        keys=tuple(str(key) for key in cluster.keys),
        hubs=tuple(str(key) for key in cluster.hubs),
        places=_places(documents),
        sites=_counts([document.ad.site for document in documents]),
        templates=(cluster.template,) if cluster.template else (),
        photos=tuple(count.value for count in _counts([one for document in documents for one in _photos(document)])),
        first_seen_at=min((document.ad.first_seen_at for document in documents), default=None),
        last_seen_at=max((document.ad.last_seen_at for document in documents), default=None),
        generation=summary.generation,
    )


def _photos(document: Document) -> Sequence[str]:
    return [key.value for key in document.keys if key.kind == PICTURE_KIND]


def _counts(values: Sequence[str]) -> tuple[Count, ...]:
    ranked = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Count(value, ads) for value, ads in ranked)


def _places(documents: Sequence[Document]) -> tuple[PlaceSpan, ...]:
    spans: dict[str, PlaceSpan] = {}
    for document in documents:
        for place in document.places:
            held = spans.get(place.name)
            first, last = document.ad.first_seen_at, document.ad.last_seen_at
            ads = 1
            if held is not None:
                first, last = min(first, held.first_seen_at), max(last, held.last_seen_at)
                ads += held.ads
            spans[place.name] = PlaceSpan(place.name, ads, first, last, place.lat, place.lon)
    return tuple(sorted(spans.values(), key=lambda span: (-span.ads, span.value)))
