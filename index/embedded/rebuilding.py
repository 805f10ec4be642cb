"""A fresh build beside the running one: what it starts from, and what it takes over before it replaces it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from index.embedded import schema
from index.embedded.reading import read_meta, rows
from index.faults import EngineDownError
from index.text_engine import TextEngine


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
    """Generations go on counting, and sites keep their last complete crawl."""
    connection = _open_both(old, fresh)
    with connection:
        connection.execute("INSERT INTO site(slug, last_complete) SELECT slug, last_complete FROM old.site")
        generation = _old_number(connection, "generation")
        connection.execute("INSERT INTO meta VALUES('generation', ?), ('text_generation', ?)", (generation, generation))
    connection.close()


def carry_over(old: Path, fresh: Path) -> None:
    """Keep the old changes; add one for each ad whose facts the rebuild changed, added or dropped, so that no watch
    fires for an ad that merely was written again."""
    connection = _open_both(old, fresh)
    generation = read_meta(connection, "generation")
    with connection:
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
        connection.execute(
            """INSERT INTO main.change(ad_id, keys, deleted, generation, at)
               SELECT held.ad_id, coalesce((SELECT keys FROM old.change WHERE change.ad_id = held.ad_id
                   ORDER BY sequence DESC LIMIT 1), ''), 1, ?, unixepoch() * 1000000
               FROM old.ad AS held WHERE held.ad_id NOT IN (SELECT ad_id FROM main.ad) ORDER BY held.ad_id""",
            (generation,),
        )
    connection.close()


def _open_both(old: Path, fresh: Path) -> apsw.Connection:
    connection = schema.open_writer(fresh)
    schema.open_writer(old).close()  # an older file is migrated before it is read
    connection.execute("ATTACH ? AS old", (str(old / schema.FILE),))
    return connection


def _old_number(connection: apsw.Connection, name: str) -> int:
    found = rows(connection, "SELECT value FROM old.meta WHERE name = ?", (name,))
    return int(found[0][0]) if found else 0
