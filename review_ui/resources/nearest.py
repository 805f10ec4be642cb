"""The nearest services to a point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from django.db import connection

from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource

_STALE_DAYS: Final = 180
_NEAR_KM: Final = 300
"""Beyond a few hours on the road a service is offered only when there is none nearer."""
_KM_A_DEGREE: Final = 111.2
_EARTH_KM: Final = 6371.0
_Spot = tuple[Any, str, float, float]


@dataclass(frozen=True, slots=True)
class Nearby:
    """A service, its distance, whether it is open now (None: not known) and whether nobody checked it for 180 days."""

    resource: Resource
    distance_km: float | None
    is_open: bool | None
    is_stale: bool


def find_nearest(lat: float, lon: float, limit: int = 5) -> list[Nearby]:
    """Services by distance, those to which nobody may be referred left out."""
    height = _NEAR_KM / _KM_A_DEGREE
    width = height / max(cos(radians(lat)), 0.05)
    spots = _read_spots((lat - height, lat + height), (lon - width, lon + width))
    near = [spot for spot in _by_distance(spots, lat, lon) if spot[0] <= _NEAR_KM]
    chosen = (near or _by_distance(_read_spots((-90, 90), (-180, 180)), lat, lon))[:limit]
    held = Resource.objects.in_bulk([spot for _km, _name, spot in chosen]) if chosen else {}
    return rank(held.values(), lat, lon)


def _by_distance(spots: Iterable[_Spot], lat: float, lon: float) -> list[tuple[float, str, object]]:
    return sorted((measure_km((lat, lon), (north, east)), name, found) for found, name, north, east in spots)


def _read_spots(lats: tuple[float, float], lons: tuple[float, float]) -> list[_Spot]:
    """Where the services are, without the rest of them: only those that are shown are read whole."""
    table = connection.ops.quote_name(Resource._meta.db_table)  # noqa: SLF001  # the public name of a description
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, name, lat, lon FROM {table} WHERE NOT do_not_refer AND lat BETWEEN %s AND %s "
            "AND lon BETWEEN %s AND %s",
            [*lats, *lons],
        )
        return list(cursor.fetchall())


def rank(resources: Iterable[Resource], lat: float, lon: float) -> list[Nearby]:
    """All given services, nearest first; the distance to a confidential one is rounded to 10 km."""
    now = datetime.now(UTC)
    near = [
        Nearby(
            resource,
            _shown_distance(resource, measure_km((lat, lon), (resource.lat, resource.lon))),
            is_open(resource, now),
            is_stale(resource.checked_on, now.date()),
        )
        for resource in resources
    ]
    return sorted(near, key=lambda found: (found.distance_km or 0.0, found.resource.name))


def is_stale(checked_on: date | None, today: date) -> bool:
    """Whether nobody checked the entry within 180 days."""
    return checked_on is None or (today - checked_on).days > _STALE_DAYS


def measure_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Great-circle distance between two points given as degrees north and east."""
    lat1, lon1, lat2, lon2 = map(radians, (*start, *end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _shown_distance(resource: Resource, exact_km: float) -> float:
    return round(exact_km / 10) * 10.0 if resource.is_confidential else round(exact_km, 1)
