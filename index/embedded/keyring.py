"""Keys by number: each `kind:value` is stored once, with the number of ads that carry it."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import apsw

from matching.links.keys import LINKING_KINDS, LinkKey

TAILED: Final = ("phone",)
"""Kinds of which people know the end only: their values are kept reversed too, so that an ending is a range."""

_COUNT: Final = """INSERT INTO link_key(kind, value, tail, ads) VALUES(?,?,?,?)
                   ON CONFLICT(kind, value) DO UPDATE SET ads = ads + excluded.ads RETURNING key, ads"""
_SHIFT: Final = "UPDATE link_key SET ads = ads + ? WHERE key = ? RETURNING ads"

_LINKING: Final = frozenset(LINKING_KINDS)

Name = tuple[str, str]


class Keyring:
    """Numbers and counts of the keys of one batch. Everything happens inside the caller's transaction.

    `counts` has the ads of every key that was asked for, before this batch and after it.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._numbers: dict[Name, int] = {}
        self.counts: dict[int, tuple[int, int]] = {}

    def add(self, carried: Mapping[Name, int]) -> None:
        """Number these keys and add so many ads to each. Sorted: neighbours in the tree are written together, which
        is what makes bulk loading fast."""
        names = sorted(carried)
        values = ((kind, value, value[::-1] if kind in TAILED else None, carried[kind, value]) for kind, value in names)
        for name, (key, ads) in zip(names, self._connection.executemany(_COUNT, values), strict=True):
            self._numbers[name] = key
            self.counts[key] = (ads - carried[name], ads)

    def sort_out(self, names: Iterable[Name]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Numbers of keys that were added, ascending: those that can hold ads together, and the others."""
        linking: list[int] = []
        others: list[int] = []
        for name in names:
            (linking if name[0] in _LINKING else others).append(self._numbers[name])
        return tuple(sorted(linking)), tuple(sorted(others))

    def read(self, keys: Iterable[int]) -> None:
        """Learn the counts of these, where they are not known yet."""
        for key in set(keys) - self.counts.keys():
            for (ads,) in self._connection.execute("SELECT ads FROM link_key WHERE key = ?", (key,)):
                self.counts[key] = (ads, ads)

    def shift(self, more: Counter[int]) -> list[str]:
        """Change the counts of keys by number; a key on no ad any more is forgotten, and whether it was a hub. Returns
        those."""
        for key, number in sorted(more.items()):
            if number:
                shifted: list[Any] = self._connection.execute(_SHIFT, (number, key)).fetchall()
                ads = int(shifted[0][0])
                self.counts[key] = (self.counts.get(key, (ads - number, 0))[0], ads)
        gone = [(key,) for key, (_, after) in self.counts.items() if after <= 0]
        self._connection.executemany("DELETE FROM hub_key WHERE key = ?", gone)
        forget = "DELETE FROM link_key WHERE key = ? AND ads <= 0 RETURNING kind, value"
        return [f"{kind}:{value}" for kind, value in self._connection.executemany(forget, gone)]


def pack_numbers(numbers: Collection[int]) -> bytes:
    """Numbers of keys or places as four bytes each, ascending."""
    return array("I", sorted(numbers)).tobytes()


def read_numbers(packed: bytes) -> tuple[int, ...]:
    """What `pack_numbers` packed."""
    return tuple(memoryview(packed).cast("I"))


def find_keys(connection: apsw.Connection, keys: Iterable[LinkKey]) -> dict[LinkKey, tuple[int, int, bool]]:
    """Number, ads and whether it is a hub, of those keys that are held."""
    statement = """SELECT link_key.key, ads, hub_key.key IS NOT NULL FROM link_key LEFT JOIN hub_key USING(key)
                   WHERE kind = ? AND value = ?"""
    found = {}
    for key in dict.fromkeys(keys):
        for number, ads, is_hub in connection.execute(statement, (key.kind, key.value)):
            found[key] = (int(number), int(ads), bool(is_hub))
    return found


def name_keys(connection: apsw.Connection, numbers: Iterable[int]) -> list[tuple[int, LinkKey, int, bool]]:
    """Number, key, ads and whether it is a hub, in the order asked."""
    found = connection.execute(_NAMES, (list_numbers(numbers),))
    return [(number, LinkKey(kind, value), ads, bool(is_hub)) for number, kind, value, ads, is_hub in found]


# One statement for all: stepping into a statement anew for each number takes ten times as long.
_NAMES: Final = """SELECT link_key.key, kind, link_key.value, ads, hub_key.key IS NOT NULL FROM json_each(?) AS wanted
                   CROSS JOIN link_key ON link_key.key = wanted.value
                   LEFT JOIN hub_key ON hub_key.key = link_key.key"""


def list_numbers(numbers: Iterable[int]) -> str:
    """Numbers as SQLite's `json_each` takes them."""
    return f"[{','.join(map(str, numbers))}]"
