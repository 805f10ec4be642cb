"""Instants as whole microseconds since 1970, which sort and compare the same way in every engine."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970; negative before it. Raises ValueError for an instant without a zone."""
    if instant.tzinfo is None:
        message = f"an instant needs a time zone: {instant!r}"
        raise ValueError(message)
    passed = instant - _EPOCH
    return passed.days * 86_400_000_000 + passed.seconds * 1_000_000 + passed.microseconds


def from_micros(micros: int) -> datetime:
    """The aware UTC instant."""
    return _EPOCH + micros * _MICROSECOND  # two thirds of the time of making a timedelta of so many


def iso_week(instant: datetime) -> str:
    """`2026-W47`, in UTC."""
    year, week, _ = instant.astimezone(UTC).isocalendar()
    return f"{year:04d}-W{week:02d}"
