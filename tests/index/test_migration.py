"""An index of an older version opens, loses nothing, and is copied first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.document import Document
from index.embedded import schema
from index.open import open_index
from index.query import Query

Sketcher = Callable[..., Document]


def test_an_older_file_is_copied_and_brought_up_to_date(
    tmp_path: Path, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
    engine = open_index(tmp_path / "index")
    engine.put([sketch(number=n, phones=("+12025550134",)) for n in range(3)])
    engine.close()
    monkeypatch.undo()
    later = (*schema.MIGRATIONS, "ALTER TABLE site ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    engine = open_index(tmp_path / "index")
    assert engine.search(Query()).total == 3  # a reader that comes first migrates too
    engine.put([sketch(number=9)])
    assert engine.stats().ads == 4
    (build,) = (tmp_path / "index").glob("build-*")
    assert [path.name for path in build.glob("*.before-*")] == [f"ads.before-{len(later)}"]


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
