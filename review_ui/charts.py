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
class Bar:
    """One week: where its bar stands, in units of the drawing."""

    week: str
    ads: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first to the last week, empty weeks included."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    highest: int
    bar_width: int = _STEP - _GAP

    @property
    def last(self) -> Bar:
        """The newest week."""
        return self.bars[-1]


def draw_weeks(weeks: Sequence[Count]) -> Chart | None:
    """A bar per ISO week (`2026-W47`), at most the newest two years; None when no week can be read."""
    counts = {monday: count.ads for count in weeks if (monday := _monday(count.value)) is not None}
    if not counts:
        return None
    last = max(counts)
    first = max(min(*counts, last - timedelta(weeks=_FEWEST_WEEKS - 1)), last - timedelta(weeks=_MOST_WEEKS - 1))
    mondays = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    highest = max(counts.get(monday, 0) for monday in mondays)
    bars = tuple(_bar(position, monday, counts.get(monday, 0), highest) for position, monday in enumerate(mondays))
    return Chart(bars, width=max(len(bars) * _STEP, 1), height=_HEIGHT, highest=highest)


def _bar(position: int, monday: date, ads: int, highest: int) -> Bar:
    height = round(_HEIGHT * ads / highest, 1) if highest else 0.0
    return Bar(_name(monday), ads, position * _STEP, round(_HEIGHT - height, 1), height)


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
