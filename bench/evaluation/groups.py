"""Which families are measured together, and what their targets are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bench.evaluation.cases import Case


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of cases for one kind."""

    name: str
    kind: str
    holds: Callable[[Case], bool]


def _is_plain(case: Case) -> bool:
    return case.family[:1] in "AP" or case.family.startswith("I")


GROUPS: Final = (
    Group("phone, obfuscated mix with traps", "phone", lambda case: not _is_plain(case)),
    Group("phone, plain", "phone", _is_plain),
    Group("phone, traps alone", "phone", lambda case: case.is_trap),
)
"""Besides these, each kind is measured over all cases that label it."""
