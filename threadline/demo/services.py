"""Made-up services near some cities, for the hotline's directory."""

from datetime import date
from typing import Final

from review_ui.resources.directory import NewResource
from threadline.demo.cities import CITIES, City
from threadline.demo.numbers import reserved_number

_KINDS: Final = (
    ("Open Door House", ("shelter", "clothing"), True),
    ("Legal Steps", ("legal", "immigration"), False),
    ("Harbour Clinic", ("medical", "counselling"), False),
)
_OFFICE_HOURS: Final[tuple[dict[str, object], ...]] = (
    {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"},
)


def services_near(places: set[str], today: date) -> list[NewResource]:
    """Three services in each of these places (`City, ST, US`), and one in every third other city."""
    found = []
    for number, city in enumerate(CITIES):
        if city.place in places:
            found += [_service(city, kind, today) for kind in range(len(_KINDS))]
        elif number % 3 == 0:
            found.append(_service(city, number % len(_KINDS), today))
    return found


def _service(city: City, kind: int, today: date) -> NewResource:
    name, offers, is_shelter = _KINDS[kind]
    return NewResource(
        name=f"{name} {city.name}",
        organisation=name,
        phone=reserved_number(city, kind),
        city=city.name,
        admin=city.state,
        # A few streets apart, so that distances differ.
        lat=city.lat + 0.02 * kind,
        lon=city.lon - 0.03 * kind,
        description=f"Made-up service of the demo world: {', '.join(offers)}.",
        address="" if is_shelter else f"{100 + kind} Example Street",
        timezone=city.timezone,
        languages=("en", "es") if kind != 1 else ("en",),
        services=offers,
        hours=() if is_shelter else _OFFICE_HOURS,
        is_always_open=is_shelter,
        is_confidential=is_shelter,
        takes_warm_transfer=is_shelter,
        checked_on=today,
        hsds_id=f"demo-{city.name.lower().replace(' ', '-')}-{kind}",
    )
