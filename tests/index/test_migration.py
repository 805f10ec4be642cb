"""An index of an older version opens, loses nothing, and is copied first."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index.check import check
from index.document import Document
from index.embedded import schema, tallies
from index.embedded.shelf import Shelf
from index.open import open_index
from index.query import Query
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
OLD = Path(__file__).parent / "data"
"""What versions 2 and 3 wrote: ten ads, one of them revised and one deleted, a cluster, a hub; version 2 the state of a
site, version 3 sums under keys on more than two ads."""

PHONES = [LinkKey("phone", f"+1202555010{n}") for n in range(4)]


@pytest.fixture(params=["version_2", "version_3"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A data folder as an older version left it."""
    build = Shelf(tmp_path / "index").current()
    connection = sqlite3.connect(build / schema.FILE)
    connection.executescript((OLD / f"{request.param}.sql").read_text())
    connection.close()
    return tmp_path / "index"


def test_a_folder_of_an_older_version_is_copied_and_answers_as_if_it_were_written_today(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "BUSY", 2)
    engine, fresh = open_index(folder), open_index(tmp_path / "fresh" / "index")
    assert engine.summary([PHONES[0]]).ads == 3  # a reader that comes first migrates too
    engine.put(())
    held = list(engine.scan(Query()))
    assert len(held) == 9
    fresh.put(sorted(held, key=lambda document: document.ad.first_seen_at))
    for key in (*PHONES, LinkKey("email", "rose@example.org"), LinkKey("picture", "ab" * 32)):
        old, new = engine.summary([key]), fresh.summary([key])
        assert (old.ads, set(old.ad_ids), old.places, old.weeks) == (new.ads, set(new.ad_ids), new.places, new.weeks)
    assert [one for one in check(engine) if not one.ok] == []
    assert [(one.ad_id, one.deleted) for one in engine.changes(0)][-2:] == [("alpha:4", False), ("beta:9", True)]
    assert engine.hubs() == {PHONES[3]}
    assert engine.summary([PHONES[0]]).cluster_id == engine.cluster_of("alpha:6") == "c-1"
    assert engine.stats().largest_component == 0.25
    assert engine.count_keys("phone", "0101") == fresh.count_keys("phone", "0101")
    (backup,) = folder.glob("build-*/*.before-*")
    assert backup.name == f"ads.before-{len(schema.MIGRATIONS)}"
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT count(*) FROM ad").fetchone()[0] > 0
    copy.close()
    engine.close()
    fresh.close()


def test_a_migration_that_fails_leaves_the_old_version(
    tmp_path: Path, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_index(tmp_path / "index")
    engine.put([sketch(number=1)])
    engine.close()
    with monkeypatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE extra(x); SELECT broken FROM nowhere"))
        with pytest.raises(Exception, match="nowhere"):
            open_index(tmp_path / "index").put([sketch(number=2)])
    engine = open_index(tmp_path / "index")
    assert engine.search(Query()).total == 1
    engine.put([sketch(number=2)])
    assert engine.stats().ads == 2
