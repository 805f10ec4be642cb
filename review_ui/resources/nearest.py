"""The nearest services to a point."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import asin, cos, radians, sin, sqrt
from typing import Final

from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource

_STALE_DAYS: Final = 180
_NEAR_KM: Final = 300
"""Beyond a few hours on the road a service is offered only when there is none nearer."""
_KM_A_DEGREE: Final = 111.2
_EARTH_KM: Final = 6371.0


@dataclass(frozen=True, slots=True)
class Nearby:
    """A service, its distance, whether it is open now (None: not known) and whether nobody checked it for 180 days."""

    resource: Resource
    distance_km: float | None
    is_open: bool | None
    is_stale: bool


def find_nearest(lat: float, lon: float, limit: int = 5) -> list[Nearby]:
    """Services by distance, those to which nobody may be referred left out."""
    open_ones = Resource.objects.filter(do_not_refer=False)
    height = _NEAR_KM / _KM_A_DEGREE
    width = height / max(cos(radians(lat)), 0.05)
    box = open_ones.filter(lat__range=(lat - height, lat + height), lon__range=(lon - width, lon + width))
    near = [one for one in rank(box, lat, lon) if (one.distance_km or 0.0) <= _NEAR_KM]
    return (near or rank(open_ones, lat, lon))[:limit]


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
