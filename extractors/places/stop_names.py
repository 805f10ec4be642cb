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
    "airport", "alliance", "anthem", "apex", "bank", "barking", "bath", "bear", "begun", "bell", "bend", "bountiful",
    "brick", "butte", "canning", "cave", "centennial", "central", "champa", "clay", "cloverleaf", "cocoa",
    "commonwealth", "confederation", "converse", "crown", "defiance", "delta", "dig", "eagle", "eden", "evergreen",
    "felling", "fishers", "fleet", "flint", "forest", "fords", "fountain", "garner", "gold", "golden", "grays", "green",
    "hale", "harrow", "hays", "hickory", "highland", "hillside", "holiday", "homestead", "hook", "humble", "hurricane",
    "imperial", "keystone", "la", "lar", "largo", "laurel", "lancing", "liberal", "lima", "linden", "mango", "manly",
    "manteca", "marina", "mascot", "mentor", "meridian", "midway", "mobile", "mustang", "neath", "newton", "noma",
    "normal", "officer", "one", "orange", "orchards", "overland", "pace", "papaya", "paramount", "parole", "pearl",
    "pipe", "plantation", "plum", "portage", "prosper", "providence", "punch", "reading", "republic", "reservoir",
    "retreat", "revere", "rouge", "rugby", "rye", "samba", "sandy", "savage", "seaside", "shoreline", "sparks",
    "springs", "stow", "sulphur", "summit", "sunrise", "sunset", "superior", "surprise", "swords", "temple", "terrace",
    "than", "upland", "uptown", "una", "vineyard", "vista", "walker", "walnut", "ware", "welling", "westerly",
    "wheeling", "woodland", "wright", "nice", "tours", "angers",
    "azul", "bello", "campana", "campina", "centro", "chia", "colina", "frontera", "fundacion", "gracia", "hermosa",
    "latina", "libertad", "mesa", "monte", "morena", "moreno", "moron", "obra", "palo", "paraiso", "parla", "pasto",
    "resistencia", "retiro", "romana", "rubi", "serena", "soledad", "tabaco", "torrent", "vasco", "vaso",
})  # fmt: skip
"""In lower case a word even behind "in" or "en"; other dictionary words ("in reno", "en sevilla") are towns there."""
