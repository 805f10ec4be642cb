"""Made-up documents for the index benchmarks: Zipf words, 40 % near copies, busy numbers, places, indicators."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from index.names import name_key
from matching.links.keys import LinkKey

_START: Final = datetime(2025, 1, 1, tzinfo=UTC)
_VOCABULARY: Final = 60_000
_PLACES: Final = 400
_WORDS: Final = 72
_BLOCK: Final = 10_000


class IndexWorld:
    """`ads` documents of one seed; `numbers` are the phones with how many ads carry them, the busiest on 0.1 % of
    ads."""

    def __init__(self, ads: int, seed: int = 3) -> None:
        self._chance = np.random.default_rng(seed)
        self._ads = ads
        shares = 1 / np.arange(1, _VOCABULARY + 1)
        self._cumulated = np.cumsum(shares / shares.sum())
        self.words = [f"word{number}" for number in range(_VOCABULARY)]
        busy = 1 / np.arange(60, ads * 27 // 100 + 70) ** 0.8
        self._busy = np.cumsum(busy / busy.sum())
        self._templates = self._draw(ads // 25 + 1)
        self._places = [
            (f"Town{number}, S{number % 50}, US", float(lat), float(lon))
            for number, (lat, lon) in enumerate(
                zip(self._chance.uniform(25, 49, _PLACES), self._chance.uniform(-124, -67, _PLACES), strict=True)
            )
        ]

    def phone(self, number: int) -> str:
        """The phone of that rank; world numbers, never committed."""
        area, line = divmod(number, 10_000)
        return f"+1{200 + area}555{line:04d}"

    def draw_phones(self, count: int) -> list[str]:
        """Phones as ads carry them: busy numbers more often."""
        return [self.phone(int(rank)) for rank in np.searchsorted(self._busy, self._chance.random(count))]

    def city(self, number: int) -> LinkKey | None:
        """A place of the world as it is looked up; each is on one of 400 ads."""
        return name_key("place", self._places[number % _PLACES][0])

    def documents(self, first: int = 0) -> Iterator[Document]:
        """Documents in order of their number, made in blocks, from the block that holds number `first`."""
        for start in range(0, self._ads, _BLOCK):
            size = min(_BLOCK, self._ads - start)
            texts = self._draw(size)
            copies = self._chance.random(size) < 0.4
            texts[copies] = self._templates[self._chance.integers(0, len(self._templates), int(copies.sum()))]
            texts[:, :3] = self._draw(size)[:, :3]
            phones = self.draw_phones(2 * size)
            places = self._chance.integers(0, _PLACES, size).tolist()
            days = self._chance.integers(0, 600, size).tolist()
            for place in range(size) if start + size > first else ():
                held = phones[2 * place : 2 * place + 1 + place % 2]
                yield self._make(start + place, texts[place], held, self._places[places[place]], days[place])

    def _make(
        self, number: int, words: np.ndarray, phones: list[str], place: tuple[str, float, float], day: int
    ) -> Document:
        text = " ".join([self.words[word] for word in words.tolist()] + phones)
        seen = _START + timedelta(days=day, seconds=number % 86_400)
        site = f"site{number % 7}"
        ad = Ad(
            f"{site}:{number}", 1, site, ("commercial", "job")[number % 2], f"https://{site}.example.org/{number}",
            self.words[words[0]], text, seen, seen, language="en", region="US", posted_at=seen,
        )  # fmt: skip
        mentions = [_mention("phone", phone, text) for phone in dict.fromkeys(phones)]
        mentions.append(_mention("place", place[0], text, {"lat": place[1], "lon": place[2]}))
        if number % 5 == 0:
            mentions.append(_mention("indicator", f"X{number % 11}", text))
        if number % 3 == 0:
            mentions.append(_mention("email", f"name{number // 9}@example.org", text))
        return assemble(ad, Extraction("en", analysed=True, mentions=tuple(mentions)))

    def _draw(self, texts: int) -> np.ndarray:
        drawn = np.searchsorted(self._cumulated, self._chance.random((texts, _WORDS)))
        return np.minimum(drawn, _VOCABULARY - 1)


def _mention(kind: str, value: str, text: str, data: dict[str, object] | None = None) -> Mention:
    start = max(text.find(value), 0)
    return Mention(kind, value, value, "text", start, start + len(value), 0.9, "made/1", "1", data=data or {})  # type: ignore[arg-type]
