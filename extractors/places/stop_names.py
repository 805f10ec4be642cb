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

EVERYDAY: Final = frozenset({
    "airport", "alliance", "angers", "anthem", "apex", "azul", "bank", "barking", "bath", "bear", "begun", "bell",
    "bello", "bend", "bountiful", "brick", "butte", "cali", "campana", "campina", "canning", "cave", "centennial",
    "central", "centro", "champa", "chia", "clay", "cloverleaf", "cocoa", "colina", "commonwealth",
    "confederation", "converse", "crown", "defiance", "delta", "dig", "eagle", "eden", "evergreen", "federal",
    "felling", "fishers", "fleet", "flint", "florida", "fords", "forest", "fountain", "frontera", "fundacion",
    "garner", "gold", "golden", "gracia", "grays", "green", "hale", "harrow", "hays", "hermosa", "hickory",
    "highland", "hillside", "holiday", "homestead", "hook", "humble", "hurricane", "imperial", "jordan",
    "keystone", "la", "lancing", "lar", "largo", "latina", "laurel", "liberal", "libertad", "lima", "linden",
    "mango", "manly", "manteca", "marina", "mascot", "mentor", "meridian", "mesa", "midway", "mobile", "monte",
    "morena", "moreno", "moron", "mustang", "neath", "newton", "nice", "noma", "normal", "obra", "officer", "one",
    "orange", "orchards", "overland", "pace", "palo", "papaya", "paraiso", "paramount", "parla", "parole", "pasto",
    "pearl", "pipe", "plantation", "plum", "portage", "prosper", "providence", "punch", "reading", "republic",
    "reservoir", "resistencia", "retiro", "retreat", "revere", "roman", "romana", "rouge", "rubi", "rugby", "rye",
    "samba", "sandy", "savage", "seaside", "serena", "shoreline", "soledad", "sparks", "springs", "stow",
    "sulphur", "summit", "sunrise", "sunset", "superior", "surprise", "swords", "tabaco", "temple", "terrace",
    "than", "torrent", "tours", "una", "upland", "uptown", "vasco", "vaso", "vineyard", "vista", "walker",
    "walnut", "ware", "welling", "westerly", "wheeling", "woodland", "wright",
})  # fmt: skip
"""In lower case a word even behind "in" or "en"; other dictionary words ("in reno", "en sevilla") are towns there."""
