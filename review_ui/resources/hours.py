"""Opening hours: what is open at a moment, in the service's own time zone."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from review_ui.resources.models import Resource

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_open(resource: Resource, at: datetime) -> bool | None:
    """Whether it is open at that time; None when its hours are not known. Hours may run past midnight."""
    if resource.is_always_open:
        return True
    if not resource.hours:
        return None
    local = at.astimezone(ZoneInfo(resource.timezone))
    today, yesterday = DAYS[local.weekday()], DAYS[local.weekday() - 1]
    return any(_covers(span, (today, yesterday), local.time()) for span in resource.hours)


def is_schedule(hours: Sequence[object]) -> bool:
    """Whether every entry has known days and readable times."""
    for span in hours:
        if not isinstance(span, dict) or not set(span.get("days") or ["?"]) <= set(DAYS):
            return False
        try:
            _time(span["opens"])
            _time(span["closes"])
        except (KeyError, ValueError):
            return False
    return True


def _covers(span: dict[str, object], days: tuple[str, str], now: time) -> bool:
    today, yesterday = days
    opens, closes = _time(span["opens"]), _time(span["closes"])
    listed = span["days"]
    if not isinstance(listed, list):
        return False
    if opens < closes:
        return today in listed and opens <= now < closes
    return (today in listed and now >= opens) or (yesterday in listed and now < closes)


def _time(text: object) -> time:
    return time.fromisoformat(str(text))
