"""Words, phrases, circles and cursors, before any engine sees them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import PlaceRef
from index.faults import BadQueryError
from index.fields import name_cell, name_spot
from index.geography import Spot, bounds, distance_km, spots_within
from index.ordering import Cursor, next_cursor
from index.query import Circle
from index.snippets import make_snippet
from index.wording import read_wording
from index.words import split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't MISS it", ["dont", "miss", "it"]),
        ("Don’t miss", ["dont", "miss"]),
        ("Café ÉLAN naïve", ["cafe", "elan", "naive"]),
        ("ＡＢＣ 𝓗𝓮𝓵𝓵𝓸", ["abc", "hello"]),
        ("按摩 now", ["按", "摩", "now"]),
        ("202-555-0134", ["202", "555", "0134"]),
        ("a_b\ud800c", ["a", "b", "c"]),
        ("x" * 70, ["x" * 64]),
    ],
)
def test_words_are_folded_and_split(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_splits_into_words_without_spaces_that_split_no_further(text: str) -> None:
    words = split_words(text)
    assert all(word and not word.isspace() and len(word) <= 64 for word in words)
    assert [again for word in words for again in split_words(word)] == words


def test_a_query_reads_words_phrases_and_exclusions() -> None:
    wording = read_wording('studio "new in town" -agency -"no calls" 555-0134 studio')
    assert wording.must == (("studio",), ("new", "in", "town"), ("555", "0134"))
    assert wording.must_not == (("agency",), ("no", "calls"))


@given(st.text(alphabet="ab\" -'", max_size=40))
def test_no_query_is_an_error_of_syntax(text: str) -> None:
    read_wording(text)


def test_a_query_of_too_many_words_is_refused() -> None:
    with pytest.raises(BadQueryError, match="at most 64 words"):
        read_wording("word " * 65)


def test_a_snippet_starts_shortly_before_the_word() -> None:
    text = "first words " * 30 + "then the garden room " + "last words " * 30
    snippet = make_snippet(text, ("garden",))
    assert "garden room" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) <= 170
    assert make_snippet("short", ("missing",)) == "short"


COORDINATES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(COORDINATES, COORDINATES, st.floats(0, 20_000))
@settings(max_examples=300, deadline=None)
def test_the_boxes_hold_every_point_of_the_circle(
    centre: tuple[float, float], point: tuple[float, float], radius: float
) -> None:
    circle = Circle(*centre, radius)
    if distance_km(*centre, *point) > radius:
        return
    south, north, boxes = bounds(circle)
    assert south <= point[0] <= north
    assert any(west <= point[1] <= east for west, east in boxes)


def test_a_circle_reaches_across_the_date_line() -> None:
    spots = [Spot("Here", -17.0, 179.9), Spot("There", -17.0, -179.9), Spot("Far", -17.0, 170.0)]
    assert [name.split("|")[0] for name in spots_within(Circle(-17.0, 180.0, 50), spots)] == ["Here", "There"]
    _, _, boxes = bounds(Circle(-17.0, 179.9, 50))
    assert len(boxes) == 2


@pytest.mark.parametrize("circle", [Circle(91, 0, 1), Circle(0, 181, 1), Circle(0, 0, -1), Circle(math.nan, 0, 1)])
def test_a_circle_that_is_none_is_refused(circle: Circle) -> None:
    with pytest.raises(BadQueryError, match="no such circle"):
        bounds(circle)


def test_cells_are_half_degrees_named_by_their_south_west_corner() -> None:
    assert name_cell(40.7, -74.01) == "40.5,-74.5"
    assert name_cell(-0.1, 0.0) == "-0.5,0.0"
    assert name_spot(PlaceRef("Boise, ID, US", 43.6135, -116.20345)) == "Boise, ID, US|43.6135,-116.2035".replace(
        "5,-", "5|-"
    )


@given(st.integers(-(2**62), 2**62), st.lists(st.text(max_size=9), max_size=3))
def test_a_cursor_reads_what_it_wrote(last: int, shown: list[str]) -> None:
    assert Cursor.parse(str(Cursor(last, tuple(shown)))) == Cursor(last, tuple(shown))


@pytest.mark.parametrize(
    "text", ["x", "////", "bm90IGpzb24=", "WyJhIl0=", "WzE4NDQ2NzQ0MDczNzA5NTUxNjE2XQ==", "e30=", "é", "W10="]
)
def test_a_cursor_we_never_wrote_is_refused(text: str) -> None:
    with pytest.raises(BadQueryError, match="not one that a search gave back"):
        Cursor.parse(text)


def test_a_cursor_remembers_all_ads_shown_under_its_last_key() -> None:
    first = next_cursor([(9, "a"), (7, "b")], "")
    second = next_cursor([(7, "c"), (7, "d")], first)
    assert Cursor.parse(second) == Cursor(7, ("b", "c", "d"))
