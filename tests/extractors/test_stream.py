"""The normalised stream: what is folded, what is left alone, and the way back to the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.stream import normalise


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("７７３", "773"),
        ("𝟳𝟳𝟯", "773"),
        ("⑦⑦③ ⑴⓪", "773 10"),
        ("❼❼❸⓿", "7730"),
        ("⁷₇³", "773"),
        ("7️⃣7️⃣3️⃣", "773"),
        ("٧٧٣ ७७३ ๗๗๓", "773 773 773"),
        ("🯷🯷🯳", "773"),
        ("ⅦⅦⅢ 🔟", "773 10"),
        ("7̶7̶3̶", "773"),
        ("7\u200b7\u200c3\u2060", "773"),
        ("773\u00a0555\u2009", "773 555 "),
        ("773\u2013555\u2012", "773-555-"),
        ("<i>773</i>&#53;&#x35;", "77355"),
        ("a<br>b", "a\nb"),
        ("&amp;#53;", "5"),
        ("½ m²", "½ m2"),
    ],
)
def test_disguised_digits_become_plain(source: str, expected: str) -> None:
    assert normalise(source).text == expected


@pytest.mark.parametrize(
    "source", ["Москва", "Καλημέρα", "हिन्दी", "no tag: a <b and c> d", "I <3 you", "José", "100 % & more"]
)
def test_ordinary_text_is_left_alone(source: str) -> None:
    assert normalise(source).text == source


def test_look_alikes_are_read_only_in_mixed_words() -> None:
    assert normalise("773-555-О172 sеvеn Осень").text == "773-555-O172 seven Осень"


def test_a_decomposed_letter_meets_the_composed_one() -> None:
    assert normalise("Jose\u0301").text == "José"


def test_a_link_left_in_the_text_keeps_its_target() -> None:
    stream = normalise('<a href="tel:+17735550123">call</a>')
    start = stream.text.index("+1773")
    assert stream.raw(start, start + 12) == "+17735550123"


def test_a_lone_surrogate_is_replaced_one_for_one() -> None:
    stream = normalise("a\ud800b")
    assert stream.text == "a\ufffdb"
    assert stream.span(1, 2) == (1, 2)


def test_a_keycap_spans_its_three_code_points() -> None:
    stream = normalise("x 7️⃣")
    assert stream.raw(2, 3) == "7️⃣"


@given(st.text())
def test_every_character_knows_a_span_inside_the_source_in_order(source: str) -> None:
    stream = normalise(source)
    spans = [stream.span(place, place + 1) for place in range(len(stream.text))]
    assert all(0 <= start < end <= len(source) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="<&")))
def test_plain_text_is_itself(source: str) -> None:
    assert normalise(source).text == source
