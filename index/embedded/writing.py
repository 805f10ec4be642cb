"""Write documents into SQLite, one transaction a batch, touching only what differs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import apsw

from index.embedded import reading
from index.embedded.rows import Row, pack_text_digest
from index.instants import to_micros
from matching.links.keys import LINKING_KINDS

_AD: Final = "INSERT OR REPLACE INTO ad VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"
_COUNT: Final = "INSERT INTO key_count VALUES(?,?,?) ON CONFLICT DO UPDATE SET ads = ads + excluded.ads"
_CHANGE: Final = "INSERT INTO change(ad_id, keys, deleted, generation, at) VALUES(?,?,?,?,?)"


@dataclass(frozen=True, slots=True)
class Held:
    """What the table knows of an ad before the write."""

    ad: int
    revision: int
    digest: bytes
    facts: bytes


@dataclass(slots=True)
class Batch:
    """Rows to be written together, with the changes of the key tables they cause."""

    generation: int
    now: int
    ads: list[tuple[object, ...]] = field(default_factory=list)
    bodies: list[tuple[int, bytes]] = field(default_factory=list)
    keys_in: list[tuple[str, str, int]] = field(default_factory=list)
    keys_out: list[tuple[str, str, int]] = field(default_factory=list)
    places_in: list[tuple[int, int]] = field(default_factory=list)
    places_out: list[tuple[int]] = field(default_factory=list)
    changes: list[tuple[str, str, int, int, int]] = field(default_factory=list)


class Writer:
    """Writes through one connection; keeps the numbers of sites and places between batches."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._sites: dict[str, int] = {slug: int(n) for n, slug in self._all("SELECT site, slug FROM site")}
        self._places = {
            (name, lat, lon): n for n, name, lat, lon in self._all("SELECT place, name, lat, lon FROM place")
        }
        self._next_ad = int(self._all("SELECT coalesce(max(ad), 0) + 1 FROM ad")[0][0])

    def write(self, rows: Sequence[Row]) -> list[tuple[Row, bool]]:
        """Write one batch in one transaction; returns the rows that differ from what was held, and whether each is
        new."""
        latest = {row.ad_id: row for row in rows}
        held = self.held(latest)
        fresh = [row for row in latest.values() if is_news(row, held.get(row.ad_id))]
        if not fresh:
            return []
        with self._connection:
            batch = self._begin()
            for row in fresh:
                self._add(batch, row, held.get(row.ad_id))
            self._flush(batch)
        return [(row, row.ad_id not in held) for row in fresh]

    def delete(self, ad_ids: Iterable[str]) -> list[str]:
        """Remove ads in one transaction; returns those that were held."""
        held = self.held(ad_ids)
        if not held:
            return []
        with self._connection:
            batch = self._begin()
            for ad_id, row in held.items():
                keys = self._all("SELECT kind, value FROM ad_key WHERE ad = ?", (row.ad,))
                batch.keys_out += [(kind, value, row.ad) for kind, value in keys]
                batch.places_out.append((row.ad,))
                batch.changes.append((ad_id, join_keys(keys), 1, batch.generation, batch.now))
            self._flush(batch)
            numbers = [(row.ad,) for row in held.values()]
            for table in ("ad", "body", "cluster_ad"):
                self._connection.executemany(f"DELETE FROM {table} WHERE ad = ?", numbers)
        return list(held)

    def held(self, ad_ids: Iterable[str]) -> dict[str, Held]:
        """The rows already held under these ids."""
        statement = "SELECT ad_id, ad, revision, digest, facts FROM ad WHERE ad_id = ?"
        found = self._connection.executemany(statement, [(ad_id,) for ad_id in ad_ids])
        return {str(ad_id): Held(*rest) for ad_id, *rest in found}

    def site_number(self, slug: str) -> int:
        """The number of a site; given out when it is new."""
        if slug not in self._sites:
            self._connection.execute("INSERT OR IGNORE INTO site(slug) VALUES(?)", (slug,))
            self._sites[slug] = self._all("SELECT site FROM site WHERE slug = ?", (slug,))[0][0]
        return int(self._sites[slug])

    def _begin(self) -> Batch:
        now = to_micros(datetime.now(UTC))
        return Batch(next_generation(self._connection, now), now)

    def _add(self, batch: Batch, row: Row, held: Held | None) -> None:
        number = held.ad if held else self._next_ad
        self._next_ad += held is None
        document, ad = row.document, row.document.ad
        batch.ads.append((
            number, row.ad_id, self.site_number(ad.site), ad.revision, document.revisions,
            to_micros(ad.first_seen_at), to_micros(ad.last_seen_at), row.at, row.sort_key,
            pack_text_digest(document.text_digest), row.digest, row.facts, batch.generation,
        ))  # fmt: skip
        batch.bodies.append((number, row.packed))
        if held and held.facts == row.facts:
            return
        keys = {(key.kind, key.value) for key in document.keys}
        old = set(self._all("SELECT kind, value FROM ad_key WHERE ad = ?", (number,))) if held else set()
        batch.keys_in += [(kind, value, number) for kind, value in keys - old]
        batch.keys_out += [(kind, value, number) for kind, value in old - keys]
        batch.places_out += [(number,)] if held else []
        batch.places_in += [(number, self._place_number(place.name, place.lat, place.lon)) for place in document.places]
        batch.changes.append((row.ad_id, join_keys(sorted(keys)), 0, batch.generation, batch.now))

    def _place_number(self, name: str, lat: float, lon: float) -> int:
        place = (name, lat, lon)
        if place not in self._places:
            self._connection.execute("INSERT INTO place(name, lat, lon) VALUES(?,?,?)", place)
            self._places[place] = self._connection.last_insert_rowid()
        return int(self._places[place])

    def _flush(self, batch: Batch) -> None:
        run = self._connection.executemany
        run(_AD, batch.ads)
        run("INSERT OR REPLACE INTO body VALUES(?,?)", batch.bodies)
        # Sorted: neighbours in the tree are written together, which is what makes bulk loading fast.
        run("INSERT OR IGNORE INTO key VALUES(?,?,?)", sorted(batch.keys_in))
        run("INSERT OR IGNORE INTO ad_key(kind, value, ad) VALUES(?,?,?)", batch.keys_in)
        run("DELETE FROM key WHERE kind = ? AND value = ? AND ad = ?", batch.keys_out)
        run("DELETE FROM ad_key WHERE kind = ? AND value = ? AND ad = ?", batch.keys_out)
        run("DELETE FROM ad_place WHERE ad = ?", batch.places_out)
        run("INSERT OR IGNORE INTO ad_place VALUES(?,?)", batch.places_in)
        run(_COUNT, sorted(count_tails(batch)))
        gone = [(kind, value[::-1]) for kind, value, _ in batch.keys_out]
        run("DELETE FROM key_count WHERE kind = ? AND tail = ? AND ads <= 0", gone)
        run(_CHANGE, batch.changes)

    def _all(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return reading.rows(self._connection, statement, values)


def is_news(row: Row, held: Held | None) -> bool:
    """Whether a row must be written: new, or different and not of an older revision than the one held."""
    return held is None or (row.digest != held.digest and row.document.ad.revision >= held.revision)


def count_tails(batch: Batch) -> list[tuple[str, str, int]]:
    """How the number of ads of each linking key changes; values reversed, so that their endings can be searched."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, value, _ in batch.keys_in:
        counts[kind, value] += 1
    for kind, value, _ in batch.keys_out:
        counts[kind, value] -= 1
    return [(kind, value[::-1], n) for (kind, value), n in counts.items() if n and kind in LINKING_KINDS]


def join_keys(keys: Iterable[tuple[str, str]]) -> str:
    """Keys of a change row, one a line."""
    return "\n".join(f"{kind}:{value}" for kind, value in keys)


def next_generation(connection: apsw.Connection, now: int) -> int:
    """Count one committed write. Call inside its transaction; the text index is behind from here on."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES('generation', 0), ('text_generation', 0)")
    connection.execute("INSERT OR IGNORE INTO meta VALUES('behind_since', ?)", (now,))
    statement = "UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value"
    return int(reading.rows(connection, statement)[0][0])
