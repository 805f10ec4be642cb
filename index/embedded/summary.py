"""The summary behind every look-up, from the key store alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import apsw

from index.embedded import reading
from index.instants import from_micros, iso_week
from index.results import Count, LinkedKey, PlaceSpan, Summary
from matching.links.keys import LINKING_KINDS, LinkKey

_SHOWN_ADS: Final = 200
_LINKED_FROM: Final = 400  # newest ads whose other keys are listed: keeps a busy number's answer in milliseconds
_SHOWN_LINKED: Final = 50
_DAY: Final = 86_400_000_000


@dataclass(frozen=True, slots=True)
class _Ad:
    ad: int
    site: int
    first: int
    last: int
    at: int
    text_digest: bytes


def summarise(connection: apsw.Connection, keys: Sequence[LinkKey]) -> Summary:
    """What is held under any of these keys; counts are of distinct ads."""
    ads = _ads(connection, keys)
    hub = bool(reading.are_hubs(connection, keys))
    newest = ads[:_SHOWN_ADS]
    return Summary(
        keys=tuple(map(str, keys)),
        ads=len(ads),
        first_seen_at=_instant(min((ad.first for ad in ads), default=None)),
        last_seen_at=_instant(max((ad.last for ad in ads), default=None)),
        sites=_sites(connection, ads),
        places=_places(connection, ads),
        weeks=_weeks(ads),
        linked=() if hub else linked_keys(connection, ads[:_LINKED_FROM], keys),
        hub=hub,
        ad_ids=tuple(_ad_ids(connection, newest)),
        cluster_id=_cluster(connection, newest),
        generation=reading.read_meta(connection, "generation"),
        searched=reading.site_states(connection),
    )


def linked_keys(connection: apsw.Connection, ads: Sequence[_Ad], seeds: Sequence[LinkKey]) -> tuple[LinkedKey, ...]:
    """Keys that share ads with the seeds, most shared ads first."""
    shared: Counter[LinkKey] = Counter()
    texts: defaultdict[LinkKey, set[bytes]] = defaultdict(set)
    by_number = {ad.ad: ad for ad in ads}
    statement = "SELECT ad, kind, value FROM ad_key WHERE ad = ?"
    for number, kind, value in connection.executemany(statement, [(ad.ad,) for ad in ads]):
        if kind in LINKING_KINDS:
            key = LinkKey(kind, value)
            shared[key] += 1
            texts[key].add(by_number[number].text_digest)
    for seed in seeds:
        shared.pop(seed, None)
    top = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_LINKED]
    hubs = reading.are_hubs(connection, [key for key, _ in top])
    return tuple(LinkedKey(str(key), n, key in hubs, _reasons(n, len(texts[key]), hub=key in hubs)) for key, n in top)


def _reasons(ads: int, texts: int, *, hub: bool) -> tuple[str, ...]:
    together = f"{_count(ads, 'ad carries', 'ads carry')} both, in {_count(texts, 'wording', 'different wordings')}"
    if hub:
        return (together, "used by so many others that it says nothing about who belongs together")
    return (together,)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _ads(connection: apsw.Connection, keys: Sequence[LinkKey]) -> list[_Ad]:
    statement = """SELECT ad, site, first_seen, last_seen, at, text_digest FROM key CROSS JOIN ad USING(ad)
                   WHERE kind = ? AND value = ?"""
    rows = connection.executemany(statement, [(key.kind, key.value) for key in keys])
    found = {row[0]: _Ad(*row) for row in rows}
    return sorted(found.values(), key=lambda ad: (-ad.last, ad.ad))


def _sites(connection: apsw.Connection, ads: Iterable[_Ad]) -> tuple[Count, ...]:
    names = dict(reading.rows(connection, "SELECT site, slug FROM site"))
    return rank(Counter(names[ad.site] for ad in ads))


def _places(connection: apsw.Connection, ads: Sequence[_Ad]) -> tuple[PlaceSpan, ...]:
    by_number = {ad.ad: ad for ad in ads}
    members: defaultdict[tuple[str, float, float], list[_Ad]] = defaultdict(list)
    statement = "SELECT ad, name, lat, lon FROM ad_place JOIN place USING(place) WHERE ad = ?"
    for number, name, lat, lon in connection.executemany(statement, [(ad.ad,) for ad in ads]):
        members[name, lat, lon].append(by_number[number])
    spans = [
        PlaceSpan(
            name, len(held), from_micros(min(a.first for a in held)), from_micros(max(a.last for a in held)), lat, lon
        )
        for (name, lat, lon), held in members.items()
    ]
    return tuple(sorted(spans, key=lambda span: (-span.ads, span.value, span.lat)))


def _weeks(ads: Iterable[_Ad]) -> tuple[Count, ...]:
    days = Counter(ad.at // _DAY for ad in ads)
    weeks: Counter[str] = Counter()
    for day, number in days.items():
        weeks[iso_week(from_micros(day * _DAY))] += number
    return tuple(Count(week, weeks[week]) for week in sorted(weeks))


def _ad_ids(connection: apsw.Connection, ads: Sequence[_Ad]) -> list[str]:
    found = connection.executemany("SELECT ad_id FROM ad WHERE ad = ?", [(ad.ad,) for ad in ads])
    return [ad_id for (ad_id,) in found]


def _cluster(connection: apsw.Connection, ads: Sequence[_Ad]) -> str:
    """The cluster most of these ads are in."""
    rows = connection.executemany("SELECT cluster_id FROM cluster_ad WHERE ad = ?", [(ad.ad,) for ad in ads])
    counted = rank(Counter(cluster_id for (cluster_id,) in rows))
    return counted[0].value if counted else ""


def rank(counter: "Counter[str]") -> tuple[Count, ...]:
    """Most ads first, then by name."""
    return tuple(Count(value, n) for value, n in sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
