"""Plain reads of the key store: documents, keys, counts, site states, changes."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import apsw

from index.changes import Change
from index.document import Document
from index.embedded.keyring import TAILED, find_keys
from index.faults import DamagedIndexError
from index.instants import from_micros
from index.packing import unpack_document
from index.results import SiteState
from matching.links.keys import LINKING_KINDS, LinkKey

_CHUNK: Final = 500


def get_documents(connection: apsw.Connection, ad_ids: Sequence[str]) -> dict[str, Document]:
    """Documents by ad_id, in the order asked; unknown ids are absent."""
    statement = "SELECT ad_id, packed FROM ad JOIN body USING(ad) WHERE ad_id = ?"
    found = connection.executemany(statement, [(ad_id,) for ad_id in dict.fromkeys(ad_ids)])
    return {ad_id: unpack_document(packed) for ad_id, packed in found}


def ads_with_key(connection: apsw.Connection, key: LinkKey, limit: int) -> list[str]:
    """ad_ids that carry the key, newest seen first, then in the order they came."""
    statement = """SELECT ad_id FROM link_key CROSS JOIN key_ad USING(key)
                   WHERE kind = ? AND value = ? ORDER BY age, ad LIMIT ?"""
    return [ad_id for (ad_id,) in connection.execute(statement, (key.kind, key.value, limit))]


def keys_ending(connection: apsw.Connection, kind: str, suffix: str, limit: int) -> list[tuple[LinkKey, int]]:
    """Keys of a kind that end in `suffix`, with their ads, most ads first, then by their end."""
    tail = suffix[::-1]
    if kind in TAILED:
        found = rows(connection, _ENDING, (kind, tail, tail + "\U0010ffff", limit))
    else:
        found = rows(connection, _ENDING_SLOWLY, (kind, -len(suffix), suffix))
        found = sorted(found, key=lambda row: (-row[1], row[0][::-1]))[:limit]
    return [(LinkKey(kind, value), ads) for value, ads in found]


_ENDING: Final = """SELECT value, ads FROM link_key WHERE kind = ? AND tail >= ? AND tail < ?
                    ORDER BY ads DESC, tail LIMIT ?"""
_ENDING_SLOWLY: Final = "SELECT value, ads FROM link_key WHERE kind = ? AND substr(value, ?) = ?"


def count_beginning(connection: apsw.Connection, kind: str, prefix: str) -> tuple[int, int]:
    """Distinct keys of a kind that begin with `prefix`, and the distinct ads under them."""
    statement = """SELECT count(DISTINCT link_key.key), count(DISTINCT ad) FROM link_key CROSS JOIN key_ad USING(key)
                   WHERE kind = ? AND value >= ? AND value < ?"""
    ((keys, ads),) = rows(connection, statement, (kind, prefix, prefix + "\U0010ffff"))
    return int(keys), int(ads)


def count_ads(connection: apsw.Connection, keys: Sequence[LinkKey]) -> dict[LinkKey, int]:
    """Distinct ads of each linking key that is held."""
    found = find_keys(connection, [key for key in keys if key.kind in LINKING_KINDS])
    return {key: ads for key, (_, ads, _) in found.items()}


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


def rows(connection: apsw.Connection, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """All rows at once. Columns have the types of the schema, which apsw cannot know."""
    try:
        return connection.execute(statement, values).fetchall()
    except (apsw.CorruptError, apsw.NotADBError) as error:
        message = f"{connection.filename}: damaged ({error}); run `threadline rebuild`"
        raise DamagedIndexError(message) from error
