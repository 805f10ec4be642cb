"""The cities of the demo world: real names and positions, so that maps and place names work."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class City:
    """A United States city with its area codes; `lat` and `lon` in degrees north and east."""

    name: str
    state: str
    codes: tuple[str, ...]
    lat: float
    lon: float
    timezone: str

    @property
    def place(self) -> str:
        """The canonical place name of a Mention."""
        return f"{self.name}, {self.state}, US"


EAST, CENTRAL, MOUNTAIN, PACIFIC = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"

CITIES: Final = (
    City("Chicago", "IL", ("312", "773"), 41.85, -87.65, CENTRAL),
    City("Houston", "TX", ("713", "832"), 29.76, -95.36, CENTRAL),
    City("Dallas", "TX", ("214", "972"), 32.78, -96.81, CENTRAL),
    City("Atlanta", "GA", ("404", "678"), 33.75, -84.39, EAST),
    City("Miami", "FL", ("305", "786"), 25.77, -80.19, EAST),
    City("Orlando", "FL", ("407",), 28.54, -81.38, EAST),
    City("Tampa", "FL", ("813",), 27.95, -82.46, EAST),
    City("Phoenix", "AZ", ("602", "480"), 33.45, -112.07, "America/Phoenix"),
    City("Las Vegas", "NV", ("702",), 36.17, -115.14, PACIFIC),
    City("Denver", "CO", ("303", "720"), 39.74, -104.98, MOUNTAIN),
    City("Seattle", "WA", ("206",), 47.61, -122.33, PACIFIC),
    City("Portland", "OR", ("503",), 45.52, -122.68, PACIFIC),
    City("Sacramento", "CA", ("916",), 38.58, -121.49, PACIFIC),
    City("San Diego", "CA", ("619",), 32.72, -117.16, PACIFIC),
    City("Los Angeles", "CA", ("213", "323"), 34.05, -118.24, PACIFIC),
    City("Oakland", "CA", ("510",), 37.8, -122.27, PACIFIC),
    City("Boston", "MA", ("617",), 42.36, -71.06, EAST),
    City("Newark", "NJ", ("973",), 40.74, -74.17, EAST),
    City("Philadelphia", "PA", ("215",), 39.95, -75.16, EAST),
    City("Baltimore", "MD", ("410",), 39.29, -76.61, EAST),
    City("Charlotte", "NC", ("704",), 35.23, -80.84, EAST),
    City("Nashville", "TN", ("615",), 36.17, -86.78, CENTRAL),
    City("Memphis", "TN", ("901",), 35.15, -90.05, CENTRAL),
    City("New Orleans", "LA", ("504",), 29.95, -90.08, CENTRAL),
    City("San Antonio", "TX", ("210",), 29.42, -98.49, CENTRAL),
    City("Austin", "TX", ("512",), 30.27, -97.74, CENTRAL),
    City("El Paso", "TX", ("915",), 31.76, -106.49, MOUNTAIN),
    City("Albuquerque", "NM", ("505",), 35.08, -106.65, MOUNTAIN),
    City("Tucson", "AZ", ("520",), 32.22, -110.93, "America/Phoenix"),
    City("Salt Lake City", "UT", ("801",), 40.76, -111.89, MOUNTAIN),
    City("Boise", "ID", ("208",), 43.61, -116.2, MOUNTAIN),
    City("Minneapolis", "MN", ("612",), 44.98, -93.27, CENTRAL),
    City("Milwaukee", "WI", ("414",), 43.04, -87.91, CENTRAL),
    City("Detroit", "MI", ("313",), 42.33, -83.05, EAST),
    City("Cleveland", "OH", ("216",), 41.5, -81.7, EAST),
    City("Columbus", "OH", ("614",), 39.96, -83.0, EAST),
    City("Cincinnati", "OH", ("513",), 39.16, -84.46, EAST),
    City("Indianapolis", "IN", ("317",), 39.77, -86.16, "America/Indiana/Indianapolis"),
    City("Louisville", "KY", ("502",), 38.25, -85.76, "America/Kentucky/Louisville"),
    City("Kansas City", "MO", ("816",), 39.1, -94.58, CENTRAL),
    City("Omaha", "NE", ("402",), 41.26, -95.94, CENTRAL),
    City("Tulsa", "OK", ("918",), 36.15, -95.99, CENTRAL),
    City("Richmond", "VA", ("804",), 37.55, -77.46, EAST),
    City("Jacksonville", "FL", ("904",), 30.33, -81.66, EAST),
)
