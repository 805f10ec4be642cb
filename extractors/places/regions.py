"""States, provinces and countries: how texts name them, and which city rows they admit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from extractors.places.city import City
from extractors.places.spelling import spell_key

_STATES: Final = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY",
    "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND",
    "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI",
    "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington": "WA", "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
    "Puerto Rico": "PR", "Calif": "CA", "Tex": "TX", "Fla": "FL", "Penn": "PA", "Mass": "MA", "Ariz": "AZ",
    "Mich": "MI", "Tenn": "TN", "Minn": "MN", "Wash": "WA", "Colo": "CO", "D.C.": "DC", "Texas state": "TX",
    "Nueva Jersey": "NJ", "Carolina del Norte": "NC", "Carolina del Sur": "SC", "Nuevo México": "NM",
    "Pensilvania": "PA", "Luisiana": "LA", "Californie": "CA", "Floride": "FL",
}  # fmt: skip
_PROVINCES: Final = {
    "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB",
    "Newfoundland and Labrador": "NL", "Newfoundland": "NL", "Nova Scotia": "NS", "Ontario": "ON",
    "Prince Edward Island": "PE", "Quebec": "QC", "Saskatchewan": "SK", "Yukon": "YT", "Northwest Territories": "NT",
    "Nunavut": "NU", "Ont": "ON", "Colombie-Britannique": "BC", "Que": "QC",
}  # fmt: skip
_COUNTRY_NAMES: Final = {
    "USA": "US", "U.S.A.": "US", "U.S.": "US", "United States of America": "US", "EE.UU.": "US", "EEUU": "US",
    "Estados Unidos": "US", "États-Unis": "US", "UK": "GB", "U.K.": "GB", "England": "GB", "Great Britain": "GB",
    "Inglaterra": "GB", "Reino Unido": "GB", "Royaume-Uni": "GB", "Angleterre": "GB", "UAE": "AE", "U.A.E.": "AE",
    "Emirates": "AE", "España": "ES", "Espagne": "ES", "Francia": "FR", "México": "MX", "Mexique": "MX",
    "Canadá": "CA", "Alemania": "DE", "Allemagne": "DE", "Deutschland": "DE", "Italia": "IT", "Italie": "IT",
    "Suisse": "CH", "Suiza": "CH", "Bélgica": "BE", "Belgique": "BE", "Tailandia": "TH", "Thaïlande": "TH",
    "Filipinas": "PH", "Inde": "IN", "Holland": "NL", "Netherlands": "NL", "Países Bajos": "NL", "Pays-Bas": "NL",
    "Brasil": "BR", "Brésil": "BR", "Maroc": "MA", "Marruecos": "MA", "Türkiye": "TR", "Turquía": "TR",
    "Irlanda": "IE", "Irlande": "IE", "Grecia": "GR", "Grèce": "GR", "Polonia": "PL", "Portugal": "PT", "Perú": "PE",
    "Pérou": "PE", "Colombie": "CO", "Republic of Ireland": "IE", "South Korea": "KR",
}  # fmt: skip
_AUSTRALIAN_CODES: Final = {"NSW": "New South Wales", "QLD": "Queensland", "VIC": "Victoria", "TAS": "Tasmania"}
# In capitals only, and beside the state of the US or the territory of Canada of the same letters.
SHORT_AUSTRALIAN_CODES: Final = {"wa": "Western Australia", "sa": "South Australia", "nt": "Northern Territory"}
US_CODES: Final = frozenset(_STATES.values())
STATE_NAMES: Final = {name.lower(): code for name, code in _STATES.items() if name.replace(" ", "").isalpha()}
STATE_STARTS: Final = frozenset({code.lower() for code in US_CODES} | {name.partition(" ")[0] for name in STATE_NAMES})
"""Words that a state of the US begins with, its codes among them."""
US_AND_CANADA_CODES: Final = {
    **{code.lower(): ("US", code) for code in _STATES.values()},
    **{code.lower(): ("CA", code) for code in _PROVINCES.values()},
}
# State codes that are everyday words or sounds in lower case; they need a comma before and an end behind.
WORD_CODES: Final = frozenset({
    "al", "as", "co", "de", "hi", "id", "in", "la", "ma", "me", "mi", "ms", "mt", "ne", "no", "oh", "ok",
    "on", "or", "pa", "pr", "sc", "va", "pe", "nt", "nu", "ar", "nl",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A country (`admin1` empty) or a part of one."""

    country: str
    admin1: str = ""

    def admits(self, city: City) -> bool:
        """Whether the city lies in this region as far as the table knows."""
        return city.country == self.country and (not self.admin1 or city.admin1 == self.admin1)


def list_regions(admin1: Iterable[list[str]], countries: Iterable[list[str]]) -> dict[str, tuple[Region, ...]]:
    """Key -> the regions of that name (Georgia is two). `admin1`: code, name; `countries`: code, name, ISO 3."""
    named: dict[str, set[Region]] = defaultdict(set)
    for code, name in admin1:
        country = code.partition(".")[0]
        if country not in {"US", "CA"}:
            named[spell_key(name)].add(Region(country, name))
    for code, name, iso3 in countries:
        named[spell_key(name)].add(Region(code))
        if iso3 in {"USA", "GBR"}:
            named[iso3.lower()].add(Region(code))
    for code, name in _AUSTRALIAN_CODES.items():
        named[spell_key(code)].add(Region("AU", name))
    for name, code in _COUNTRY_NAMES.items():
        named[spell_key(name)].add(Region(code))
    for country, table in (("US", _STATES), ("CA", _PROVINCES)):
        for name, code in table.items():
            named[spell_key(name)].add(Region(country, code))
    return {key: tuple(sorted(found, key=_order)) for key, found in named.items()}


def _order(region: Region) -> tuple[str, str]:
    return region.country, region.admin1
