"""HSDS 3.0 in and out: services with organisation, location, phones, schedules, languages; our flags as attributes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from review_ui.faults import BadRecordError
from review_ui.resources.directory import NewResource
from review_ui.resources.hours import DAYS
from review_ui.resources.models import Resource

_BYDAY: Final = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), DAYS, strict=True))
_FLAGS: Final = (
    "is_always_open", "is_confidential", "is_emergency", "takes_minors", "has_transport", "takes_warm_transfer",
    "do_not_refer",
)  # fmt: skip
_OURS: Final = "threadline"


def read_services(document: object) -> Iterator[NewResource | BadRecordError]:
    """Each service of an HSDS document (a list, or a page with `contents`); for one that cannot be read, its fault.

    Raises BadRecordError when the document is neither.
    """
    found = document.get("contents") if isinstance(document, dict) else document
    if not isinstance(found, list):
        message = "not an HSDS document: give a list of services, or a page with `contents`"
        raise BadRecordError(message)
    for number, service in enumerate(found, 1):
        try:
            yield _read(service)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            yield BadRecordError(f"service {number}: {type(error).__name__} {error}")


def write_services(resources: Iterable[Resource]) -> list[dict[str, Any]]:
    """The services as HSDS; address and position of a confidential one are left out."""
    return [_write(one) for one in resources]


def _read(service: Mapping[str, Any]) -> NewResource:
    location = _location(service)
    address = (location.get("addresses") or [{}])[0]
    flags = {one["label"]: one["value"] for one in service.get("attributes") or [] if one.get("taxonomy") == _OURS}
    marks: dict[str, Any] = {name: flags.get(name) == "true" for name in _FLAGS}
    assured = service.get("assured_date") or ""
    return NewResource(
        name=str(service["name"]),
        phone=str((service.get("phones") or location.get("phones") or [])[0]["number"]),
        city=str(address.get("city") or flags.get("city", "")),
        lat=float(location.get("latitude") or flags["lat"]),
        lon=float(location.get("longitude") or flags["lon"]),
        admin=str(address.get("state_province") or ""),
        country=str(address.get("country") or "US")[:2],
        organisation=str((service.get("organization") or {}).get("name") or ""),
        description=str(service.get("description") or ""),
        url=str(service.get("url") or ""),
        address=str(address.get("address_1") or ""),
        timezone=flags.get("timezone", "UTC"),
        languages=tuple(str(one.get("code") or one["name"]) for one in service.get("languages") or []),
        hours=tuple(_read_schedule(one) for one in service.get("schedules") or []),
        checked_on=date.fromisoformat(assured[:10]) if assured else None,
        hsds_id=str(service["id"]),
        **marks,
    )


def _location(service: Mapping[str, Any]) -> Mapping[str, Any]:
    places = service.get("service_at_locations") or [{}]
    found = places[0].get("location") or {}
    return found if isinstance(found, dict) else {}


def _read_schedule(schedule: Mapping[str, Any]) -> dict[str, object]:
    days = [_BYDAY[part.strip()[-2:].upper()] for part in str(schedule["byday"]).split(",")]
    return {"days": days, "opens": str(schedule["opens_at"])[:5], "closes": str(schedule["closes_at"])[:5]}


def _write(one: Resource) -> dict[str, Any]:
    flags: dict[str, str] = {name: "true" for name in _FLAGS if getattr(one, name)} | {"timezone": one.timezone}
    location: dict[str, Any] = {}
    if not one.is_confidential:
        place = {"address_1": one.address, "city": one.city, "state_province": one.admin, "country": one.country}
        location = {"latitude": one.lat, "longitude": one.lon, "addresses": [place]}
    return {
        "id": one.hsds_id or str(one.pk),
        "name": one.name,
        "description": one.description,
        "url": one.url,
        "status": "inactive" if one.do_not_refer else "active",
        "assured_date": one.checked_on.isoformat() if one.checked_on else None,
        "organization": {"name": one.organisation},
        "phones": [{"number": one.phone}],
        "languages": [{"code": code} for code in one.languages],
        "schedules": [_write_schedule(span) for span in one.hours],
        "service_at_locations": [{"location": location}] if location else [],
        "attributes": [{"taxonomy": _OURS, "label": name, "value": value} for name, value in flags.items()],
    }


def _write_schedule(span: Mapping[str, Any]) -> dict[str, str]:
    letters = {day: code for code, day in _BYDAY.items()}
    days = ",".join(letters[day] for day in span["days"])
    return {"freq": "WEEKLY", "byday": days, "opens_at": span["opens"], "closes_at": span["closes"]}
