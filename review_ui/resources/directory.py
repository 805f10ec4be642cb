"""Put services into the directory; used by the desk, the HSDS import and the demo."""

from dataclasses import asdict, dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import CharField

from review_ui.faults import BadRecordError
from review_ui.resources.hours import is_schedule
from review_ui.resources.models import Resource


@dataclass(frozen=True, slots=True)
class NewResource:
    """A service as it comes in. `hours` as in the model; `lat` and `lon` in degrees north and east."""

    name: str
    phone: str
    city: str
    lat: float
    lon: float
    admin: str = ""
    country: str = "US"
    organisation: str = ""
    description: str = ""
    url: str = ""
    address: str = ""
    timezone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    services: tuple[str, ...] = ()
    hours: tuple[dict[str, object], ...] = ()
    genders: tuple[str, ...] = ()
    is_always_open: bool = False
    is_confidential: bool = False
    is_emergency: bool = False
    takes_minors: bool = False
    has_transport: bool = False
    takes_warm_transfer: bool = False
    capacity: int | None = None
    do_not_refer: bool = False
    do_not_refer_reason: str = ""
    checked_on: date | None = None
    hsds_id: str = ""


def add_resource(new: NewResource) -> Resource:
    """Keep a service; one with the same `hsds_id` is replaced.

    Raises BadRecordError for a missing name or phone, a position off the globe, an unknown zone or unreadable hours.
    """
    _check(new)
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(new).items()}
    if new.hsds_id:
        return Resource.objects.update_or_create(hsds_id=new.hsds_id, defaults=values)[0]
    return Resource.objects.create(**values)


def _check(new: NewResource) -> None:
    problem = ""
    if not (new.name.strip() and new.phone.strip()):
        problem = "give a name and a phone number"
    elif any("\x00" in value for value in asdict(new).values() if isinstance(value, str)):
        # PostgreSQL refuses them in the middle of an import.
        problem = "NUL characters cannot be kept"
    elif too_long := _too_long(new):
        problem = f"{too_long}: longer than can be kept"
    elif not (-90 <= new.lat <= 90 and -180 <= new.lon <= 180):
        problem = f"position {new.lat}, {new.lon} is not on earth"
    elif not is_schedule(new.hours):
        problem = "hours: give days (mon to sun), opens and closes (HH:MM)"
    else:
        try:
            ZoneInfo(new.timezone)
        except (KeyError, ValueError, OSError):
            problem = f"time zone {new.timezone!r} is not known"
    if problem:
        message = f"resource {new.name!r}: {problem}"
        raise BadRecordError(message)


def _too_long(new: NewResource) -> str:
    """The first field longer than its column; PostgreSQL would end the whole import, SQLite would not mind."""
    columns = Resource._meta.get_fields()  # noqa: SLF001  # Django's own documented name
    limits = {column.name: column.max_length for column in columns if isinstance(column, CharField)}
    told = asdict(new)
    return next((name for name, most in limits.items() if most and len(str(told.get(name, ""))) > most), "")
