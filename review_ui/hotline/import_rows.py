"""Rows of a CSV export as tips: any usual encoding and separator, columns by name."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.hotline.intake import NewTip

_LONGEST: Final = 1_000_000
_YES: Final = frozenset({"1", "true", "yes", "y", "x", "si", "sí"})
FIELDS: Final = tuple(one.name for one in fields(NewTip))


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row is no tip; never what stands in it."""

    why: str


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns`: a field of a tip -> the name of its column, where they differ. `date_format` as strptime takes it;
    empty: ISO 8601. Times without a zone are the desk's."""

    columns: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""


def read_csv(content: bytes, layout: Layout) -> Iterator[tuple[int, NewTip | RowFault]]:
    """Each row with its line number. Raises BadRecordError for a file without the columns that are needed."""
    csv.field_size_limit(_LONGEST)
    text = decode(content)
    lines = text.splitlines(keepends=True)
    reader = csv.DictReader(io.StringIO(text), dialect=_dialect(lines[0] if lines else ""))
    named = _columns(reader.fieldnames or (), layout)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, RowFault(str(error))
            continue
        if any(isinstance(value, str) and value.strip() for value in row.values()):
            yield reader.line_num, _make({one: str(row.get(column) or "") for one, column in named.items()}, layout)


def decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else the Windows code page that old exports use."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _dialect(head: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = max(",;\t|", key=head.count)

    return Found


def _columns(held: object, layout: Layout) -> dict[str, str]:
    names = [str(name).strip() for name in held] if isinstance(held, list | tuple) else []
    by_lower = {name.lower(): name for name in names}
    wanted = {one: layout.columns.get(one, one) for one in FIELDS}
    missing = sorted(column for one, column in layout.columns.items() if column.lower() not in by_lower)
    unknown = sorted(set(layout.columns) - set(FIELDS))
    if unknown or missing:
        message = f"no such field: {', '.join(unknown)}" if unknown else f"no such column: {', '.join(missing)}"
        raise BadRecordError(f"{message}; a tip has {', '.join(FIELDS)}")
    found = {one: by_lower[column.lower()] for one, column in wanted.items() if column.lower() in by_lower}
    if "narrative" not in found:
        raise BadRecordError("no column `narrative`: name it with --map narrative=COLUMN")
    return found


def _make(row: Mapping[str, str], layout: Layout) -> NewTip | RowFault:
    values: dict[str, object] = {one: text.strip().replace("\x00", "") for one, text in row.items()}
    if not values["narrative"]:
        return RowFault("nothing was told: the narrative is empty")
    if len(str(values.get("legacy_id", ""))) > 64:  # the width of the column
        return RowFault("legacy_id is longer than 64 characters")
    try:
        values |= _times(str(values.pop("received_at", "")), layout)
    except ValueError:
        return RowFault("received_at is no time that can be read; see --date-format")
    for one in ("involves_minor", "needs_interpreter"):
        if one in values:
            values[one] = str(values[one]).lower() in _YES
    values["identifiers"] = str(values.pop("identifiers", "")).replace(";", "\n").splitlines()
    return NewTip(**{one: value for one, value in values.items() if value != ""})  # type: ignore[arg-type]


def _times(text: str, layout: Layout) -> dict[str, object]:
    if not text:
        return {}
    found = datetime.strptime(text, layout.date_format) if layout.date_format else datetime.fromisoformat(text)  # noqa: DTZ007
    return {"received_at": found if found.tzinfo else found.replace(tzinfo=ZoneInfo(current_desk().timezone))}
