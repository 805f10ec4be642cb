"""What changed since ads were last linked: keys, texts, clusters and ads that the next linking must look at again."""

from collections.abc import Iterable
from typing import Final

import apsw

from index.embedded import reading
from index.embedded.batch import Held
from index.embedded.keyring import name_keys
from index.engine import Stale
from matching.links.keys import LinkKey

KEY: Final = "key"
LOST: Final = "lost"
TEXT: Final = "text"
CLUSTER: Final = "cluster"
AD: Final = "ad"
GONE: Final = "gone"
"""KEY: number of a key on a changed ad; LOST: such a key that may have lost a partner; TEXT: digest of a text that one
ad fewer has; CLUSTER: where a changed ad was a member; AD: number of an ad that was put; GONE: a key, by
name, that no ad carries any more."""

Mark = tuple[str, object]


def is_linked(connection: apsw.Connection) -> bool:
    """Whether clusters were ever found: before that everything is new, and marking it all would say nothing."""
    return bool(reading.read_meta(connection, "linked"))


def mark_old(connection: apsw.Connection, old: Held, new: Held | None) -> set[Mark]:
    """What an ad leaves behind when it is replaced or deleted; nothing where the linker would see no difference."""
    if new and old.standing == new.standing and old.text_digest == new.text_digest:
        return set()
    marks: set[Mark] = {(KEY, key) for key in old.standing.keys}
    if new is None or not set(old.standing.keys) <= set(new.standing.keys) or len(new.standing.keys) > _MANY:
        marks |= {(LOST, key) for key in old.standing.keys}
    if new is None or old.text_digest != new.text_digest:
        marks.add((TEXT, old.text_digest))
    held = connection.execute("SELECT cluster_id FROM cluster_ad WHERE ad = ?", (old.ad,))
    return marks | {(CLUSTER, cluster_id) for (cluster_id,) in held}


_MANY: Final = 20  # an ad with very many keys counts as a list and joins nobody: it may lose all its partners at once


def write(connection: apsw.Connection, marks: Iterable[Mark], generation: int) -> None:
    """Call inside the transaction that made the changes."""
    rows = [(what, item, generation) for what, item in marks]
    connection.executemany("INSERT OR REPLACE INTO stale VALUES(?,?,?)", rows)


def read(connection: apsw.Connection) -> Stale | None:
    """Everything marked; None when nothing was ever linked."""
    if not is_linked(connection):
        return None
    generation = reading.read_meta(connection, "generation")
    marks: dict[str, list[object]] = {what: [] for what in (KEY, LOST, TEXT, CLUSTER, AD, GONE)}
    for what, item in reading.rows(connection, "SELECT what, item FROM stale WHERE generation <= ?", (generation,)):
        marks[what].append(item)
    ads = connection.executemany("SELECT ad_id FROM ad WHERE ad = ?", [(ad,) for ad in marks[AD]])
    gone = frozenset(LinkKey.parse(str(name)) for name in marks[GONE])
    return Stale(
        generation=generation,
        keys=gone | {key for _, key, _, _ in name_keys(connection, _whole(marks[KEY]))},
        lost=gone | {key for _, key, _, _ in name_keys(connection, _whole(marks[LOST]))},
        texts=frozenset(bytes(text).hex() for text in marks[TEXT] if isinstance(text, bytes)),
        clusters=frozenset(map(str, marks[CLUSTER])),
        ad_ids=frozenset(str(ad_id) for (ad_id,) in ads),
    )


def clear(connection: apsw.Connection, generation: int) -> None:
    """Everything up to that generation was linked again. Call inside the transaction that replaces the clusters."""
    connection.execute("DELETE FROM stale WHERE generation <= ?", (generation,))
    connection.execute("INSERT OR REPLACE INTO meta VALUES('linked', 1)")


def _whole(items: Iterable[object]) -> list[int]:
    return [item for item in items if isinstance(item, int)]
