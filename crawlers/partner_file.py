"""Rows of a partner's file, the unreadable ones named by file and line."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crawlers.faults import ImportFileError

FIELDS: Final = ("id", "title", "text", "url", "posted_at", "phone", "price", "place")
_LONGEST_FIELD: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """`values` under our field names; `raw` is what is archived of the row."""

    line: int
    values: Mapping[str, str]
    raw: bytes


class PartnerFile:
    """Rows of a CSV or JSON Lines file; `faults` names file and line of every row left out."""

    def __init__(self, path: Path, columns: Mapping[str, str]) -> None:
        self.path, self.columns = path, columns
        self.faults: list[str] = []

    def _fault(self, line: int, reason: str) -> None:
        self.faults.append(f"{self.path}:{line}: {reason}")

    def rows(self) -> Iterator[PartnerRow]:
        """Every readable row with our field names. Raises ImportFileError when the file itself cannot be read."""
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            message = f"{unknown[0]}: no such field (fields: {', '.join(FIELDS)})"
            raise ImportFileError(message)
        reader = {".csv": self._csv, ".jsonl": self._jsonl, ".ndjson": self._jsonl}.get(self.path.suffix.lower())
        if reader is None:
            message = f"{self.path}: only .csv and .jsonl are read"
            raise ImportFileError(message)
        try:
            with self.path.open("rb") as handle:
                for row in reader(handle):
                    if self._is_usable(row):
                        yield row
        except OSError as error:
            message = f"{self.path}: {error.strerror}"
            raise ImportFileError(message) from error

    def _is_usable(self, row: PartnerRow) -> bool:
        if not row.values.get("id"):
            self._fault(row.line, "has no id")
            return False
        if not row.values.get("text") and not row.values.get("title"):
            self._fault(row.line, "has neither title nor text")
            return False
        return True

    def _csv(self, handle: io.BufferedReader) -> Iterator[PartnerRow]:
        csv.field_size_limit(_LONGEST_FIELD)
        with io.TextIOWrapper(handle, encoding="utf-8-sig", errors="replace", newline="") as lines:
            reader = csv.reader(line.replace("\x00", "\ufffd") for line in lines)
            header: list[str] | None = None
            while True:
                start = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    self._fault(start, f"is not readable CSV ({error})")
                    continue
                if header is None:
                    header = self._checked_header(cells)
                elif row := self._csv_row(start, header, cells):
                    yield row

    def _csv_row(self, line: int, header: list[str], cells: list[str]) -> PartnerRow | None:
        if len(cells) != len(header):
            if cells:
                self._fault(line, f"has {len(cells)} columns where the header has {len(header)}")
            return None
        if any("\ufffd" in cell for cell in cells):
            self._fault(line, "is not UTF-8")
            return None
        told = dict(zip(header, cells, strict=True))
        return PartnerRow(line, self._mapped(told), json.dumps(told, ensure_ascii=True).encode())

    def _checked_header(self, cells: list[str]) -> list[str]:
        missing = [column for column in self.columns.values() if column not in cells]
        if missing:
            message = f"{self.path}:1: no column {missing[0]!r} (columns: {', '.join(cells)})"
            raise ImportFileError(message)
        return cells

    def _jsonl(self, handle: io.BufferedReader) -> Iterator[PartnerRow]:
        for line, raw in enumerate(handle, 1):
            if not raw.strip():
                continue
            try:
                told = json.loads(raw)
            except (ValueError, RecursionError) as error:
                self._fault(line, f"is not JSON ({error})")
                continue
            if not isinstance(told, dict):
                self._fault(line, "is not a JSON object")
                continue
            yield PartnerRow(line, self._mapped(told), raw.strip())

    def _mapped(self, told: Mapping[str, Any]) -> dict[str, str]:
        columns = {name: self.columns.get(name, name) for name in FIELDS}
        values = {name: _text(told.get(column)) for name, column in columns.items()}
        return {name: value for name, value in values.items() if value}


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool | dict | list):
        return ""
    # Lone surrogates pass through JSON escapes and can be stored nowhere.
    return str(value).encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd").strip()
