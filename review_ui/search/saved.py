"""A search as a watch keeps it: what was asked, without page, order and count."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from index.faults import BadQueryError
from index.query import Circle, Query
from index.wording import read_wording
from review_ui.faults import BadRecordError

_ANY: Final = Query()
_LEFT_OUT: Final = ("limit", "cursor", "order")
_TIMES: Final = ("since", "until")


def restricting(query: Query) -> dict[str, Any]:
    """The parts of a query that leave some ads out."""
    asked = {field.name: getattr(query, field.name) for field in fields(Query) if field.name not in _LEFT_OUT}
    return {name: value for name, value in asked.items() if value != getattr(_ANY, name)}


def as_record(query: Query) -> dict[str, Any]:
    """The parts that restrict, as JSON takes them. Raises BadRecordError where nothing restricts or the words cannot be
    searched: that would watch every ad, or none."""
    kept = restricting(query)
    try:
        read_wording(query.text)
    except BadQueryError as error:
        message = f"watch: {error}"
        raise BadRecordError(message) from error
    if not kept:
        message = "watch: give words or a filter"
        raise BadRecordError(message)
    kept |= {name: kept[name].isoformat() for name in _TIMES if name in kept}
    if query.near is not None:
        kept["near"] = [query.near.lat, query.near.lon, query.near.radius_km]
    return {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()}


def as_query(record: Mapping[str, Any]) -> Query:
    """The query again."""
    parts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in record.items() if name != "near"
    }
    parts |= {name: datetime.fromisoformat(parts[name]) for name in _TIMES if name in parts}
    return replace(_ANY, **parts, near=Circle(*record["near"]) if "near" in record else None)
