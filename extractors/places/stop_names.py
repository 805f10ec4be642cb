"""Names of towns that ads use for something else: parts of the world, months, days, brands, endearments."""

from typing import Final

NEED_A_REGION: Final = frozenset({
    "asia", "europe", "europa", "africa", "america", "oceania", "march", "may", "april", "june", "august", "marzo",
    "mayo", "mars", "mai", "sunday", "monday", "friday", "saturday", "domingo", "sabado", "ajax", "carrefour", "oss",
    "java", "casper", "best", "man", "bar", "same", "most", "college", "university", "van", "lodge", "sale", "deal",
    "male", "center", "media", "security", "international", "enterprise", "market", "general", "opportunity",
    "business", "financial", "safety", "key", "major", "great", "high", "big", "art", "split", "price", "rosa",
    "rosas", "linda", "dulce", "bella", "angel", "paradise", "crystal", "hope", "mission", "spring", "union",
    "liberty", "independence", "commerce", "industry", "ford", "tesla", "nokia", "valentine", "the valley",
    "the village", "the villages", "angelica", "monica",
})  # fmt: skip
"""Read as a city only with a state, a country or a ZIP code behind them."""
