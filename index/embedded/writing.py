"""Write documents into SQLite, one transaction a batch, touching only what differs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import apsw

from index.document import PlaceRef
from index.embedded import reading, staleness
from index.embedded.batch import Batch, Held, News
from index.embedded.keyring import Keyring, name_keys, pack_numbers, read_numbers
from index.embedded.rows import Row
from index.embedded.tallies import Shift, Standing, Tallies
from index.embedded.widening import WORDING_BYTES
from index.instants import to_micros

_AD: Final = f"INSERT OR REPLACE INTO ad VALUES({','.join('?' * 16)})"
_CHANGE: Final = "INSERT INTO change(ad_id, keys, deleted, generation, at) VALUES(?,?,?,?,?)"
_HELD: Final = """SELECT ad_id, ad, revision, digest, facts, text_digest, others, site, first_seen, last_seen, at, keys,
                  places FROM ad WHERE ad_id = ?"""


class Writer:
    """Writes through one connection; keeps the numbers of sites and places between batches."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._sites: dict[str, int] = {slug: int(n) for n, slug in self._all("SELECT site, slug FROM site")}
        self._places: dict[tuple[str, float, float], int] = {
            (name, lat, lon): n for n, name, lat, lon in self._all("SELECT place, name, lat, lon FROM place")
        }
        self._next_ad = int(self._all("SELECT coalesce(max(ad), 0) + 1 FROM ad")[0][0])
        self._is_linked = staleness.is_linked(connection)

    def write(self, rows: Sequence[Row]) -> list[tuple[Row, bool]]:
        """Write one batch in one transaction; returns the rows that differ from what was held, and whether each is
        new."""
        latest = {row.ad_id: row for row in rows}
        held = self.held(latest)
        fresh = [News(row, held.get(row.ad_id)) for row in latest.values() if is_news(row, held.get(row.ad_id))]
        if not fresh:
            return []
        with self._connection:
            batch, ring = self._begin(), Keyring(self._connection)
            ring.add(_carried(fresh))
            for news in fresh:
                self._add(batch, ring, news)
            self._flush(batch, ring)
        return [(news.row, news.held is None) for news in fresh]

    def delete(self, ad_ids: Iterable[str]) -> list[str]:
        """Remove ads in one transaction; returns those that were held."""
        held = self.held(ad_ids)
        if not held:
            return []
        with self._connection:
            batch, ring = self._begin(), Keyring(self._connection)
            for ad_id, row in held.items():
                names = sorted(key for _, key, _, _ in name_keys(self._connection, row.keys))
                batch.changes.append((ad_id, "\n".join(map(str, names)), 1, batch.generation, batch.now))
                self._let_go(batch, row, None)
            self._flush(batch, ring)
            numbers = [(row.ad,) for row in held.values()]
            for table in ("ad", "body", "cluster_ad"):
                self._connection.executemany(f"DELETE FROM {table} WHERE ad = ?", numbers)
        return list(held)

    def held(self, ad_ids: Iterable[str]) -> dict[str, Held]:
        """The rows already held under these ids."""
        found = {}
        for ad_id, *rest, keys, places in self._connection.executemany(_HELD, ((ad_id,) for ad_id in ad_ids)):
            ad, revision, digest, facts, text, others, site, first, last, at = rest
            held = (read_numbers(keys), read_numbers(places), read_numbers(others))
            standing = Standing(site, first, last, at, *held)
            found[str(ad_id)] = Held(ad, revision, digest, facts, text, standing)
        return found

    def site_number(self, slug: str) -> int:
        """The number of a site; given out when it is new."""
        if slug not in self._sites:
            self._connection.execute("INSERT OR IGNORE INTO site(slug) VALUES(?)", (slug,))
            self._sites[slug] = self._all("SELECT site FROM site WHERE slug = ?", (slug,))[0][0]
        return int(self._sites[slug])

    def _begin(self) -> Batch:
        now = to_micros(datetime.now(UTC))
        return Batch(next_generation(self._connection, now), now)

    def _add(self, batch: Batch, ring: Keyring, news: News) -> None:
        row, held = news.row, news.held
        number = held.ad if held else self._next_ad
        self._next_ad += held is None
        document = row.document
        if news.is_same_in_substance and held:
            keys, others, places = held.standing.keys, held.standing.others, held.standing.places
        else:
            keys, others = ring.sort_out(row.names)
            places = self._number_places(document.places)
            batch.changes.append((row.ad_id, row.keys, 0, batch.generation, batch.now))
        site = self.site_number(document.ad.site)
        standing = Standing(site, row.first, row.last, row.at, keys, places, others)
        packed, packed_places = pack_numbers(keys), pack_numbers(places)
        batch.ads.append((
            number, row.ad_id, site, document.ad.revision, document.revisions, row.first, row.last, row.at,
            row.sort_key, row.text_digest, row.digest, row.facts, batch.generation, packed,
            pack_numbers(others), packed_places,
        ))  # fmt: skip
        batch.bodies.append((number, row.packed))
        shown = (row.text_digest[:WORDING_BYTES], packed, packed_places, site, row.last - row.first, row.last - row.at)
        batch.in_keys += [(key, -row.last, number, row.ad_id, *shown) for key in (*keys, *others)]
        if held:
            self._replace(batch, held, Held(number, 0, b"", b"", row.text_digest, standing))
        else:
            batch.shifts.append(Shift(None, standing))
            self._mark(batch, number, keys)

    def _replace(self, batch: Batch, old: Held, new: Held) -> None:
        """Move an ad that is held from one standing to another."""
        self._let_go(batch, old, new)
        batch.moved.update(new.keys)
        if old.standing != new.standing or old.text_digest != new.text_digest:
            self._mark(batch, new.ad, new.standing.keys)

    def _let_go(self, batch: Batch, old: Held, new: Held | None) -> None:
        batch.out_keys += [(key, -old.standing.last, old.ad) for key in old.keys]
        batch.moved.subtract(old.keys)
        batch.shifts.append(Shift(old.standing, new.standing if new else None))
        if self._is_linked:
            batch.stale |= staleness.mark_old(self._connection, old, new)

    def _mark(self, batch: Batch, ad: int, keys: Iterable[int]) -> None:
        if self._is_linked:
            batch.stale.add((staleness.AD, ad))
            batch.stale |= {(staleness.KEY, key) for key in keys}

    def _number_places(self, places: Iterable[PlaceRef]) -> tuple[int, ...]:
        """Their numbers, ascending; given out to those that are new."""
        wanted = {(place.name, place.lat, place.lon) for place in places}
        for place in wanted.difference(self._places):
            self._connection.execute("INSERT INTO place(name, lat, lon) VALUES(?,?,?)", place)
            self._places[place] = self._connection.last_insert_rowid()
        return tuple(sorted([self._places[place] for place in wanted]))

    def _flush(self, batch: Batch, ring: Keyring) -> None:
        run = self._connection.executemany
        run(_AD, batch.ads)
        run("INSERT OR REPLACE INTO body VALUES(?,?)", batch.bodies)
        kept = {row[:3] for row in batch.in_keys} if batch.out_keys else set()
        run("DELETE FROM key_ad WHERE key = ? AND age = ? AND ad = ?", sorted(set(batch.out_keys) - kept))
        run("INSERT OR REPLACE INTO key_ad VALUES(?,?,?,?,?,?,?,?,?,?)", sorted(batch.in_keys))
        run(_CHANGE, batch.changes)
        ring.read(batch.moved)
        gone = ring.shift(batch.moved)
        if self._is_linked:
            batch.stale |= {(staleness.GONE, name) for name in gone}
        Tallies(self._connection).apply(batch.shifts, ring.counts)
        staleness.write(self._connection, batch.stale, batch.generation)

    def _all(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        return reading.rows(self._connection, statement, values)


def _carried(fresh: Iterable[News]) -> Counter[tuple[str, str]]:
    """How many new ads carry each key; 0 for those that only ads held already carry: `moved` counts these."""
    counts: Counter[tuple[str, str]] = Counter()
    for news in fresh:
        if news.held is None:
            counts.update(news.row.names)
        elif not news.is_same_in_substance:
            counts.update(dict.fromkeys(news.row.names, 0))
    return counts


def is_news(row: Row, held: Held | None) -> bool:
    """Whether a row must be written: new, or different and not of an older revision than the one held."""
    return held is None or (row.digest != held.digest and row.document.ad.revision >= held.revision)


def next_generation(connection: apsw.Connection, now: int) -> int:
    """Count one committed write. Call inside its transaction; the text index is behind from here on."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES('generation', 0), ('text_generation', 0)")
    connection.execute("INSERT OR IGNORE INTO meta VALUES('behind_since', ?)", (now,))
    statement = "UPDATE meta SET value = value + 1 WHERE name = 'generation' RETURNING value"
    return int(reading.rows(connection, statement)[0][0])
