"""One row of the gazetteer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A place of 15,000 people or more (or a US postal town: then `geonames_id` and `population` are 0)."""

    name: str
    admin1: str
    country: str
    lat: float
    lon: float
    population: int
    geonames_id: int

    @property
    def value(self) -> str:
        """`City, Admin1, CC`, without the parts that are not known."""
        return ", ".join(part for part in (self.name, self.admin1, self.country) if part)
