"""Large worlds take the road of a partner's file: straight into the archive, without a site."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from crawlers.importing import ImportCounts, ImportRequest, import_file

PER_FILE: Final = 20_000
"""An import reads its file's digest at once; pieces keep memory level in worlds of a million ads."""
FIELDS: Final = {"title": "title", "text": "text", "phone": "phone_shown", "price": "price_shown",
                 "place": "place_shown", "posted_at": "posted_at"}  # fmt: skip


def import_world(rows: Iterator[dict[str, Any]], folder: Path, archive: Path) -> Iterator[ImportCounts]:
    """Write the ads as partner files, piece by piece, and import each; yields what became of it."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while piece := list(islice(rows, PER_FILE)):
        number += 1
        for site in sorted({row["site"] for row in piece}):
            path = folder / f"{site}-{number:04d}.jsonl"
            with path.open("w", encoding="utf-8") as lines:
                lines.writelines(_line(row) for row in piece if row["site"] == site)
            yield import_file(
                ImportRequest(
                    path, archive, site, "job" if site == "demo-jobs" else "commercial",
                    terms="made-up ads", tlp="TLP:CLEAR", source="demo world", timezone="America/Chicago",
                )
            )  # fmt: skip
            path.unlink()


def _line(row: dict[str, Any]) -> str:
    fields = {name: row[column] for name, column in FIELDS.items() if row[column]}
    return json.dumps({"id": row["native_id"], **fields}, ensure_ascii=False) + "\n"
