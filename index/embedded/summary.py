"""The summary behind every look-up, from the key store alone: sums where a key is busy, its few ads where it is not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Final

import apsw

from index.embedded import reading, tallies
from index.embedded.keyring import find_keys, list_numbers, name_keys, read_numbers
from index.embedded.tallies import PLACE, SITE, WEEK, WHOLE
from index.instants import from_micros, iso_week
from index.results import Count, LinkedKey, PlaceSpan, Summary
from matching.links.keys import LINKING_KINDS, LinkKey

_SHOWN_ADS: Final = 200
_SHOWN_LINKED: Final = 50
_SHOWN_PLACES: Final = 100
_COUNTED_LINKED: Final = 1000
_ASKED_FIRST: Final = 20
_SHOWN: Final = "SELECT ad, ad_id, wording, carried FROM key_ad WHERE key = ? ORDER BY age, ad LIMIT ?"
_COUNTED: Final = """SELECT ad, ad_id, wording, carried, places, site, -age - dated, -age - seen, -age
                     FROM key_ad WHERE key = ?"""
_CLUSTERS: Final = (
    """SELECT cluster_id FROM json_each(?) AS wanted CROSS JOIN cluster_ad ON cluster_ad.ad = wanted.value"""
)
_OFTEN: Final = """SELECT item, ads FROM tally INDEXED BY tally_by_ads WHERE key = ? AND what = 4 AND ads > 1
                   ORDER BY ads DESC, item LIMIT ?"""
_ONCE: Final = "SELECT item, ads FROM tally WHERE key = ? AND what = 4 AND ads = 1 ORDER BY item LIMIT ?"
_PLACES: Final = """SELECT name, lat, lon, ads, first, last FROM tally CROSS JOIN place ON place.place = item
                    WHERE key = ? AND what = ? ORDER BY ads DESC, name, lat LIMIT ?"""
_NAMED: Final = """SELECT place, name, lat, lon FROM json_each(?) AS wanted
                   CROSS JOIN place ON place.place = wanted.value"""

_SUMS: Final = "SELECT what, item, ads, first, last FROM tally WHERE key = ? AND what IN (?, ?, ?)"
_LINKED: Final = "SELECT count(*) FROM (SELECT 1 FROM tally WHERE key = ? AND what = 4 LIMIT ?)"

Span = tuple[int, int, int]
Named = tuple[str, float, float, int, int, int]
Linked = tuple[list[tuple[int, int]], int]


@dataclass(frozen=True, slots=True)
class Sums:
    """Everything counted under the keys asked for. `places` are the most named ones: name, degrees north and east, ads,
    first and last; `linked` the keys on most of the same ads, by number, of `linked_count` (counted to a thousand)."""

    ads: int
    first: int
    last: int
    sites: dict[int, int]
    weeks: dict[int, int]
    places: list[Named]
    place_count: int
    linked: list[tuple[int, int]]
    linked_count: int


def summarise(connection: apsw.Connection, keys: Sequence[LinkKey]) -> Summary:
    """What is held under any of these keys; counts are of distinct ads."""
    held = find_keys(connection, keys)
    seeds = [number for number, _, _ in held.values()]
    hub = any(is_hub for _, _, is_hub in held.values())
    newest, sums = _count(connection, held, seeds)
    leads_nowhere = hub or any(key.kind == "place" for key in keys)  # a city would lead to everybody in it
    return Summary(
        keys=tuple(map(str, keys)),
        ads=sums.ads,
        first_seen_at=from_micros(sums.first) if sums.ads else None,
        last_seen_at=from_micros(sums.last) if sums.ads else None,
        sites=_sites(connection, sums.sites),
        places=tuple(_place(*place) for place in sums.places),
        weeks=tuple(Count(_name_week(week), n) for week, n in sorted(sums.weeks.items())),
        linked=() if leads_nowhere else _linked(connection, sums, newest),
        hub=hub,
        ad_ids=tuple([row[1] for row in newest[:_SHOWN_ADS]]),
        cluster_id=_cluster(connection, [row[0] for row in newest]),
        generation=reading.read_meta(connection, "generation"),
        searched=reading.site_states(connection),
        place_count=sums.place_count,
        linked_count=0 if leads_nowhere else sums.linked_count,
    )


def _count(
    connection: apsw.Connection, held: dict[LinkKey, tuple[int, int, bool]], seeds: list[int]
) -> tuple[list[Any], Sums]:
    if len(seeds) == 1:
        key, (_, ads, is_hub) = next(iter(held.items()))
        if ads > tallies.BUSY:
            linked = ([], 0) if is_hub else _read_linked(connection, seeds[0], key.kind)
            newest = reading.rows(connection, _SHOWN, (seeds[0], _SHOWN_ADS))
            return newest, _read_sums(connection, seeds[0], linked)
    found = {row[0]: row for seed in seeds for row in reading.rows(connection, _COUNTED, (seed,))}
    rows = sorted(found.values(), key=lambda row: (-row[8], row[0]))
    return rows, _count_rows(connection, rows, set(seeds))


def _read_sums(connection: apsw.Connection, key: int, linked: Linked) -> Sums:
    """The answer as it was kept: O(what is shown), however many ads carry the key."""
    counted = reading.rows(connection, _SUMS, (key, WHOLE, SITE, WEEK))
    ((ads, first, last),) = [row[2:] for row in counted if row[0] == WHOLE]
    places = reading.rows(connection, _PLACES, (key, PLACE, _SHOWN_PLACES))
    count = "SELECT count(*) FROM tally WHERE key = ? AND what = ?"
    is_cut = len(places) == _SHOWN_PLACES
    return Sums(
        ads,
        first,
        last,
        sites={item: n for what, item, n, _, _ in counted if what == SITE},
        weeks={item: n for what, item, n, _, _ in counted if what == WEEK},
        places=places,
        place_count=int(reading.rows(connection, count, (key, PLACE))[0][0]) if is_cut else len(places),
        linked=linked[0],
        linked_count=linked[1],
    )


def _read_linked(connection: apsw.Connection, key: int, kind: str) -> Linked:
    """The keys on most of the same ads, by number. Of a hub's tens of thousands that share one ad, none is read in
    vain; what is linked to a busy name has no sums and is counted."""
    if kind == "place":
        return [], 0
    if kind not in LINKING_KINDS:
        carried = reading.rows(connection, "SELECT carried FROM key_ad WHERE key = ?", (key,))
        shared = _count_carried(packed for (packed,) in carried)
        return _rank_linked(shared), len(shared)
    found = reading.rows(connection, _OFTEN, (key, _SHOWN_LINKED))
    if len(found) < _SHOWN_LINKED:
        found += reading.rows(connection, _ONCE, (key, _SHOWN_LINKED - len(found)))
    is_cut = len(found) == _SHOWN_LINKED
    return found, int(reading.rows(connection, _LINKED, (key, _COUNTED_LINKED))[0][0]) if is_cut else len(found)


def _count_rows(connection: apsw.Connection, rows: Sequence[Any], seeds: set[int]) -> Sums:
    places: dict[int, Span] = {}
    linked = _count_carried(row[3] for row in rows)
    for *_, named, _, _, first, last in rows:
        for place in read_numbers(named):
            n, since, until = places.get(place, (0, first, last))
            places[place] = (n + 1, min(since, first), max(until, last))
    for seed in seeds:
        del linked[seed]
    names = {place: named for place, *named in reading.rows(connection, _NAMED, (list_numbers(places),))}
    ranked = sorted(((*names[place], *span) for place, span in places.items()), key=lambda one: (-one[3], *one[:2]))
    return Sums(
        ads=len(rows),
        first=min((row[7] for row in rows), default=0),
        last=max((row[8] for row in rows), default=0),
        sites=dict(Counter([row[5] for row in rows])),
        weeks=dict(Counter([tallies.number_week(row[6]) for row in rows])),
        places=ranked[:_SHOWN_PLACES],
        place_count=len(places),
        linked=_rank_linked(linked),
        linked_count=len(linked),
    )


def _count_carried(packed: Iterable[bytes]) -> Counter[int]:
    return Counter(read_numbers(b"".join(packed)))


def _rank_linked(shared: Counter[int]) -> list[tuple[int, int]]:
    return sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:_SHOWN_LINKED]


def _linked(connection: apsw.Connection, sums: Sums, newest: Sequence[Any]) -> tuple[LinkedKey, ...]:
    """Keys that share ads with the seeds, most shared ads first; wordings are counted where every ad is shown."""
    shared = dict(sums.linked)
    texts = _count_texts(newest) if len(newest) >= sums.ads else {}
    found = [
        LinkedKey(str(key), shared[n], hub, _reasons(shared[n], texts.get(n, 0), is_hub=hub))
        for n, key, _, hub in name_keys(connection, shared)
    ]
    return tuple(sorted(found, key=lambda one: (-one.ads, one.key)))


def _count_texts(rows: Sequence[Any]) -> Mapping[int, int]:
    """In how many different texts each key stands."""
    if len({row[2] for row in rows}) == len(rows):
        return _count_carried(row[3] for row in rows)
    pairs: set[tuple[int, bytes]] = set()
    for row in rows:
        pairs.update(zip(read_numbers(row[3]), repeat(row[2])))
    return Counter(map(itemgetter(0), pairs))


def _reasons(ads: int, texts: int, *, is_hub: bool) -> tuple[str, ...]:
    worded = f", in {_name_count(texts, 'wording', 'different wordings')}" if texts else ""
    together = f"{_name_count(ads, 'ad carries', 'ads carry')} both{worded}"
    if is_hub:
        return (together, "used by so many others that it says nothing about who belongs together")
    return (together,)


def _name_count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _sites(connection: apsw.Connection, counted: dict[int, int]) -> tuple[Count, ...]:
    names = dict(reading.rows(connection, "SELECT site, slug FROM site")) if counted else {}
    return rank({names[site]: number for site, number in counted.items()})


def _place(*named: Any) -> PlaceSpan:
    name, lat, lon, ads, first, last = named
    return PlaceSpan(name, ads, from_micros(first), from_micros(last), lat, lon)


@lru_cache(maxsize=4096)
def _name_week(week: int) -> str:
    return iso_week(from_micros(tallies.first_day(week)))


def _cluster(connection: apsw.Connection, newest: Sequence[int]) -> str:
    """The cluster most of the newest ads are in; the others are asked where none of those is in any."""
    for ads in (newest[:_ASKED_FIRST], newest[_ASKED_FIRST:]):
        held = Counter(row[0] for row in reading.rows(connection, _CLUSTERS, (list_numbers(ads),))) if ads else None
        if held:
            return str(min(held, key=lambda cluster_id: (-held[cluster_id], cluster_id)))
    return ""


def rank(counted: dict[str, int]) -> tuple[Count, ...]:
    """Most ads first, then by name."""
    return tuple(Count(value, n) for value, n in sorted(counted.items(), key=lambda item: (-item[1], item[0])))
