"""Made-up ads that try every corner of the query model: scripts, spellings, ties, the date line, long names."""

import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from crawlers.ad import Ad
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble
from index.document import Document
from matching.links.keys import LinkKey

START = datetime(2025, 12, 20, 23, 59, 59, 999_999, tzinfo=UTC)
WORDS = (
    *("studio", "quiet", "new", "station", "appointment", "evening", "the", "the"),
    *(
        "café",
        "Café",
        "CAFÉ",
        "ｃａｆｅ",
        "co\u0301",
        "rosé",
        "naïve",
        "𝓈𝓉𝓊𝒹𝒾ℴ",
        "straße",
        "STRASSE",
        "ﬁne",
        "İstanbul",
    ),
    *("don't", "don’t", "555-0134", "202.555.0134", "a1b2", "_x_", "🌹", "🌹🌹"),
    *("東京", "東京都", "マッサージ", "นวดไทย", "привет", "مرحبا", "שלום", "हिन्दी", "ti\u1ebfng"),
)
PLACES = (
    ("Reno, NV, US", 39.5296, -119.8138),
    ("Las Vegas, NV, US", 36.175, -115.1372),
    ("Springfield, IL, US", 39.8017, -89.6437),
    ("Springfield, MO, US", 37.2153, -93.2982),
    ("Suva, FJ", -18.1416, 178.4415),
    ("Apia, WS", -13.8333, -171.7667),
    ("Tromsø, NO", 69.6496, 18.957),
    ("Quito, EC", -0.2298, -78.525),
)
SITES, AD_TYPES, STATUSES = (
    ("alpha", "beta", "gamma.example"),
    ("commercial", "job", "forum", "other"),
    ("live", "gone", "unknown"),
)
LANGUAGES, INDICATORS = ("en", "es", "zh", "ar", ""), ("third_party_control", "new_in_town", "debt", "transport")
PHONES = tuple(f"+1202555{number:04d}" for number in range(100, 140))


@cache
def make_world() -> tuple[Document, ...]:
    """The same documents every time, a few of them special."""
    dice = random.Random(7)
    documents = [draw(dice, f"{dice.choice(SITES)}:{number}") for number in range(400)]
    moment = documents[0].ad.posted_at or START
    documents += [tie(draw(dice, ad_id), moment) for pair in colliding_ids(4) for ad_id in pair]
    documents += [draw(dice, f"alpha:{'x' * 700}{number}") for number in range(3)]  # longer than a server's ids
    documents += [draw(dice, "béta:ключ/№ 7?#&"), with_long_keys(draw(dice, "alpha:longkeys"))]
    return tuple(documents)


def draw(dice: random.Random, ad_id: str) -> Document:
    """One ad."""
    seen = START + timedelta(minutes=dice.randrange(0, 60 * 24 * 90), microseconds=dice.randrange(3))
    ad = Ad(
        ad_id=ad_id, revision=1, site=ad_id.partition(":")[0], ad_type=dice.choice(AD_TYPES),  # type: ignore[arg-type]
        url=f"https://board.example.org/{zlib.crc32(ad_id.encode())}", title=sentence(dice, 3), text=sentence(dice, 25),
        first_seen_at=seen, last_seen_at=seen + timedelta(hours=dice.randrange(50)), region="US",
        posted_at=None if dice.random() < 0.3 else seen - timedelta(days=dice.randrange(9)),
        status=dice.choice(STATUSES),  # type: ignore[arg-type]
    )  # fmt: skip
    mentions = [mention("phone", phone) for phone in dice.sample(PHONES, dice.choice((0, 1, 1, 2)))]
    mentions += [mention("indicator", code) for code in dice.sample(INDICATORS, dice.randrange(3))]
    mentions += [
        mention("place", name, {"lat": lat, "lon": lon})
        for name, lat, lon in dice.sample(PLACES, dice.choice((0, 1, 1, 2)))
    ]
    return assemble(ad, Extraction(dice.choice(LANGUAGES), analysed=True, mentions=tuple(mentions)), (), 1)


def sentence(dice: random.Random, longest: int) -> str:
    """Words with noise between them, now and then one that is very long."""
    words = dice.choices(WORDS, k=dice.randrange(longest))
    if dice.random() < 0.05:
        words.append("ä" * dice.choice((63, 64, 65, 300)))
    return "".join(word + dice.choice((" ", " ", ", ", "\n", " / ", "\u00a0", "\u200b")) for word in words)


def mention(kind: str, value: str, data: dict[str, object] | None = None) -> Mention:
    """A fact that some extractor is sure of."""
    return Mention(kind, value, value, "text", 0, len(value), 0.9, "test", "1", data=data or {})  # type: ignore[arg-type]


def colliding_ids(wanted: int) -> list[tuple[str, str]]:
    """Pairs of ad_ids that share their part of the sort key."""
    held: dict[int, str] = {}
    pairs = []
    for number in range(400_000):
        ad_id = f"alpha:t{number}"
        part = zlib.crc32(ad_id.encode()) >> 2
        if part in held:
            pairs.append((held[part], ad_id))
        held[part] = ad_id
    return pairs[:wanted]


def tie(document: Document, moment: datetime) -> Document:
    """The document posted at exactly that moment."""
    return replace(document, ad=replace(document.ad, posted_at=moment))


def with_long_keys(document: Document) -> Document:
    """Keys that are longer than a term may be in Lucene."""
    keys = tuple(LinkKey("url", f"https://example.org/{'y' * length}") for length in (100, 9_000, 40_000))
    return replace(document, keys=(*document.keys, *keys))
