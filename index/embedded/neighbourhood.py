"""Everything linked to a key, hop by hop, over the numbers of keys that each ad carries."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

import apsw
import numpy as np
from numpy.typing import NDArray

from index.embedded.keyring import find_keys, list_numbers, name_keys
from index.embedded.reading import rows
from index.engine import Neighbourhood
from index.results import LinkedKey
from matching.links.keys import LinkKey

_MOST_ADS: Final = 2000
_MOST_KEYS: Final = 500  # shown; the nearest, and of those the ones on most ads
_BUSY_ADS: Final = 100  # a key on more ads is shown and not passed through: .1 % of keys, and most of the time it takes

Numbers = NDArray[np.uint32]
_PASSABLE: Final = """SELECT link_key.key FROM json_each(?) AS wanted
                      CROSS JOIN link_key ON link_key.key = wanted.value
                      WHERE ads <= ? AND NOT EXISTS (SELECT 1 FROM hub_key WHERE hub_key.key = link_key.key)"""
_UNDER: Final = """SELECT ad, ad_id, carried FROM json_each(?) AS wanted
                   CROSS JOIN key_ad ON key_ad.key = wanted.value LIMIT ?"""


class Walk:
    """Breadth first from a seed; hubs and busy keys are listed and not passed through."""

    def __init__(self, connection: apsw.Connection, seed: LinkKey) -> None:
        self._connection = connection
        self._seed = seed
        self._ads: dict[int, str] = {}
        self._hops: dict[int, int] = {}
        self._carried: list[bytes] = []
        self._truncated = False

    def run(self, hops: int) -> Neighbourhood:
        """Walk at most `hops` from the seed. A seed that is a hub leads nowhere."""
        start = find_keys(self._connection, [self._seed]).get(self._seed)
        if start is None or start[2]:
            return Neighbourhood(self._seed, (), (), truncated=False)
        self._hops[start[0]] = 0
        frontier = [start[0]]
        for hop in range(1, hops + 1):
            fresh = [key for key in np.unique(self._enter(frontier)).tolist() if key not in self._hops]
            self._hops.update(dict.fromkeys(fresh, hop))
            frontier = self._passable(fresh) if hop < hops else []
        return Neighbourhood(self._seed, self._linked(), tuple(sorted(self._ads.values())), self._truncated)

    def _enter(self, keys: Iterable[int]) -> Numbers:
        """Numbers of the keys on ads under these that were not seen before."""
        under = rows(self._connection, _UNDER, (list_numbers(keys), 2 * _MOST_ADS))
        fresh = {ad: (ad_id, carried) for ad, ad_id, carried in under if ad not in self._ads}
        room = _MOST_ADS - len(self._ads)
        self._truncated = self._truncated or len(under) == 2 * _MOST_ADS or len(fresh) > room
        entered = list(islice(fresh.items(), room))
        self._ads.update((ad, ad_id) for ad, (ad_id, _) in entered)
        carried = b"".join([numbers for _, (_, numbers) in entered])
        self._carried.append(carried)
        return np.frombuffer(carried, np.uint32)

    def _passable(self, keys: list[int]) -> list[int]:
        passable = [int(row[0]) for row in rows(self._connection, _PASSABLE, (list_numbers(keys), _BUSY_ADS))]
        self._truncated = self._truncated or len(passable) < len(keys)
        return passable

    def _linked(self) -> tuple[tuple[LinkedKey, int], ...]:
        """The nearest keys first, of those the ones on most of the ads that were passed."""
        found, counts = np.unique(np.frombuffer(b"".join(self._carried), np.uint32), return_counts=True)
        hops = np.fromiter((self._hops[key] for key in found.tolist()), np.int64, len(found))
        ranked = np.lexsort((found, -counts, hops))[np.count_nonzero(hops == 0) :]  # all but the seed
        self._truncated = self._truncated or len(ranked) > _MOST_KEYS
        shown = ranked[:_MOST_KEYS]
        shared = dict(zip(found[shown].tolist(), counts[shown].tolist(), strict=True))
        linked = [
            (LinkedKey(str(key), shared[number], hub, ()), self._hops[number])
            for number, key, _, hub in name_keys(self._connection, shared)
        ]
        return tuple(sorted(linked, key=lambda row: (row[1], -row[0].ads, row[0].key)))
