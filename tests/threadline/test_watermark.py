"""The watermark never skips a revision that was not put."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from threadline.watermark import Watermark


def test_an_absent_or_broken_mark_means_the_beginning(tmp_path: Path) -> None:
    assert Watermark.read(tmp_path).start(None) == 0
    (tmp_path / "ingested.json").write_text("[broken", encoding="utf-8")
    assert Watermark.read(tmp_path).start("north") == 0


def test_one_site_ahead_of_the_others_is_not_read_twice(tmp_path: Path) -> None:
    Watermark().move(None, 10).move("north", 25).write(tmp_path)
    mark = Watermark.read(tmp_path)
    assert mark.start("north") == 25
    assert mark.start("south") == mark.start(None) == 10
    assert mark.covers("north", 25)
    assert not mark.covers("south", 25)


@given(st.lists(st.tuples(st.sampled_from([None, "north", "south"]), st.integers(0, 50)), max_size=20))
def test_a_mark_never_moves_back_and_covers_only_what_was_put(moves: list[tuple[str | None, int]]) -> None:
    mark = Watermark()
    put: set[tuple[str, int]] = set()
    for site, sequence in moves:
        before = {name: mark.start(name) for name in ("north", "south")}
        mark = mark.move(site, sequence)
        put |= {(name, at) for name in ("north", "south") if site in {None, name} for at in range(sequence + 1)}
        assert all(mark.start(name) >= before[name] for name in before)
    covered = {(name, at) for name in ("north", "south") for at in range(51) if mark.covers(name, at)}
    assert covered <= put | {("north", 0), ("south", 0)}
