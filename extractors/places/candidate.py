"""A name of a text with the cities it may mean."""

from dataclasses import dataclass, replace

from extractors.places.city import City
from extractors.places.evidence import Surroundings
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import Name
from extractors.places.plain_words import read_flags
from extractors.places.regions import Region
from extractors.places.words import Words


@dataclass(slots=True)
class Candidate:
    """`sure` when the region, the ZIP code or the label beside the name settles that it is a place."""

    name: Name
    cities: tuple[City, ...]
    surroundings: Surroundings
    flags: str
    rivals: tuple[Region, ...] = ()
    sure: bool = False


def examine(words: Words, name: Name, field: str, gazetteer: Gazetteer) -> Candidate | None:
    """Return the candidate for a name; `None` where the region behind it admits no town we know."""
    if name.code:
        return _examine_code(words, name, field, gazetteer)
    cities = gazetteer.cities(name.key)
    sure = False
    regions = tuple(region for region in name.regions if _is_meant(region, cities, name))
    if name.regions and not regions:
        name = replace(name, regions=(), postal_code="", end=name.last)
    if regions:
        admitted = tuple(city for city in cities if any(region.admits(city) for region in regions))
        sure = bool(admitted)
        if not admitted and all(region.admin1 for region in regions):
            # "Springfield, VT": a town below the table's size, not one of its namesakes.
            town = _find_town(name, gazetteer)
            if town is None:
                return None
            admitted, sure = (town,), True
        cities = admitted or cities
    if name.postal_code:
        state = gazetteer.postal_codes.get(name.postal_code, ("", ""))[1]
        admitted = tuple(city for city in cities if city.country == "US" and city.admin1 == state)
        cities, sure = (admitted or cities), sure or bool(admitted)
    flags = read_flags(gazetteer, words, name.key)
    if "x" in flags and not sure:
        return None
    rivals = () if sure else _find_rivals(name.key, cities, gazetteer)
    return Candidate(name, cities, Surroundings(words, name, field), flags, rivals, sure)


def _is_meant(region: Region, cities: tuple[City, ...], name: Name) -> bool:
    """Whether a region counts: one far away ("Detroit. Mon-Sat"), or a code that is a word, needs a city in it."""
    far = region.country not in {"US", "CA"} and region.admin1 != ""
    return not (far or name.doubtful) or any(region.admits(city) for city in cities)


def _find_town(name: Name, gazetteer: Gazetteer) -> City | None:
    towns = (gazetteer.towns.get((name.key, region.admin1)) for region in name.regions if region.country == "US")
    return next((town for town in towns if town), None)


def _find_rivals(key: str, cities: tuple[City, ...], gazetteer: Gazetteer) -> tuple[Region, ...]:
    """States of the US and Canada, and countries, of the same name that do not hold the city: "Oregon"."""
    return tuple(
        region
        for region in gazetteer.regions.get(key, ())
        if (region.country in {"US", "CA"} or not region.admin1) and not any(region.admits(city) for city in cities[:1])
    )


def _examine_code(words: Words, name: Name, field: str, gazetteer: Gazetteer) -> Candidate | None:
    """A ZIP code behind its label, or an airport's code."""
    if name.postal_code:
        key, state = gazetteer.postal_codes.get(name.postal_code, ("", ""))
        cities = tuple(city for city in gazetteer.cities(key) if (city.country, city.admin1) == ("US", state))
        town = gazetteer.towns.get((key, state))
        cities = cities or ((town,) if town else ())
        return Candidate(name, cities, Surroundings(words, name, field), "", sure=True) if cities else None
    number = gazetteer.airports[name.code]
    cities = tuple(city for city in gazetteer.cities(gazetteer.by_id[number]) if city.geonames_id == number)
    return Candidate(name, cities, Surroundings(words, name, field), "a")
