"""The summary behind every look-up, from the key store alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import apsw

from index.embedded import reading
from index.instants import from_micros, iso_week
from index.results import Count, LinkedKey, PlaceSpan, Summary
from matching.links.keys import LINKING_KINDS, LinkKey

_SHOWN_ADS: Final = 200
_LINKED_FROM: Final = 400  # newest ads whose other keys are listed: keeps a busy number's answer in milliseconds
_SHOWN_LINKED: Final = 50
_DAY: Final = 86_400_000_000

_HELD: Final = """SELECT ad, ad_id, site, at, first_seen, last_seen FROM ({}) CROSS JOIN ad USING(ad)
                  ORDER BY last_seen DESC, ad"""
_PLACES: Final = """SELECT name, count(*), min(first_seen), max(last_seen), lat, lon FROM ({}) CROSS JOIN ad USING(ad)
                    CROSS JOIN ad_place USING(ad) CROSS JOIN place USING(place) GROUP BY place"""
_LINKED: Final = """SELECT kind, value, text_digest
                    FROM (SELECT ad, text_digest FROM ({}) CROSS JOIN ad USING(ad) ORDER BY last_seen DESC LIMIT ?)
                    CROSS JOIN ad_key USING(ad) WHERE kind IN ({})"""
_CLUSTER: Final = """SELECT cluster_id, count(*) AS ads FROM ({}) CROSS JOIN cluster_ad USING(ad)
                     GROUP BY cluster_id ORDER BY ads DESC, cluster_id LIMIT 1"""


def summarise(connection: apsw.Connection, keys: Sequence[LinkKey]) -> Summary:
    """What is held under any of these keys; counts are of distinct ads."""
    ads = _ads(connection, keys)
    hub = bool(reading.are_hubs(connection, keys))
    return Summary(
        keys=tuple(map(str, keys)),
        ads=len(ads),
        first_seen_at=from_micros(min(ad[4] for ad in ads)) if ads else None,
        last_seen_at=from_micros(ads[0][5]) if ads else None,
        sites=_sites(connection, ads),
        places=_places(connection, keys) if ads else (),
        weeks=_weeks(ads),
        linked=() if hub or not ads else linked_keys(connection, keys),
        hub=hub,
        ad_ids=tuple(ad[1] for ad in ads[:_SHOWN_ADS]),
        cluster_id=_cluster(connection, keys) if ads else "",
        generation=reading.read_meta(connection, "generation"),
        searched=reading.site_states(connection),
    )


def linked_keys(connection: apsw.Connection, seeds: Sequence[LinkKey]) -> tuple[LinkedKey, ...]:
    """Keys that share ads with the seeds, most shared ads first."""
    hit, values = _hit(seeds)
    marks = ",".join("?" * len(LINKING_KINDS))
    found = reading.rows(connection, _LINKED.format(hit, marks), (*values, _LINKED_FROM, *LINKING_KINDS))
    # Counted here: SQLite's count(DISTINCT) builds a tree for every group, and takes four times as long.
    shared = Counter((kind, value) for kind, value, _ in found)
    texts = Counter((kind, value) for kind, value, _ in set(found))
    for seed in seeds:
        shared.pop((seed.kind, seed.value), None)
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_LINKED]
    top = [(LinkKey(*key), ads, texts[key]) for key, ads in ranked]
    hubs = reading.are_hubs(connection, [key for key, *_ in top])
    return tuple(LinkedKey(str(key), n, key in hubs, _reasons(n, worded, hub=key in hubs)) for key, n, worded in top)


def _reasons(ads: int, texts: int, *, hub: bool) -> tuple[str, ...]:
    together = f"{_count(ads, 'ad carries', 'ads carry')} both, in {_count(texts, 'wording', 'different wordings')}"
    if hub:
        return (together, "used by so many others that it says nothing about who belongs together")
    return (together,)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _hit(keys: Sequence[LinkKey]) -> tuple[str, tuple[str, ...]]:
    """The ads under any of the keys, each once, as a subquery with its values."""
    one = "SELECT ad FROM key WHERE kind = ? AND value = ?"
    return " UNION ".join([one] * len(keys)), tuple(part for key in keys for part in (key.kind, key.value))


def _ads(connection: apsw.Connection, keys: Sequence[LinkKey]) -> list[Any]:
    if not keys:
        return []
    hit, values = _hit(keys)
    return reading.rows(connection, _HELD.format(hit), values)


def _sites(connection: apsw.Connection, ads: Iterable[Any]) -> tuple[Count, ...]:
    counted = Counter(ad[2] for ad in ads)
    names = dict(reading.rows(connection, "SELECT site, slug FROM site")) if counted else {}
    return rank({names[site]: number for site, number in counted.items()})


def _places(connection: apsw.Connection, keys: Sequence[LinkKey]) -> tuple[PlaceSpan, ...]:
    hit, values = _hit(keys)
    spans = [
        PlaceSpan(name, ads, from_micros(first), from_micros(last), lat, lon)
        for name, ads, first, last, lat, lon in reading.rows(connection, _PLACES.format(hit), values)
    ]
    return tuple(sorted(spans, key=lambda span: (-span.ads, span.value, span.lat)))


def _weeks(ads: Iterable[Any]) -> tuple[Count, ...]:
    weeks: Counter[str] = Counter()
    for day, number in Counter(ad[3] // _DAY for ad in ads).items():
        weeks[iso_week(from_micros(day * _DAY))] += number
    return tuple(Count(week, weeks[week]) for week in sorted(weeks))


def _cluster(connection: apsw.Connection, keys: Sequence[LinkKey]) -> str:
    """The cluster most of these ads are in."""
    hit, values = _hit(keys)
    found = reading.rows(connection, _CLUSTER.format(hit), values)
    return str(found[0][0]) if found else ""


def rank(counted: dict[str, int]) -> tuple[Count, ...]:
    """Most ads first, then by name."""
    return tuple(Count(value, n) for value, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])))
