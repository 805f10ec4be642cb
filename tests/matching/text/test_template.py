"""The template of nearly equal texts, with slots where they differ."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import load_pipeline
from extractors.source import Source
from matching.text.alignment import align_words
from matching.text.template import Template
from matching.text.template import draft_template as draft
from matching.text.units import read_units


def draft_template(texts: Sequence[str]) -> Template:
    """The template of bare texts, in which nothing was read."""
    return draft([read_units(text) for text in texts])


def test_what_varies_becomes_a_slot_and_what_is_shared_stays() -> None:
    template = draft_template(
        [
            "Hi I am Rose, new in Boise, call 202 555 0134 for a quiet hour",
            "Hi I am Lily, new in Reno, call 202 555 0177 for a quiet hour",
            "Hi I am Anna, new in Reno, call 202-555-0188 for a quiet hour",
        ]
    )
    assert template.text == "Hi I am {words} new in {words} call {number} for a quiet hour"
    assert [slot.values[0] for slot in template.slots] == ["Anna,", "Reno,", "202 555 0134"]


def test_what_was_read_in_the_texts_gives_its_name_to_the_slot() -> None:
    pipeline = load_pipeline()
    texts = [
        "Upscale companionship in Omaha, NE, 29 years old. 200 dollars an hour. Text me at 402-555-0134 any time",
        "Upscale companionship in San Antonio, TX, 31 years old. $180/hr. Text me at (210) 555 0177 any time",
        "Upscale companionship in Reno, NV, 27 years old. 220 dollars an hour. Text me at 7755550188 any time",
    ]
    read = [
        read_units(text, pipeline.extract(Source(text, ad_type="commercial", region="US")).mentions) for text in texts
    ]
    template = draft(read)
    assert [slot.name for slot in template.slots] == ["city", "age", "price", "number"]
    assert template.text.startswith("Upscale companionship in {city}")
    assert template.text.endswith("{price}. Text me at {number} any time")


def test_a_mention_that_all_texts_share_stays_as_it_is_written() -> None:
    pipeline = load_pipeline()
    texts = [f"{name} is in Omaha, NE this week, call 402-555-0134 or come by" for name in ("Rose", "Lily", "Anna")]
    read = [read_units(text, pipeline.extract(Source(text, region="US")).mentions) for text in texts]
    assert draft(read).text.endswith("is in Omaha, NE this week, call 402-555-0134 or come by")


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_no_character_but_white_space_is_lost_between_units(text: str) -> None:
    assert "".join(unit.shown for unit in read_units(text)) == "".join(text.split())


def test_a_word_that_only_some_texts_have_is_a_slot_that_may_be_empty() -> None:
    (slot,) = draft_template(["open all day today", "open all day today", "open nearly all day today"]).slots
    assert slot.values == ("", "nearly")


def test_it_needs_no_knowledge_of_the_language() -> None:
    assert draft_template(["Новая студия Анна у вокзала", "Новая студия Вера у вокзала"]).text == (
        "Новая студия {words} у вокзала"
    )


def test_one_text_has_no_template() -> None:
    assert draft_template(["alone"]).text == ""


@given(st.lists(st.text(alphabet="ab c", max_size=40), min_size=2, max_size=5))
@settings(max_examples=200, deadline=None)
def test_equal_texts_are_their_own_template(texts: list[str]) -> None:
    draft_template(texts)  # any texts: no error
    same = draft_template([texts[0]] * 3)
    assert (same.text, same.slots) == (" ".join(texts[0].split()), ())


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
@settings(max_examples=300, deadline=None)
def test_an_alignment_pairs_equal_words_in_rising_order(left: Sequence[str], right: Sequence[str]) -> None:
    pairs = align_words(left, right)
    assert all(left[here] == right[there] for here, there in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_hostile_repetition_is_aligned_in_linear_time() -> None:
    left, right = ["a", "b"] * 50_000, ["b", "a"] * 50_000
    assert len(align_words(left, right)) <= 100_000
