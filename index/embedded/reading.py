"""Plain reads of the key store: documents, keys, counts, site states, changes."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import apsw

from index.changes import Change
from index.document import Document
from index.faults import DamagedIndexError
from index.instants import from_micros
from index.packing import unpack_document
from index.results import SiteState
from matching.links.inputs import LinkInput
from matching.links.keys import LinkKey

_CHUNK: Final = 500


def get_documents(connection: apsw.Connection, ad_ids: Sequence[str]) -> dict[str, Document]:
    """Documents by ad_id, in the order asked; unknown ids are absent."""
    statement = "SELECT ad_id, packed FROM ad JOIN body USING(ad) WHERE ad_id = ?"
    found = connection.executemany(statement, [(ad_id,) for ad_id in dict.fromkeys(ad_ids)])
    return {ad_id: unpack_document(packed) for ad_id, packed in found}


def ads_with_key(connection: apsw.Connection, key: LinkKey, limit: int) -> list[str]:
    """ad_ids that carry the key, newest seen first."""
    statement = """SELECT ad_id FROM key CROSS JOIN ad USING(ad) WHERE kind = ? AND value = ?
                   ORDER BY last_seen DESC, ad_id LIMIT ?"""
    return [ad_id for (ad_id,) in connection.execute(statement, (key.kind, key.value, limit))]


def keys_ending(connection: apsw.Connection, kind: str, suffix: str, limit: int) -> list[tuple[LinkKey, int]]:
    """Keys of a kind that end in `suffix`, with their ads, most ads first."""
    tail = suffix[::-1]
    statement = (
        """SELECT tail, ads FROM key_count WHERE kind = ? AND tail >= ? AND tail < ? ORDER BY ads DESC, tail LIMIT ?"""
    )
    found = connection.execute(statement, (kind, tail, tail + "\U0010ffff", limit))
    return [(LinkKey(kind, value[::-1]), ads) for value, ads in found]


def count_beginning(connection: apsw.Connection, kind: str, prefix: str) -> tuple[int, int]:
    """Distinct keys of a kind that begin with `prefix`, and the distinct ads under them."""
    statement = "SELECT count(DISTINCT value), count(DISTINCT ad) FROM key WHERE kind = ? AND value >= ? AND value < ?"
    ((keys, ads),) = rows(connection, statement, (kind, prefix, prefix + "\U0010ffff"))
    return int(keys), int(ads)


def count_ads(connection: apsw.Connection, keys: Sequence[LinkKey]) -> dict[LinkKey, int]:
    """Distinct ads of each linking key that is held."""
    found = {}
    for key in keys:
        for (ads,) in connection.execute(
            "SELECT ads FROM key_count WHERE kind=? AND tail=?", (key.kind, key.value[::-1])
        ):
            found[key] = int(ads)
    return found


def are_hubs(connection: apsw.Connection, keys: Sequence[LinkKey]) -> set[LinkKey]:
    """Those of the keys that the last linking called hubs."""
    statement = "SELECT kind, value FROM hub WHERE kind = ? AND value = ?"
    found = connection.executemany(statement, [(key.kind, key.value) for key in keys])
    return {LinkKey(kind, value) for kind, value in found}


def read_meta(connection: apsw.Connection, name: str) -> int:
    """A number of the meta table; 0 when it was never set."""
    found = rows(connection, "SELECT value FROM meta WHERE name = ?", (name,))
    return int(found[0][0]) if found else 0


def site_states(connection: apsw.Connection) -> tuple[SiteState, ...]:
    """Every site with an ad or a crawl, by name."""
    found = connection.execute("SELECT slug, last_complete FROM site ORDER BY slug")
    return tuple(SiteState(slug, None if at is None else from_micros(at)) for slug, at in found)


def changes_since(connection: apsw.Connection, since: int) -> Iterator[Change]:
    """Changes after a sequence number, oldest first, read in chunks so that no read transaction stays open."""
    statement = "SELECT sequence, ad_id, keys, deleted FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?"
    while chunk := rows(connection, statement, (since, _CHUNK)):
        for sequence, ad_id, keys, deleted in chunk:
            yield Change(sequence, ad_id, tuple(keys.split("\n")) if keys else (), bool(deleted))
        since = chunk[-1][0]


def scan_documents(connection: apsw.Connection) -> Iterator[Document]:
    """Every document, newest first, in chunks; what is written meanwhile may or may not be seen."""
    statement = """SELECT sort_key, ad_id, packed FROM ad JOIN body USING(ad)
                   WHERE sort_key < ? OR (sort_key = ? AND ad_id > ?) ORDER BY sort_key DESC, ad_id LIMIT ?"""
    last, ad_id = 1 << 62, ""
    while chunk := rows(connection, statement, (last, last, ad_id, _CHUNK)):
        for last, ad_id, packed in chunk:  # noqa: B007  the last ones are where the next chunk begins
            yield unpack_document(packed)


def link_inputs(connection: apsw.Connection, kinds: Sequence[str]) -> Iterator[LinkInput]:
    """What the linker reads of every ad, from the narrow tables alone, ordered by the ad's number."""
    marks = ",".join("?" * len(kinds))
    keys = connection.execute(f"SELECT ad, kind, value FROM ad_key WHERE kind IN ({marks}) ORDER BY ad", tuple(kinds))
    pending = next(keys, None)
    statement = "SELECT ad, ad_id, text_digest, first_seen, last_seen FROM ad ORDER BY ad"
    for ad, ad_id, digest, first, last in connection.execute(statement):
        held: list[LinkKey] = []
        while pending is not None and pending[0] <= ad:
            if pending[0] == ad:
                held.append(LinkKey(pending[1], pending[2]))
            pending = next(keys, None)
        yield LinkInput(ad_id, tuple(held), digest.hex(), from_micros(first), from_micros(last))


def rows(connection: apsw.Connection, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """All rows at once. Columns have the types of the schema, which apsw cannot know."""
    try:
        return connection.execute(statement, values).fetchall()
    except (apsw.CorruptError, apsw.NotADBError) as error:
        message = f"{connection.filename}: damaged ({error}); run `threadline rebuild`"
        raise DamagedIndexError(message) from error
