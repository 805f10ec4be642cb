"""What the linker reads: every ad, or those around a change."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import apsw

from index.embedded import reading
from index.embedded.keyring import find_keys, name_keys, read_numbers
from index.instants import from_micros
from matching.links.inputs import LinkInput
from matching.links.keys import LINKING_KINDS, LinkKey

_COLUMNS: Final = "SELECT ad.ad_id, ad.text_digest, ad.first_seen, ad.last_seen, ad.keys"


def all_inputs(connection: apsw.Connection) -> Iterator[LinkInput]:
    """Every ad in order of its number. The names of all keys are in memory meanwhile: 200 bytes a key."""
    marks = ",".join("?" * len(LINKING_KINDS))
    held = connection.execute(f"SELECT key, kind, value FROM link_key WHERE kind IN ({marks})", LINKING_KINDS)
    names = {number: LinkKey(kind, value) for number, kind, value in held}
    for row in connection.execute(f"{_COLUMNS} FROM ad ORDER BY ad"):
        yield _read(row, names)


def inputs_with_keys(connection: apsw.Connection, keys: Iterable[LinkKey]) -> list[LinkInput]:
    """Every ad that carries one of these, each once."""
    statement = f"{_COLUMNS} FROM key_ad CROSS JOIN ad USING(ad) WHERE key = ?"
    numbers = [number for number, _, _ in find_keys(connection, keys).values()]
    return _name(connection, connection.executemany(statement, ((number,) for number in numbers)))


def inputs_with_texts(connection: apsw.Connection, digests: Iterable[str]) -> list[LinkInput]:
    """Every ad of these texts (128 bits of a digest, in hex)."""
    values = ((bytes.fromhex(digest),) for digest in digests)
    return _name(connection, connection.executemany(f"{_COLUMNS} FROM ad WHERE text_digest = ?", values))


def inputs_of(connection: apsw.Connection, ad_ids: Iterable[str]) -> list[LinkInput]:
    """These ads, as far as they are held."""
    values = ((ad_id,) for ad_id in ad_ids)
    return _name(connection, connection.executemany(f"{_COLUMNS} FROM ad WHERE ad_id = ?", values))


def members_beside(connection: apsw.Connection, ad_ids: Iterable[str], cluster_ids: Iterable[str]) -> dict[str, str]:
    """Every member of the clusters that hold these ads, and of these clusters: ad_id to the cluster's id."""
    wanted = set(cluster_ids)
    statement = "SELECT cluster_id FROM ad CROSS JOIN cluster_ad USING(ad) WHERE ad_id = ?"
    wanted |= {cluster_id for (cluster_id,) in connection.executemany(statement, ((ad_id,) for ad_id in ad_ids))}
    held = """SELECT ad_id, cluster_id FROM cluster_ad CROSS JOIN ad USING(ad) WHERE cluster_id = ?"""
    return dict(connection.executemany(held, ((cluster_id,) for cluster_id in wanted)))


def hubs(connection: apsw.Connection) -> frozenset[LinkKey]:
    """Every key that the last linking called a hub."""
    numbers = [number for (number,) in reading.rows(connection, "SELECT key FROM hub_key")]
    return frozenset(key for _, key, _, _ in name_keys(connection, numbers))


def _name(connection: apsw.Connection, found: Iterable[Any]) -> list[LinkInput]:
    rows = list({row[0]: row for row in found}.values())
    numbers: Collection[int] = {number for row in rows for number in read_numbers(row[4])}
    names = {number: key for number, key, _, _ in name_keys(connection, numbers)}
    return [_read(row, names) for row in rows]


def _read(row: tuple[Any, ...], names: dict[int, LinkKey]) -> LinkInput:
    ad_id, digest, first, last, keys = row
    held = tuple(sorted([names[number] for number in read_numbers(keys)], key=_order))
    return LinkInput(ad_id, held, digest.hex(), from_micros(first), from_micros(last))


def _order(key: LinkKey) -> tuple[str, str]:
    return key.kind, key.value  # ten times as fast as comparing the records themselves
