"""Counts and sizes."""

from datetime import UTC, datetime
from pathlib import Path

import apsw

from index.embedded import reading
from index.embedded.schema import MIGRATIONS
from index.engine import EngineStats
from index.instants import to_micros
from index.text_engine import TextEngine
from matching.links.keys import LINKING_KINDS


def measure(connection: apsw.Connection, folder: Path, text: TextEngine) -> EngineStats:
    """One walk over the narrow tables; a second at ten million ads."""
    ads, revisions = reading.rows(connection, "SELECT count(*), coalesce(sum(revisions), 0) FROM ad")[0]
    marks = ",".join("?" * len(LINKING_KINDS))
    counted = f"SELECT count(*) FROM link_key WHERE kind IN ({marks})"
    keys = reading.rows(connection, counted, LINKING_KINDS)[0][0]
    generation = reading.read_meta(connection, "generation")
    level = generation == reading.read_meta(connection, "text_generation")
    behind = to_micros(datetime.now(UTC)) - reading.read_meta(connection, "behind_since")
    share = reading.rows(connection, "SELECT value FROM meta WHERE name = 'largest_share'")
    return EngineStats(
        ads=int(ads),
        revisions=int(revisions),
        keys=int(keys),
        disk_bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) + text.disk_bytes(folder),
        lag_seconds=0.0 if level else max(behind / 1e6, 0.0),
        largest_component=float(share[0][0]) if share else 0.0,
        engine=text.name,
        versions={"sqlite": apsw.sqlite_lib_version(), **text.versions(), "schema": str(len(MIGRATIONS))},
        generation=generation,
    )
