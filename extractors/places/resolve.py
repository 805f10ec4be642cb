"""Which of the cities of one name is meant, and how sure that is."""

import math
from collections.abc import Collection
from dataclasses import dataclass, field

from extractors.places.city import City


@dataclass(slots=True)
class Clues:
    """What the whole ad says about where it is; `country` is the site's, `states` are of places that are sure.

    `likely` holds the states of names that are one city and nothing else, with the cities that vouch for them.
    """

    country: str = ""
    states: set[tuple[str, str]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    area_states: Collection[str] = ()
    likely: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def is_likely(self, city: City) -> bool:
        """Whether another place of the ad vouches for the state of `city`."""
        return bool(self.likely.get((city.country, city.admin1), set()) - {city.geonames_id})


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
        weight += 1.2
    elif city.country in clues.countries:
        weight += 0.6
    if city.admin1 in clues.area_states and city.country in {"US", "CA"}:
        weight += 3.0
    # London, Ontario on a Canadian site; Paris stays in France on an American one (88 people to 1 against Texas's).
    if city.country == clues.country:
        weight += 1.5
    return weight
