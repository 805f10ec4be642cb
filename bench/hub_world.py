"""A made-up world with known truth for the linker: posters with several contacts, hubs, stolen numbers, near copies.

120k posters and 30 hub keys to one million ads, hubs on 0.02 to 0.5 % of ads, 0.4 % of ads with somebody else's number,
near-copy texts for 60 % of each poster's ads. Numbers are 555 numbers, never committed.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey

_START: Final = datetime(2025, 1, 1, tzinfo=UTC)
_VOCABULARY: Final = 60_000
_HUBS: Final = 30


@dataclass(frozen=True, slots=True)
class MadeAd:
    """An ad, its text, and what the generator alone knows: the number of its poster, and the keys that are the
    poster's."""

    input: LinkInput
    text: str
    poster: int
    own: tuple[LinkKey, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """Contacts of one poster, its own wording (word numbers) and the days it is active."""

    phones: tuple[LinkKey, ...]
    emails: tuple[LinkKey, ...]
    handles: tuple[LinkKey, ...]
    wording: NDArray[np.int64]
    first_day: int
    days: int


class HubWorld:
    """`ads` made-up ads; the same seed makes the same world."""

    def __init__(self, ads: int, seed: int = 1, words: int = 72) -> None:
        self._chance = np.random.default_rng(seed)
        self._ads = ads
        self._words = words
        shares = 1 / np.arange(1, _VOCABULARY + 1)
        self._cumulated = np.cumsum(shares / shares.sum())
        self._names = [f"word{number}" for number in range(_VOCABULARY)]
        self._numbers = 0
        self._posters = [self._make_poster() for _ in range(max(ads * 120 // 1000, 1))]
        self._hubs = [self._number() for _ in range(_HUBS)]
        self._hub_shares = np.geomspace(0.0002, 0.005, _HUBS)

    def __iter__(self) -> Iterator[MadeAd]:
        """Ads in random order of posters: busy posters make many, most make a few."""
        chance = self._chance
        weights = chance.lognormal(0, 0.8, len(self._posters))
        makers = chance.choice(len(self._posters), self._ads, p=weights / weights.sum())
        for number, maker in enumerate(makers.tolist()):
            poster = self._posters[maker]
            text = self._write(poster)
            day = poster.first_day + int(chance.integers(poster.days))
            seen = _START + timedelta(days=day, seconds=int(chance.integers(86_400)))
            keys = tuple(sorted(set(self._carry(poster))))
            digest = hashlib.sha256(f"{maker} {text}".encode()).hexdigest()
            theirs = {*poster.phones, *poster.emails, *poster.handles}
            own = tuple(key for key in keys if key in theirs)
            yield MadeAd(LinkInput(f"s:{number:07d}", keys, digest, seen, seen), text, maker, own)

    def _carry(self, poster: Poster) -> Iterator[LinkKey]:
        """Contacts go together as people paste them, one phone with its address and name; now and then another
        phone."""
        chance = self._chance
        card = min(int(chance.geometric(0.6)) - 1, len(poster.phones) - 1)
        for keys, share in ((poster.phones, 0.9), (poster.emails, 0.55), (poster.handles, 0.45)):
            if keys and chance.random() < share:
                yield keys[card % len(keys)]
        if chance.random() < 0.35:
            yield poster.phones[int(chance.integers(len(poster.phones)))]
        if chance.random() < 0.004:
            yield self._posters[int(chance.integers(len(self._posters)))].phones[0]
        for hub in np.flatnonzero(chance.random(_HUBS) < self._hub_shares).tolist():
            yield self._hubs[hub]

    def _write(self, poster: Poster) -> str:
        words = self._draw_words() if self._chance.random() >= 0.6 else poster.wording.copy()
        changed = int(self._chance.integers(0, 7))
        for place in self._chance.integers(0, self._words, changed).tolist():
            words[place] = self._draw(1)[0]
        return " ".join(self._names[word] for word in words.tolist())

    def _make_poster(self) -> Poster:
        chance = self._chance
        return Poster(
            tuple(self._number() for _ in range(int(chance.integers(1, 6)))),
            tuple(self._contact("email") for _ in range(int(chance.integers(0, 3)))),
            tuple(self._contact("handle") for _ in range(int(chance.integers(0, 3)))),
            self._draw_words(),
            int(chance.integers(0, 300)),
            int(chance.integers(20, 120)),
        )

    def _number(self) -> LinkKey:
        self._numbers += 1
        area, line = divmod(self._numbers, 10_000)
        return LinkKey("phone", f"+1{200 + area}555{line:04d}")

    def _contact(self, kind: str) -> LinkKey:
        self._numbers += 1
        return LinkKey(kind, f"name{self._numbers}@example.org" if kind == "email" else f"site:name{self._numbers}")

    def _draw_words(self) -> NDArray[np.int64]:
        return self._draw(self._words)

    def _draw(self, count: int) -> NDArray[np.int64]:
        return np.minimum(np.searchsorted(self._cumulated, self._chance.random(count)), _VOCABULARY - 1)


def rate_pairs(groups: NDArray[np.int64], truth: NDArray[np.int64]) -> tuple[float, float, float]:
    """Pair precision, pair recall, and the largest group's share; -1 marks an ad in no group."""
    alone = np.flatnonzero(groups < 0)
    groups = groups.copy()
    groups[alone] = groups.max(initial=0) + 1 + np.arange(len(alone))
    both = _pairs(groups * (int(truth.max()) + 1) + truth)
    found, real = _pairs(groups), _pairs(truth)
    return both / max(found, 1), both / max(real, 1), float(np.bincount(groups).max() / len(groups))


def _pairs(labels: NDArray[np.int64]) -> int:
    _, counts = np.unique(labels, return_counts=True)
    return int((counts * (counts - 1) // 2).sum())
