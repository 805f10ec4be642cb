"""Texts that say nearly the same are found, proved and grouped; others are not."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.text.band_file import BandFile
from matching.text.bands import band_texts
from matching.text.faults import BandFileError
from matching.text.grouping import group_texts, measure_jaccard
from matching.text.shingles import shingle_texts

WORDS = [f"word{n}" for n in range(500)]


def write(seed: int, length: int = 72) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def change(words: list[str], seed: int, count: int) -> str:
    chance = random.Random(seed)
    changed = list(words)
    for place in chance.sample(range(len(words)), count):
        changed[place] = chance.choice(WORDS)
    return " ".join(changed)


def naive_jaccard(left: str, right: str) -> float:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return {tuple(words[n : n + 3]) for n in range(max(len(words) - 2, min(len(words), 1)))}

    a, b = runs(left), runs(right)
    return len(a & b) / len(a | b) if a | b else 0.0


def digest(number: int) -> str:
    return f"{number:032x}"


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=9).map(" ".join), min_size=2, max_size=6))
@settings(max_examples=200, deadline=None)
def test_jaccard_is_exact(texts: list[str]) -> None:
    shingles = shingle_texts(texts)
    pairs = [(a, b) for a in range(len(texts)) for b in range(len(texts))]
    left, right = np.array(pairs).T
    expected = [naive_jaccard(texts[a], texts[b]) for a, b in pairs]
    assert measure_jaccard(shingles, left, right) == pytest.approx(expected)


def test_near_copies_are_grouped_and_strangers_are_not() -> None:
    texts, truth = [], []
    for poster in range(60):
        base = write(poster)
        texts += [change(base, poster * 100 + copy, copy) for copy in range(7)]
        truth += [poster] * 7
    shingles = shingle_texts(texts)
    groups = group_texts(band_texts(shingles), shingles)
    same_group = groups[:, None] == groups[None, :]
    same_poster = np.array(truth)[:, None] == np.array(truth)[None, :]
    assert not (same_group & ~same_poster).any()
    assert (same_group & same_poster).sum() / same_poster.sum() >= 0.95


def test_candidates_below_the_limit_are_not_joined() -> None:
    base = write(1)
    half = [" ".join(base[:40] + write(seed, 40)) for seed in range(2, 30)]
    shingles = shingle_texts(half)
    assert len(set(group_texts(band_texts(shingles), shingles).tolist())) == len(half)


def test_another_script_needs_no_spaces() -> None:
    texts = ["安静的工作室在车站附近请打电话预约时间" + end for end in ("早上", "晚上")]
    shingles = shingle_texts(texts)
    assert measure_jaccard(shingles, np.array([0]), np.array([1]))[0] > 0.7


def test_groups_do_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    base = write(3)
    texts = {digest(n): change(base, n, n % 9) for n in range(40)}
    one, other = BandFile(tmp_path / "one"), BandFile(tmp_path / "other")
    one.add(texts.items())
    for item in reversed(texts.items()):
        other.add([item])
    assert one.groups(texts) == other.groups(texts)
    assert len(one.groups(texts)) > 30


def test_added_texts_are_still_there_when_opened_again(tmp_path: Path) -> None:
    base = write(3)
    texts = {digest(n): change(base, n, 2) for n in range(5)}
    assert BandFile(tmp_path).add(texts.items()) == 5
    again = BandFile(tmp_path)
    assert (len(again), again.add(texts.items())) == (5, 0)
    assert again.missing([digest(2), digest(9), digest(9)]) == [digest(9)]
    assert len(again.groups(texts)) == 5


def test_only_texts_still_held_are_grouped(tmp_path: Path) -> None:
    base = write(3)
    bands = BandFile(tmp_path)
    bands.add((digest(n), change(base, n, 1)) for n in range(3))
    assert set(bands.groups([digest(0), digest(2), digest(77)])) == {digest(0), digest(2)}
    assert bands.groups([digest(0)]) == {}


def test_near_finds_copies_of_a_text_that_is_not_held(tmp_path: Path) -> None:
    base = write(5)
    bands = BandFile(tmp_path)
    bands.add([(digest(1), change(base, 1, 1)), (digest(2), " ".join(write(6))), (digest(3), "")])
    assert [found for found, _ in bands.near(" ".join(base))] == [digest(1)]
    assert bands.near("") == []


def test_what_a_kill_left_behind_the_last_state_is_dropped(tmp_path: Path) -> None:
    base = write(8)
    BandFile(tmp_path).add([(digest(1), " ".join(base))])
    for name in ("digests", "bands", "sizes", "shingles"):
        with (tmp_path / name).open("ab") as handle:
            handle.write(b"half a batch")
    bands = BandFile(tmp_path)
    bands.add([(digest(2), change(base, 2, 1))])
    assert set(bands.groups([digest(1), digest(2)])) == {digest(1), digest(2)}


@pytest.mark.parametrize("content", ["{}", "not json", '{"version": 9, "texts": 1, "shingles": 1}'])
def test_a_broken_state_is_named_with_the_remedy(tmp_path: Path, content: str) -> None:
    BandFile(tmp_path).add([(digest(1), "one two three four")])
    (tmp_path / "state.json").write_text(content, encoding="utf-8")
    with pytest.raises(BandFileError, match="delete"):
        BandFile(tmp_path)


def test_a_shortened_file_is_noticed(tmp_path: Path) -> None:
    BandFile(tmp_path).add([(digest(1), "one two three four")])
    (tmp_path / "bands").write_bytes(b"")
    with pytest.raises(BandFileError, match="shorter"):
        BandFile(tmp_path)


def test_no_texts_have_no_groups(tmp_path: Path) -> None:
    assert BandFile(tmp_path).groups([]) == {}
    assert BandFile(tmp_path).groups([digest(1)]) == {}


def test_an_older_file_is_forgotten_and_filled_again(tmp_path: Path) -> None:
    BandFile(tmp_path).add([(digest(1), "one two three four")])
    (tmp_path / "state.json").write_text('{"version": 1, "texts": 1, "shingles": 2}', encoding="utf-8")
    bands = BandFile(tmp_path)
    assert bands.missing([digest(1)]) == [digest(1)]
    bands.add([(digest(1), "one two three four"), (digest(2), "one two three four")])
    assert set(BandFile(tmp_path).groups([digest(1), digest(2)])) == {digest(1), digest(2)}
