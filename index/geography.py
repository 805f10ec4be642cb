"""Circles on the globe. Places come from a gazetteer, so a circle is exactly the set of places inside it, on every
engine."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from index.document import PlaceRef
from index.faults import BadQueryError
from index.fields import name_spot
from index.query import Circle

_EARTH_KM: Final = 6371.0088
_FARTHEST_KM: Final = 20_100.0


class Spot(NamedTuple):
    """A place with coordinates."""

    name: str
    lat: float
    lon: float


def bounds(circle: Circle) -> tuple[float, float, list[tuple[float, float]]]:
    """South, north, and one or two (west, east) boxes that hold the circle. Raises BadQueryError for a circle that is
    none."""
    check_circle(circle)
    reach = math.degrees(circle.radius_km / _EARTH_KM) + 1e-6
    south, north = max(circle.lat - reach, -90.0), min(circle.lat + reach, 90.0)
    narrowest = math.cos(math.radians(min(max(abs(south), abs(north)), 90.0)))
    if narrowest * 180 <= reach:
        return south, north, [(-180.0, 180.0)]
    width = reach / narrowest
    west, east = circle.lon - width, circle.lon + width
    if west < -180:
        return south, north, [(-180.0, east), (west + 360, 180.0)]
    if east > 180:
        return south, north, [(west, 180.0), (-180.0, east - 360)]
    return south, north, [(west, east)]


def check_circle(circle: Circle) -> None:
    """Raises BadQueryError unless latitude, longitude and radius are possible."""
    possible = abs(circle.lat) <= 90 and abs(circle.lon) <= 180 and 0 <= circle.radius_km <= _FARTHEST_KM
    if not possible:
        message = f"no such circle on earth: {circle.lat}, {circle.lon}, {circle.radius_km} km"
        raise BadQueryError(message)


def spots_within(circle: Circle, spots: Iterable[Spot]) -> list[str]:
    """Names (as in `Fields.spot`) of those within the radius, sorted."""
    inside = [spot for spot in spots if distance_km(circle.lat, circle.lon, spot.lat, spot.lon) <= circle.radius_km]
    return sorted({name_spot(PlaceRef(*spot)) for spot in inside})


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    here, there = math.radians(lat), math.radians(other_lat)
    half = math.sin((there - here) / 2) ** 2
    half += math.cos(here) * math.cos(there) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))
