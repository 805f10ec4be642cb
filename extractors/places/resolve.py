"""Which of the cities of one name is meant, and how sure that is."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from extractors.places.city import City

# About 90 km.
_NEAR_LATITUDE: Final = 0.8
_NEAR_LONGITUDE: Final = 1.1


@dataclass(slots=True)
class Clues:
    """What the whole ad says about where it is; `country` is the site's, `states` are of places that are sure.

    `likely` holds the places that are one city and no word or given name.
    """

    country: str = ""
    states: set[tuple[str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    area_states: Collection[str] = ()
    likely: list[City] = field(default_factory=list)

    def is_likely(self, city: City) -> bool:
        """Whether another place of the ad, in the same state or an hour's drive away, vouches for `city`."""
        return any(
            other.geonames_id != city.geonames_id
            and other.country == city.country
            and (other.admin1 == city.admin1 or _are_near(other, city))
            for other in self.likely
        )


def _are_near(left: City, right: City) -> bool:
    return abs(left.lat - right.lat) < _NEAR_LATITUDE and abs(left.lon - right.lon) < _NEAR_LONGITUDE


def choose(cities: tuple[City, ...], clues: Clues) -> tuple[City, float]:
    """Return the likeliest city and its lead over the next (in decades of population; 9 when it stands alone)."""
    weights = [_weigh(city, clues) for city in cities]
    heaviest = max(weights)
    chosen = weights.index(heaviest)
    others = weights[:chosen] + weights[chosen + 1 :]
    return cities[chosen], heaviest - max(others) if others else 9.0


def _weigh(city: City, clues: Clues) -> float:
    weight = math.log10(city.population + 1)
    if (city.country, city.admin1) in clues.states:
        weight += 3.0
    elif clues.is_likely(city):
        weight += 1.8
    elif city.country in clues.countries:
        weight += 0.6
    if city.admin1 in clues.area_states and city.country in {"US", "CA"}:
        weight += 3.0
    # London, Ontario on a Canadian site; Paris stays in France on an American one (88 people to 1 against Texas's).
    if city.country == clues.country:
        weight += 1.5
    return weight
