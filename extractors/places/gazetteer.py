"""The place tables in memory: cities, regions, postal and area codes. Built by bin/build-gazetteer."""

import gzip
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from extractors.language import load_function_words
from extractors.places.city import City
from extractors.places.regions import STATE_STARTS, US_AND_CANADA_CODES, Region, list_regions
from extractors.places.spelling import UNSPELT, spell_key
from extractors.places.stop_names import NEED_A_REGION

_DATA: Final = Path(__file__).resolve().parent.parent / "data"


def read_table(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of extractors/data/."""
    for line in gzip.decompress((_DATA / name).read_bytes()).decode().splitlines():
        yield line.split("\t")


def read_pairs(name: str) -> Iterator[tuple[str, str]]:
    """Return the rows of a table of two columns."""
    return ((left, right) for left, right in read_table(name))


# Two letters that GeoNames lists for the city; in capitals only, since "la" is an article.
NICKNAMES: Final = {
    "LA": 5368361,
    "SF": 5391959,
    "KC": 4393217,
    "SLC": 5780993,
    "OKC": 4544349,
    "PHX": 5308655,
    "PDX": 5746545,
    "STL": 4407066,
    "ABQ": 5454711,
    "TJ": 3981609,
}
PLAIN_NICKNAMES: Final = frozenset({"slc", "okc", "phx", "pdx", "stl", "abq"})
"""Those that are no word and nothing else; in lower case read behind "in"."""
_SHORT_NAMES: Final = {
    "chitown": "chicago",
    "chi town": "chicago",
    "htown": "houston",
    "h town": "houston",
    "mtl": "montreal",
    "hotlanta": "atlanta",
    "philly": "philadelphia",
    "nola": "new orleans",
    "indy": "indianapolis",
    "cincy": "cincinnati",
    "bmore": "baltimore",
    "mpls": "minneapolis",
    "burque": "albuquerque",
    "sactown": "sacramento",
    "beantown": "boston",
    "atx": "austin",
    "htx": "houston",
    "dtla": "los angeles",
    "vancity": "vancouver",
    "the soo": "sault ste marie",
    "kcmo": "kansas city",
    "brissy": "brisbane",
    "chch": "christchurch",
    "brissie": "brisbane",
    "ft mac": "ft mcmurray",
}


class Gazetteer:
    """Look-ups by the spelling of `spell_key`. Rows become City objects only when a text names them."""

    def __init__(self) -> None:
        self._rows: dict[str, list[str]] = {}
        self.longest: dict[str, int] = {}
        """First word of a name -> the most words a name beginning with it has."""
        self.seconds: dict[str, set[str]] = {}
        """First word of a longer name -> the second words it may have, in every spelling."""
        text = gzip.decompress((_DATA / "cities.tsv.gz").read_bytes()).decode()
        for line in text.splitlines():
            keys, row = line.split("\t", 1)
            for key in keys.split("|"):
                self._rows.setdefault(key, []).append(row)
        for short, name in _SHORT_NAMES.items():
            self._rows.setdefault(short, self._rows[name][:1])
        for key in self._rows:
            first, _, rest = key.partition(" ")
            self.longest[first] = max(self.longest.get(first, 0), key.count(" ") + 1)
            if rest:
                self.seconds.setdefault(first, set()).add(rest.partition(" ")[0])
        self.singles = frozenset(self._rows) - load_function_words("en", "es", "fr")
        """Names of one word; "to", "be" and "as" are towns too, but never meant."""
        for spelling, first in UNSPELT.items():
            self.longest[spelling] = self.longest.get(first, 0)
            self.seconds[spelling] = self.seconds.get(first, set())
        for second in self.seconds.values():
            second.update([spelling for spelling, spelt in UNSPELT.items() if spelt in second])
        self._cities: dict[str, tuple[City, ...]] = {}
        self.flags = dict(read_pairs("ambiguous_names.tsv.gz"))
        for key in NEED_A_REGION:
            self.flags[key] = self.flags.get(key, "") + "x"
        self.regions: dict[str, tuple[Region, ...]] = list_regions(
            read_table("admin1.tsv.gz"), read_table("countries.tsv.gz")
        )

    @cached_property
    def region_starts(self) -> frozenset[str]:
        """Words that a state, a country or a code begins with."""
        starts = {key.partition(" ")[0] for key in self.regions}
        return frozenset(starts | set(US_AND_CANADA_CODES) | set(UNSPELT) | {"uk", "us", "sa", "nz"})

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def cities(self, key: str) -> tuple[City, ...]:
        """Every city of that name, the most populous first."""
        found = self._cities.get(key)
        if found is None:
            found = self._cities[key] = tuple(map(_read_city, self._rows.get(key, ())))
        return found

    @cached_property
    def by_id(self) -> dict[int, str]:
        """GeoNames id -> key of the city."""
        return {int(row.rsplit("\t", 1)[1]): key for key, rows in self._rows.items() for row in rows}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Lower-case airport codes that are no word, and the words before a ZIP code."""
        codes = {code.lower() for code in self.airports}
        words = load_function_words("en", "es", "fr") | set(self.longest)
        return frozenset(codes - words) | {code.lower() for code in NICKNAMES} | {"zip", "zipcode"}

    @cached_property
    def plain(self) -> frozenset[str]:
        """Single names that are dictionary words: in lower case they need a region behind them."""
        return frozenset(word for word in self.singles if "w" in self.flags.get(word, "")) - self.codes

    @cached_property
    def plain_in_spanish(self) -> frozenset[str]:
        """The same with the words of Spanish."""
        spanish = frozenset(word for word in self.singles if "e" in self.flags.get(word, "")) - self.codes
        return self.plain | spanish

    @cached_property
    def alone(self) -> frozenset[str]:
        """Every single word that may name a place, or is the code of one."""
        return self.singles | self.codes

    @cached_property
    def noted(self) -> frozenset[str]:
        """Every word that a name, the code of a place or a state may begin with."""
        return frozenset(self.seconds) | self.alone | STATE_STARTS

    @cached_property
    def airports(self) -> dict[str, int]:
        """IATA code -> GeoNames id of the city it serves."""
        return {code: int(number) for code, number in read_table("airports.tsv.gz")} | NICKNAMES

    @cached_property
    def area_codes(self) -> dict[str, str]:
        """North American area code -> state or province."""
        return dict(read_pairs("area_codes.tsv.gz"))

    @cached_property
    def towns(self) -> dict[tuple[str, str], City]:
        """(key, state) -> town of the US postal table."""
        return {
            (spell_key(name), state): City(name, state, "US", float(lat), float(lon), 0, 0)
            for _, name, state, lat, lon in read_table("us_postal_codes.tsv.gz")
        }

    @cached_property
    def town_ends(self) -> frozenset[str]:
        """Words that the name of a town of the US postal table ends with."""
        return frozenset(key.rpartition(" ")[2] for key, _ in self.towns)

    @cached_property
    def postal_codes(self) -> dict[str, tuple[str, str]]:
        """ZIP code -> (key of the town, state)."""
        return {
            code: (spell_key(name), state)
            for codes, name, state, *_ in read_table("us_postal_codes.tsv.gz")
            for code in codes.split(",")
        }


def _read_city(row: str) -> City:
    name, admin1, country, lat, lon, population, number = row.split("\t")
    return City(name, admin1, country, float(lat), float(lon), int(population), int(number))


@cache
def load_gazetteer() -> Gazetteer:
    """Return the tables, read once per process (about 0.1 s)."""
    return Gazetteer()
