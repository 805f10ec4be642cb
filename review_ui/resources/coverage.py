"""Where the directory has nobody to send a caller to: told before a call needs it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review_ui.resources.models import Resource
from review_ui.resources.nearest import is_stale

NEEDS: Final[tuple[tuple[str | Promise, Callable[[Resource], bool]], ...]] = (
    (_("24 h"), lambda one: one.is_always_open),
    (_("Emergency shelter"), lambda one: one.is_emergency),
    (_("Minors"), lambda one: one.takes_minors),
    (_("Spanish"), lambda one: "es" in one.languages),
    (_("Transport"), lambda one: one.has_transport),
    (_("Warm transfer"), lambda one: one.takes_warm_transfer),
    (_("Free places told within a week"), lambda one: bool(one.capacity)),
)


@dataclass(frozen=True, slots=True)
class Area:
    """A state or region: how many services may be referred to, how many of them nobody checked for 180 days, and for
    what nobody is there."""

    name: str
    services: int
    stale: int
    missing: tuple[str | Promise, ...]


def find_gaps(resources: Iterable[Resource], today: date) -> list[Area]:
    """Every area of the directory, those with most gaps first. A service that nobody checked lately fills none."""
    areas: dict[str, list[Resource]] = defaultdict(list)
    for one in resources:
        areas[f"{one.admin or one.city}, {one.country}"].append(one)
    described = [_describe(name, held, today) for name, held in areas.items()]
    return sorted(described, key=lambda area: (-len(area.missing), area.name))


def is_recent(resource: Resource, today: date) -> bool:
    """Whether the capacity was told within a week: an older figure says nothing about tonight."""
    return resource.capacity_at is not None and 0 <= (today - resource.capacity_at.date()).days <= 7


def _describe(name: str, held: list[Resource], today: date) -> Area:
    offered = [one for one in held if not one.do_not_refer]
    fresh = [one for one in offered if not is_stale(one.checked_on, today)]
    missing = [label for label, is_met in NEEDS[:-1] if not any(is_met(one) for one in fresh)]
    if not any(is_recent(one, today) and NEEDS[-1][1](one) for one in fresh):
        missing.append(NEEDS[-1][0])
    return Area(name, len(offered), len(offered) - len(fresh), tuple(missing))
