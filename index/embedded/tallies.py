"""Sums under each busy key, kept exact at every write, so that a look-up reads its answer and not the key's ads.

A key on few ads has none: counting a handful of rows is as fast as reading sums, and most keys are on one ad.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import apsw

BUSY: Final = 32
"""A key on more ads than this has sums. Measured: counting 64 ads takes .77 ms, reading sums .7; after a restart each
ad is two pages of the disk, and 32 ads take as long as the names of what is linked."""

WHOLE, SITE, PLACE, WEEK, LINKED = range(5)
"""What a sum is of: all ads of the key, those of a site, a place, a week, those that carry another key too."""

_DAY: Final = 86_400_000_000
_NEVER: Final = (1 << 62, -(1 << 62))
_TIMED: Final = (WHOLE, PLACE)  # the others are asked for their count alone

Item = tuple[int, int]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What sums need of one ad: numbers of its site, linking keys, places and other keys (names, slices of pictures),
    its times in microseconds. The linker knows no others: two standings that differ in them alone are equal."""

    site: int
    first: int
    last: int
    at: int
    keys: Sequence[int]
    places: Sequence[int]
    others: Sequence[int] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Shift:
    """An ad before and after a write; None where it was not or is no more."""

    old: Standing | None
    new: Standing | None


@dataclass(slots=True)
class Sum:
    """Change of one row; `ads` may be 0 where only times move."""

    ads: int
    first: int
    last: int


def number_week(at: int) -> int:
    """Weeks since the Monday before 1970."""
    return (at // _DAY + 3) // 7


def first_day(week: int) -> int:
    """Microseconds since 1970 of the Monday on which a week begins."""
    return (week * 7 - 3) * _DAY


class Tallies:
    """Lives as long as one write call. Everything happens inside the caller's transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def apply(self, shifts: Iterable[Shift], counts: Mapping[int, tuple[int, int]]) -> None:
        """`counts` has the ads of every key of these shifts before and after; the tables are written already."""
        shifts = list(shifts)
        if any(before > BUSY or after > BUSY for before, after in counts.values()):
            carried = {key for shift in shifts for key in (*_keys(shift.old), *_keys(shift.new))}
            self._apply(shifts, {key: counts[key] for key in carried})

    def _apply(self, shifts: list[Shift], counts: Mapping[int, tuple[int, int]]) -> None:
        anew = {key for key, (before, after) in counts.items() if before <= BUSY < after}
        gone = {key for key, (before, after) in counts.items() if after <= BUSY < before}
        busy = {key for key, (before, after) in counts.items() if before > BUSY and after > BUSY}
        sums: dict[tuple[int, int, int], Sum] = {}
        for shift in shifts if busy else ():
            for key in busy.intersection((*_keys(shift.old), *_keys(shift.new))) - anew:
                if not self._shift(sums, key, shift):
                    anew.add(key)
        kept = [(*name, change.ads, change.first, change.last) for name, change in sums.items() if name[0] not in anew]
        self._connection.executemany(
            """INSERT INTO tally VALUES(?,?,?,?,?,?) ON CONFLICT DO UPDATE SET ads = ads + excluded.ads,
               first = min(first, excluded.first), last = max(last, excluded.last)""",
            sorted(kept),
        )
        lost = [name for name, change in sums.items() if change.ads < 0]
        self._connection.executemany("DELETE FROM tally WHERE key = ? AND what = ? AND item = ? AND ads <= 0", lost)
        self._connection.executemany("DELETE FROM tally WHERE key = ?", [(key,) for key in gone])
        build(self._connection, anew)

    def _shift(self, sums: dict[tuple[int, int, int], Sum], key: int, shift: Shift) -> bool:
        """Add the change to `sums`; False where only counting anew can tell (an earliest or latest time may go)."""
        new = _items(key, shift.new)
        if shift.old is None:
            for (what, item), span in new:
                _add(sums, (key, what, item), 1, span)
            return True
        return self._replace(sums, key, dict(_items(key, shift.old)), new)

    def _replace(
        self, sums: dict[tuple[int, int, int], Sum], key: int, old: dict[Item, Span], new: list[tuple[Item, Span]]
    ) -> bool:
        for (what, item), (first, last) in new:
            before = old.pop((what, item), None)
            if before and (before[0] < first or before[1] > last):
                return False
            _add(sums, (key, what, item), int(before is None), (first, last))
        for (what, item), span in old.items():
            if what in _TIMED and self._is_edge((key, what, item), span):
                return False
            _add(sums, (key, what, item), -1, _NEVER if what in _TIMED else (0, 0))
        return True

    def _is_edge(self, name: tuple[int, int, int], span: Span) -> bool:
        """Whether these times are the earliest or latest of a sum."""
        held = "SELECT first, last FROM tally WHERE key = ? AND what = ? AND item = ?"
        return any(span[0] <= first or span[1] >= last for first, last in self._connection.execute(held, name))


def build(connection: apsw.Connection, keys: Iterable[int]) -> None:
    """Count these keys anew from their ads."""
    for key in sorted(keys):
        rows = count_anew(connection, key)
        connection.execute("DELETE FROM tally WHERE key = ?", (key,))
        connection.executemany("INSERT INTO tally VALUES(?,?,?,?,?,?)", rows)


def count_anew(connection: apsw.Connection, key: int) -> Iterator[tuple[int, ...]]:
    """The rows a key must have, in order."""
    sums: dict[tuple[int, int, int], Sum] = {}
    held = "SELECT site, -age - seen, -age, -age - dated, carried, places FROM key_ad WHERE key = ?"
    for site, first, last, at, carried, places in connection.execute(held, (key,)):
        keys, named = memoryview(carried).cast("I"), memoryview(places).cast("I")
        for (what, item), span in _items(key, Standing(site, first, last, at, keys, named, (key,))):
            _add(sums, (key, what, item), 1, span)
    for name, total in sorted(sums.items(), key=lambda one: one[0]):
        yield (*name, total.ads, total.first, total.last)


def _keys(standing: Standing | None) -> Sequence[int]:
    return (*standing.keys, *standing.others) if standing else ()


def _items(key: int, standing: Standing | None) -> list[tuple[Item, Span]]:
    """The sums that an ad counts in under a key it carries, with its times where they matter. What is linked to a name
    has no sums: a city would have one for every number in it."""
    links = standing is not None and key in standing.keys
    if standing is None or not (links or key in standing.others):
        return []
    span = (standing.first, standing.last)
    items = [((WHOLE, 0), span), ((SITE, standing.site), (0, 0)), ((WEEK, number_week(standing.at)), (0, 0))]
    items += [((PLACE, place), span) for place in standing.places]
    items += [((LINKED, other), (0, 0)) for other in standing.keys if other != key] if links else []
    return items


def _add(sums: dict[tuple[int, int, int], Sum], name: tuple[int, int, int], ads: int, span: Span) -> None:
    held = sums.get(name)
    if held is None:
        sums[name] = Sum(ads, *span)
    else:
        held.ads += ads
        held.first, held.last = min(held.first, span[0]), max(held.last, span[1])
