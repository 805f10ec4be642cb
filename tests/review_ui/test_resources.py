"""The directory of services: nearest first, open or closed in its own time zone, confidential addresses never shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from review_ui.desk import Desk
from review_ui.faults import BadRecordError
from review_ui.resources.directory import NewResource, add_resource
from review_ui.resources.hours import is_open
from review_ui.resources.models import Resource
from review_ui.resources.nearest import find_nearest, is_stale, measure_km

WEEKDAYS = ({"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"},)
NIGHTS = ({"days": ["fri"], "opens": "22:00", "closes": "06:00"},)


def service(name: str, lat: float = 39.7, lon: float = -105.0, **more: object) -> Resource:
    return add_resource(NewResource(name, "+13035550142", "Denver", lat, lon, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        (WEEKDAYS, datetime(2026, 11, 24, 16, 30, tzinfo=UTC), True),  # Tuesday 9:30 in Denver
        (WEEKDAYS, datetime(2026, 11, 24, 15, 30, tzinfo=UTC), False),  # 8:30
        (WEEKDAYS, datetime(2026, 11, 25, 0, 30, tzinfo=UTC), False),  # 17:30
        (WEEKDAYS, datetime(2026, 11, 28, 18, 0, tzinfo=UTC), False),  # Saturday
        (NIGHTS, datetime(2026, 11, 28, 5, 30, tzinfo=UTC), True),  # Friday 22:30
        (NIGHTS, datetime(2026, 11, 28, 12, 0, tzinfo=UTC), True),  # Saturday 5:00
        (NIGHTS, datetime(2026, 11, 29, 12, 0, tzinfo=UTC), False),  # Sunday 5:00
        ((), datetime(2026, 11, 24, 16, 30, tzinfo=UTC), None),
    ],
)
def test_open_or_closed_is_told_in_the_service_s_own_zone(
    hotline: Desk, hours: tuple[dict[str, object], ...], at: datetime, expected: object
) -> None:
    assert is_open(service("x", timezone="America/Denver", hours=hours), at) is expected


def test_nearest_first_and_never_who_may_not_be_referred_to(hotline: Desk) -> None:
    service("far", 41.0)
    service("near", 39.71)
    service("barred", 39.7, do_not_refer=True, do_not_refer_reason="complaint")
    assert [found.resource.name for found in find_nearest(39.7, -105.0)] == ["near", "far"]


def test_a_confidential_address_is_never_shown(worker: Client, hotline: Desk) -> None:
    hidden = service("Shelter", 39.7423, address="1 Hidden Lane", is_confidential=True)
    for path in ("/services/", f"/services/{hidden.pk}/"):
        assert "Hidden Lane" not in worker.get(path).content.decode()
    (found,) = find_nearest(39.7, -105.0)
    assert found.distance_km in (0.0, 10.0)


def test_entries_nobody_checked_for_half_a_year_are_stale() -> None:
    today = date(2026, 11, 24)
    assert is_stale(None, today)
    assert is_stale(date(2026, 5, 1), today)
    assert not is_stale(date(2026, 6, 1), today)


def test_distance_is_that_of_a_great_circle() -> None:
    assert measure_km((39.74, -104.98), (43.61, -116.2)) == pytest.approx(1021, abs=10)
    assert measure_km((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.5)


@pytest.mark.parametrize(
    "wrong", [{"lat": 91.0}, {"timezone": "Mars/Olympus"}, {"hours": ({"days": ["someday"]},)}, {"hours": ({},)}]
)
def test_entries_that_cannot_be_are_refused(hotline: Desk, wrong: dict[str, object]) -> None:
    with pytest.raises(BadRecordError):
        service("x", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["name", "organisation", "phone", "city", "url", "do_not_refer_reason"])
def test_a_field_longer_than_its_column_is_refused_by_name_on_every_database(hotline: Desk, field: str) -> None:
    plain = NewResource("A service", "+13035550142", "Denver", 39.7, -105.0)
    with pytest.raises(BadRecordError, match=f"{field}: longer than can be kept"):
        add_resource(replace(plain, **{field: "x" * 301}))
    assert not Resource.objects.exists()
