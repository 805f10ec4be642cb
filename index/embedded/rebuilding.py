"""A fresh build beside the running one: what it starts from, and what it takes over before it replaces it."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import apsw

from index.embedded import schema
from index.embedded.keyring import read_numbers
from index.embedded.reading import read_meta, rows
from index.faults import DamagedIndexError, EngineDownError
from index.text_engine import TextEngine

_DAMAGE: Final = (apsw.CorruptError, apsw.NotADBError, DamagedIndexError)


class Pinned:
    """The home of a build that is not current yet; whoever made it holds the writer's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path:
        """Always the same folder."""
        return self._folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """No lock of its own."""
        yield


@contextmanager
def draft_beside(text: TextEngine, draft: Path) -> Iterator[TextEngine]:
    """The text engine that a draft is written with; what it wrote goes when the draft is given up."""
    text.drop(draft)  # left-overs of a killed rebuild
    beside = text.beside()
    try:
        yield beside
    except BaseException:
        with suppress(EngineDownError):  # then the next rebuild removes it
            text.drop(draft)
        raise


def start_from(old: Path, fresh: Path) -> None:
    """Generations and changes go on counting, and sites keep their last complete crawl. Where the old file is damaged,
    counting goes on from a number that no count of writes has reached: the seconds since 1970."""
    try:
        with _both(old, fresh) as connection:
            sites = "INSERT INTO site(slug, last_complete) SELECT slug, last_complete FROM old.site"
            connection.execute(sites)
            changes = rows(connection, "SELECT coalesce(max(sequence), 0) FROM old.change")[0][0]
            _count_from(connection, _old_number(connection, "generation"), changes)
    except _DAMAGE:
        with closing(schema.open_writer(fresh)) as connection, connection:
            _count_from(connection, int(time.time()), int(time.time()))


def carry_over(old: Path, fresh: Path) -> None:
    """Keep the old changes; add one for each ad whose facts the rebuild changed, added or dropped, so that no watch
    fires for an ad that merely was written again. Where the old file is damaged, every ad counts as changed."""
    with suppress(*_DAMAGE), _both(old, fresh) as connection:
        generation = read_meta(connection, "generation")
        connection.execute("CREATE TEMP TABLE made AS SELECT * FROM main.change")
        connection.execute("DELETE FROM main.change")
        connection.execute("INSERT INTO main.change SELECT * FROM old.change")
        connection.execute(
            """INSERT INTO main.change(ad_id, keys, deleted, generation, at)
               SELECT made.ad_id, made.keys, 0, ?, made.at FROM made
               WHERE sequence IN (SELECT max(sequence) FROM made GROUP BY ad_id) AND NOT EXISTS (
                   SELECT 1 FROM main.ad AS fresh JOIN old.ad AS held USING(ad_id)
                   WHERE fresh.ad_id = made.ad_id AND fresh.facts = held.facts) ORDER BY sequence""",
            (generation,),
        )
        missing = """SELECT ad_id, keys, others FROM old.ad WHERE ad_id NOT IN (SELECT ad_id FROM main.ad)
                     ORDER BY ad_id"""
        gone = [
            (ad_id, _old_names(connection, keys + others), generation)
            for ad_id, keys, others in rows(connection, missing)
        ]
        connection.executemany(
            """INSERT INTO main.change(ad_id, keys, deleted, generation, at)
               VALUES(?, ?, 1, ?, unixepoch() * 1000000)""",
            gone,
        )


def _old_names(connection: apsw.Connection, packed: bytes) -> str:
    statement = "SELECT kind, value FROM old.link_key WHERE key = ?"
    found = connection.executemany(statement, [(key,) for key in read_numbers(packed)])
    return "\n".join(f"{kind}:{value}" for kind, value in sorted(found))


def _count_from(connection: apsw.Connection, generation: int, changes: int) -> None:
    connection.execute("INSERT INTO meta VALUES('generation', ?), ('text_generation', ?)", (generation, generation))
    connection.execute("INSERT INTO sqlite_sequence VALUES('change', ?)", (changes,))


@contextmanager
def _both(old: Path, fresh: Path) -> Iterator[apsw.Connection]:
    """One transaction over both files, the older one migrated first."""
    schema.open_writer(old).close()
    with closing(schema.open_writer(fresh)) as connection:
        connection.execute("ATTACH ? AS old", (str(old / schema.FILE),))
        with connection:
            yield connection


def _old_number(connection: apsw.Connection, name: str) -> int:
    found = rows(connection, "SELECT value FROM old.meta WHERE name = ?", (name,))
    return int(found[0][0]) if found else 0
