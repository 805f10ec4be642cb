"""The step from version 2 to 3: keys get numbers, an ad carries the numbers of its keys and places, busy keys get sums.

Measured: one row a key and ad, of three whole numbers, in place of two rows of text; a look-up reads its own answer.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import apsw

_TABLES: Final = """
CREATE TABLE link_key(key INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, tail TEXT,
    ads INTEGER NOT NULL, UNIQUE(kind, value));
CREATE INDEX link_key_by_tail ON link_key(tail) WHERE tail IS NOT NULL;
CREATE TABLE key_ad(key INTEGER, age INTEGER, ad INTEGER, PRIMARY KEY(key, age, ad)) WITHOUT ROWID;
CREATE TABLE tally(key INTEGER, what INTEGER, item INTEGER, ads INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, PRIMARY KEY(key, what, item)) WITHOUT ROWID;
CREATE TABLE hub_key(key INTEGER PRIMARY KEY);
CREATE TABLE stale(what TEXT, item, generation INTEGER NOT NULL, PRIMARY KEY(what, item)) WITHOUT ROWID;
CREATE TABLE alias(what TEXT, item TEXT, target TEXT NOT NULL, PRIMARY KEY(what, item)) WITHOUT ROWID;
CREATE INDEX alias_by_target ON alias(what, target);
ALTER TABLE ad ADD COLUMN keys BLOB NOT NULL DEFAULT x'';
ALTER TABLE ad ADD COLUMN others BLOB NOT NULL DEFAULT x'';
ALTER TABLE ad ADD COLUMN places BLOB NOT NULL DEFAULT x'';
CREATE INDEX ad_by_text ON ad(text_digest);
CREATE INDEX cluster_ad_by_cluster ON cluster_ad(cluster_id);
"""

_FILL: Final = """
INSERT INTO link_key(kind, value, ads) SELECT kind, value, count(*) FROM key GROUP BY kind, value ORDER BY kind, value;
INSERT INTO key_ad SELECT link_key.key, -ad.last_seen, ad.ad
    FROM key CROSS JOIN link_key USING(kind, value) CROSS JOIN ad ON ad.ad = key.ad;
INSERT INTO hub_key SELECT key FROM hub CROSS JOIN link_key USING(kind, value);
"""

_OLD: Final = "DROP TABLE key; DROP TABLE ad_key; DROP TABLE key_count; DROP TABLE ad_place; DROP TABLE hub;"

LINKING: Final = "('phone', 'email', 'handle', 'url', 'domain', 'wallet', 'picture')"
"""Kinds that can link, as they were in version 3."""


def number_keys(connection: apsw.Connection) -> None:
    """Call inside a transaction."""
    connection.execute(_TABLES)
    if not connection.execute("SELECT 1 FROM ad LIMIT 1").fetchall():
        connection.execute(_OLD)
        return
    connection.execute(_FILL)
    phones = connection.execute("SELECT value, key FROM link_key WHERE kind = 'phone'").fetchall()
    connection.executemany("UPDATE link_key SET tail = ? WHERE key = ?", [(str(v)[::-1], key) for v, key in phones])
    held = f"SELECT ad, key FROM ad_key CROSS JOIN link_key USING(kind, value) WHERE kind {{}} IN {LINKING}"
    _pack_into(connection, "keys", connection.execute(held.format("")))
    _pack_into(connection, "others", connection.execute(held.format("NOT")))
    _pack_into(connection, "places", connection.execute("SELECT ad, place FROM ad_place"))
    connection.execute(_OLD)  # the sums are made by the next step, from rows that this one does not have yet


def _pack_into(connection: apsw.Connection, column: str, found: Iterable[Any]) -> None:
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for ad, number in found:
        numbers[ad].append(number)
    packed = ((array("I", sorted(held)).tobytes(), ad) for ad, held in numbers.items())
    connection.executemany(f"UPDATE ad SET {column} = ? WHERE ad = ?", packed)
