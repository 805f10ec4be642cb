"""What only the embedded engine does: rebuild beside itself, catch up after a kill, serve many readers."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from index.document import Document
from index.embedded import putting
from index.embedded.engine import EmbeddedEngine
from index.embedded.schema import FILE, MIGRATIONS, open_writer
from index.embedded.shelf import Shelf
from index.embedded.text import TextWriter, text_folder
from index.faults import BadQueryError, NewerIndexError, WriterBusyError
from index.open import open_index
from index.query import Query
from matching.links.keys import LinkKey

Sketcher = Callable[..., Document]
PHONE = LinkKey("phone", "+12025550134")


def build(engine_folder: Path) -> Path:
    return engine_folder / (engine_folder / "current").readlink()


def test_an_index_that_was_never_written_answers_and_is_empty(engine: EmbeddedEngine) -> None:
    assert engine.search(Query(text="anything")).total == 0
    assert engine.summary([PHONE]).ads == 0
    assert engine.get(["a:1"]) == {}
    assert engine.stats().ads == 0


def test_the_same_revision_again_changes_nothing(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    documents = [sketch(number=n, phones=(PHONE.value,)) for n in range(5)]
    assert engine.put(documents) == 5
    before = engine.stats()
    assert engine.put(documents) == 0
    assert engine.stats() == before
    assert len(list(engine.changes(0))) == 5


def test_an_older_revision_does_not_replace_a_newer_one(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, text="second", revision=2)])
    assert engine.put([sketch(number=1, text="first", revision=1)]) == 0
    assert engine.get(["alpha:1"])["alpha:1"].ad.text == "second"


def test_readers_see_the_old_build_during_a_rebuild_and_the_new_one_after(
    engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path
) -> None:
    engine.put([sketch(number=n) for n in range(3)])
    reader = open_index(tmp_path / "index")
    with engine.rebuild() as fresh:
        fresh.put([sketch(number=n, text="rewritten") for n in range(4)])
        assert reader.search(Query(text="rewritten")).total == 0
        assert reader.stats().ads == 3
    assert reader.search(Query(text="rewritten")).total == 4
    assert reader.stats().generation > 1
    assert len(list((tmp_path / "index").glob("build-*"))) == 1


def test_a_failed_rebuild_leaves_the_old_build(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1)])

    def stop() -> Iterator[Document]:
        yield sketch(number=5)
        message = "stopped"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="stopped"), engine.rebuild() as fresh:
        fresh.put(stop())
    assert engine.stats().ads == 1
    engine.put([sketch(number=2)])
    assert engine.search(Query()).total == 2


def test_a_rebuild_reports_only_what_it_changed(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=n) for n in range(4)])
    last = max(change.sequence for change in engine.changes(0))
    with engine.rebuild() as fresh:
        fresh.put([sketch(number=0), sketch(number=1, phones=(PHONE.value,)), sketch(number=2), sketch(number=9)])
    news = [(change.ad_id, change.keys, change.deleted) for change in engine.changes(last)]
    assert news == [("alpha:1", (str(PHONE),), False), ("alpha:9", (), False), ("alpha:3", (), True)]


def test_seeing_an_ad_again_is_no_change_but_is_remembered(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, phones=(PHONE.value,))])
    assert engine.put([sketch(number=1, phones=(PHONE.value,), days=3)]) == 1
    assert len(list(engine.changes(0))) == 1
    assert engine.summary([PHONE]).last_seen_at == datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


def test_text_that_a_kill_kept_from_tantivy_is_caught_up(
    engine: EmbeddedEngine, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.put([sketch(number=1), sketch(number=2)])

    def die(_self: TextWriter, _generation: int) -> None:
        message = "killed before tantivy's commit"
        raise KeyboardInterrupt(message)

    with monkeypatch.context() as patched:
        patched.setattr(TextWriter, "commit", die)
        with pytest.raises(KeyboardInterrupt):
            engine.put([sketch(number=3, text="only in sqlite")])
        with pytest.raises(KeyboardInterrupt):
            engine.delete(["alpha:2"])
    answer = engine.search(Query())
    assert (answer.exact, engine.stats().lag_seconds > 0) == (False, True)
    assert engine.put([]) == 0
    answer = engine.search(Query())
    assert ({hit.ad_id for hit in answer.hits}, answer.exact) == ({"alpha:1", "alpha:3"}, True)
    assert engine.stats().lag_seconds == 0


def test_a_lost_text_folder_is_made_again_from_sqlite(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    engine.put([sketch(number=n) for n in range(3)])
    engine.close()
    folder = text_folder(build(tmp_path / "index"))
    for path in folder.iterdir():
        path.unlink()
    assert engine.search(Query(text="studio")).total == 0  # a reader that comes first makes an empty one
    engine.close()
    engine.put([])
    assert engine.search(Query(text="studio")).total == 3


def test_a_long_put_commits_its_text_on_the_way(
    engine: EmbeddedEngine, sketch: Sketcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putting, "_BATCH", 2)
    monkeypatch.setattr(putting, "_TEXT_COMMIT", 4)

    def stream() -> object:
        yield from (sketch(number=n) for n in range(6))
        message = "the source broke"
        raise OSError(message)

    with pytest.raises(OSError, match="broke"):
        engine.put(stream())  # type: ignore[arg-type]
    assert engine.search(Query()).total == 4
    engine.put([])
    assert engine.search(Query()).total == 6


def test_only_one_process_writes_at_a_time(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    impatient = EmbeddedEngine(Shelf(tmp_path / "index", patience_seconds=0.1))
    with Shelf(tmp_path / "index").writing(), pytest.raises(WriterBusyError, match="another process"):
        impatient.put([sketch(number=1)])
    assert impatient.put([sketch(number=1)]) == 1


def test_an_index_of_a_later_version_is_refused(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    engine.put([sketch(number=1)])
    engine.close()
    connection = apsw.Connection(str(build(tmp_path / "index") / FILE))
    connection.pragma("user_version", len(MIGRATIONS) + 1)
    connection.close()
    with pytest.raises(NewerIndexError, match="this version reads"):
        open_writer(build(tmp_path / "index"))


def test_the_end_of_a_number_needs_four_digits(engine: EmbeddedEngine) -> None:
    with pytest.raises(BadQueryError, match="at least the last 4"):
        engine.count_keys("phone", "134")


def test_link_inputs_are_what_was_put(engine: EmbeddedEngine, sketch: Sketcher) -> None:
    engine.put([sketch(number=1, phones=(PHONE.value,), pictures=("ab" * 32,)), sketch(number=2)])
    one, two = engine.link_inputs()
    assert one.keys == (PHONE, LinkKey("picture", "ab" * 32))
    assert (two.ad_id, two.keys) == ("alpha:2", ())
    assert one.text_digest == two.text_digest


def test_a_reader_that_may_not_write_reads(engine: EmbeddedEngine, sketch: Sketcher, tmp_path: Path) -> None:
    engine.put([sketch(number=1, phones=(PHONE.value,))])
    engine.close()
    folder = build(tmp_path / "index")
    assert {path.name for path in folder.glob(f"{FILE}-*")} == {f"{FILE}-wal", f"{FILE}-shm"}
    read = (
        "import os, sys, apsw\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "connection = apsw.Connection(sys.argv[1], flags=apsw.SQLITE_OPEN_READONLY)\n"
        "print(connection.execute('SELECT count(*) FROM ad').fetchall()[0][0])\n"
    )
    ours = [one for one in tmp_path.parents if "pytest-of-" in str(one)]  # with a folder per worker between, or without
    for path in [*ours, tmp_path, tmp_path / "index", folder]:
        path.chmod(0o755)
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", read, str(folder / FILE)], capture_output=True, text=True, check=False
        )
    finally:
        folder.chmod(mode)
    assert (done.stdout.strip(), done.stderr) == ("1", "")
