"""Everything linked to a key, hop by hop."""

from collections import Counter
from typing import Final

import apsw

from index.embedded import reading
from index.engine import Neighbourhood
from index.results import LinkedKey
from matching.links.keys import LINKING_KINDS, LinkKey

_MOST_ADS: Final = 2000
_MOST_KEYS: Final = 1000
_BUSY_ADS: Final = 100  # a key on more ads is shown and not passed through: .1 % of keys, and most of the time it takes


class Walk:
    """Breadth first from a seed; hubs and busy keys are listed and not passed through."""

    def __init__(self, connection: apsw.Connection, seed: LinkKey) -> None:
        self._connection = connection
        self._seed = seed
        self._ads: dict[int, str] = {}
        self._hops: dict[LinkKey, int] = {seed: 0}
        self._shared: Counter[LinkKey] = Counter()
        self._hubs = {LinkKey(*row) for row in reading.rows(connection, "SELECT kind, value FROM hub")}
        self._truncated = False

    def run(self, hops: int) -> Neighbourhood:
        """Walk at most `hops` from the seed. A seed that is a hub leads nowhere."""
        frontier = [] if self._seed in self._hubs else [self._seed]
        for hop in range(1, hops + 1):
            fresh = [key for key in self._keys_of(self._enter(frontier)) if key not in self._hops]
            self._hops.update(dict.fromkeys(fresh, hop))
            frontier = self._passable(fresh) if hop < hops else []
        keys = [(key, hop) for key, hop in self._hops.items() if key != self._seed]
        keys.sort(key=lambda item: (item[1], -self._shared[item[0]], item[0]))
        self._truncated = self._truncated or len(keys) > _MOST_KEYS
        linked = tuple(
            (LinkedKey(str(key), self._shared[key], key in self._hubs, ()), hop) for key, hop in keys[:_MOST_KEYS]
        )
        return Neighbourhood(self._seed, linked, tuple(sorted(self._ads.values())), self._truncated)

    def _enter(self, keys: list[LinkKey]) -> list[int]:
        """Ads under these keys that were not seen before."""
        statement = "SELECT ad, ad_id FROM key CROSS JOIN ad USING(ad) WHERE kind = ? AND value = ?"
        fresh = []
        for ad, ad_id in self._connection.executemany(statement, [(key.kind, key.value) for key in keys]):
            if len(self._ads) >= _MOST_ADS:
                self._truncated = True
                break
            if ad not in self._ads:
                self._ads[ad] = ad_id
                fresh.append(ad)
        return fresh

    def _keys_of(self, ads: list[int]) -> list[LinkKey]:
        found: dict[LinkKey, None] = {}
        rows = self._connection.executemany("SELECT kind, value FROM ad_key WHERE ad = ?", [(ad,) for ad in ads])
        for kind, value in rows:
            if kind in LINKING_KINDS:
                key = LinkKey(kind, value)
                found[key] = None
                self._shared[key] += 1
        return list(found)

    def _passable(self, keys: list[LinkKey]) -> list[LinkKey]:
        held = reading.count_ads(self._connection, [key for key in keys if key not in self._hubs])
        passable = [key for key, ads in held.items() if ads <= _BUSY_ADS]
        self._truncated = self._truncated or len(passable) < len(held)
        return passable
