"""`index check` finds every kind of damage we know how to do."""

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from index.check import check
from index.document import Document
from index.embedded.schema import FILE
from index.embedded.text import write_text
from index.faults import DamagedIndexError
from index.fields import flatten
from index.open import open_index
from index.removals.listing import RemovalList
from index.removals.removal import Request

Sketcher = Callable[..., Document]


@pytest.fixture
def folder(tmp_path: Path, sketch: Sketcher) -> Path:
    engine = open_index(tmp_path / "index")
    boise = ("Boise, ID, US", 43.6135, -116.2035)
    engine.put(
        [
            sketch(
                number=n, phones=(f"+1202555{n:04d}",), places=(boise,), text=f'quiet "studio" number {n} open today'
            )
            for n in range(100, 120)
        ]
    )
    engine.delete(["alpha:119"])
    engine.close()
    return tmp_path / "index"


def faults(folder: Path) -> list[str]:
    engine = open_index(folder)
    found = [one.what for one in check(engine) if not one.ok]
    engine.close()
    return found


def run(folder: Path, statement: str) -> None:
    connection = apsw.Connection(str(folder / (folder / "current").readlink() / FILE))
    connection.execute(statement)
    connection.close()


def test_a_healthy_index_has_no_faults(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("DELETE FROM body WHERE ad = 3", "ads and their documents"),
        ("DELETE FROM key_ad WHERE ad = 3", "keys by value and by ad"),
        ("UPDATE key_ad SET carried = x'' WHERE ad = 3", "keys by value and by ad"),
        ("UPDATE key_ad SET seen = seen + 1 WHERE ad = 3", "keys by value and by ad"),
        ("UPDATE link_key SET ads = 7 WHERE key = 1", "ads counted under each key"),
        ("INSERT INTO tally VALUES(1, 0, 0, 70, 1, 2)", "sums under busy keys"),
        ("UPDATE body SET packed = (SELECT packed FROM body WHERE ad = 1) WHERE ad = 3", "documents and their rows"),
        ("UPDATE meta SET value = value + 1 WHERE name = 'generation'", "text index is level with the key store"),
    ],
)
def test_damage_in_the_tables_is_named(folder: Path, damage: str, named: str) -> None:
    run(folder, damage)
    assert named in faults(folder)


def test_an_ad_missing_from_the_text_is_named(folder: Path) -> None:
    build = folder / (folder / "current").readlink()
    with write_text(build) as text:
        text.delete(["alpha:105"], 9)
        text.commit(9)
    assert {"ads in the key store and in the text index", "facets"} <= set(faults(folder))


def test_other_words_under_the_same_id_are_named(folder: Path, sketch: Sketcher) -> None:
    build = folder / (folder / "current").readlink()
    with write_text(build) as text:
        text.put(flatten(sketch(number=105, text="something else")), 9)
        text.commit(9)
    assert "a sample found by its own words" in faults(folder)


def test_something_removed_and_still_held_is_named(tmp_path: Path, folder: Path) -> None:
    RemovalList(tmp_path).add(Request("phone:+12025550105", "hide", "officer", "asked"))
    assert faults(folder) == ["nothing removed is held"]
    engine = open_index(folder)
    engine.put(engine.get(["alpha:105"]).values())
    engine.close()
    assert faults(folder) == []


def test_a_file_that_is_garbage_in_the_middle_is_named_not_written_to_and_replaced(
    folder: Path, sketch: Sketcher
) -> None:
    path = folder / (folder / "current").readlink() / FILE
    with path.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"\xff" * 40_000)
    assert faults(folder) != []
    with pytest.raises(DamagedIndexError, match="threadline rebuild"):
        open_index(folder).put([sketch(number=n) for n in range(500, 600)])
    engine = open_index(folder)
    with engine.rebuild() as fresh:
        fresh.put(sketch(number=n, text="made again from the archive") for n in range(100, 119))
    assert faults(folder) == []
    assert min(change.sequence for change in engine.changes(0)) > 1_000_000_000
    engine.close()
