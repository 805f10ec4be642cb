"""Which families are measured together, and what their targets are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from bench.evaluation.cases import Case
from extractors.places.gazetteer import load_gazetteer


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of cases for one kind."""

    name: str
    kind: str
    holds: Callable[[Case], bool]


def _is_short(case: Case) -> bool:
    """Whether the case is one of the short texts written for telephones, not a whole ad."""
    return case.case_id.startswith("phone-")


def _is_plain(case: Case) -> bool:
    return not _is_short(case) or case.family[:1] in ("A", "P", "I")


GROUPS: Final = (
    Group("phone, obfuscated mix with traps", "phone", lambda case: _is_short(case) and not _is_plain(case)),
    Group("phone, plain", "phone", _is_plain),
    Group("phone, traps alone", "phone", lambda case: case.is_trap),
)
"""Besides these, each kind is measured over all cases that label it."""

TOWNS: Final = "place, towns of 15,000 to 50,000"
"""Counted by value, not by case: those of the places labelled or found that are as small as that."""


@cache
def small_towns() -> frozenset[str]:
    """The values of every town of that size."""
    gazetteer = load_gazetteer()
    cities = (city for key in gazetteer.by_id.values() for city in gazetteer.cities(key))
    return frozenset(city.value for city in cities if city.population < 50_000)
