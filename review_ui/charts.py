"""Small drawings made on the server: no script, and a table says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from index.results import Count

_HEIGHT: Final = 72
_STEP: Final = 10
_GAP: Final = 2
_MOST_WEEKS: Final = 104
_FEWEST_WEEKS: Final = 26
"""Half a year at least: a few weeks alone would be drawn as wide blocks."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first to the last week as one outline, and the weeks that have any for the table.

    One outline and not a shape a week: two years of shapes took as long to write as the whole rest of a page.
    """

    outline: str
    weeks: tuple[tuple[str, str], ...]
    first: str
    last: str
    highest: int
    width: int
    height: int = _HEIGHT


def draw_weeks(weeks: Sequence[Count]) -> Chart | None:
    """A bar per ISO week (`2026-W47`), at most the newest two years; None when no week can be read."""
    counts = {monday: count.ads for count in weeks if (monday := _monday(count.value)) is not None}
    if not counts:
        return None
    last = max(counts)
    first = max(min(*counts, last - timedelta(weeks=_FEWEST_WEEKS - 1)), last - timedelta(weeks=_MOST_WEEKS - 1))
    shown = sorted((monday, ads) for monday, ads in counts.items() if ads and monday >= first)
    highest = max((ads for _monday, ads in shown), default=0)
    return Chart(
        outline="".join(_outline((monday - first).days // 7, _HEIGHT * ads / highest) for monday, ads in shown),
        weeks=tuple((_name(monday), str(ads)) for monday, ads in shown),
        first=_name(first),
        last=_name(last),
        highest=highest,
        width=((last - first).days // 7 + 1) * _STEP,
    )


def _outline(position: int, height: float) -> str:
    return f"M{position * _STEP} {_HEIGHT}v-{height:.1f}h{_STEP - _GAP}v{height:.1f}z"


@lru_cache(1024)
def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


@lru_cache(1024)
def _monday(week: str) -> date | None:
    try:
        year, _, number = week.partition("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
