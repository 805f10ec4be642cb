"""The whole pipeline on any text: no exception, and every span exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from extractors.mention import Mention
from extractors.pipeline import EXTRACTORS, Pipeline, load_components, requires_words
from extractors.source import Source

# Pieces that wake the extractors, so that hypothesis reaches them behind noise.
PIECES = (
    "call 312-555-0147", "three one two 555 0147", "$200 an hour", "in Chicago, IL", "ann@example.org",
    "ann at example dot org", "https://example.org/x?y=1", "7️⃣7️⃣3️⃣ 555 0144", "&#53;", "<b>", "\ud83d", "\x00", "\u202e",
    "é̀", "25 yo", "@rosie", "snap: rosie_x", "wa.me/13125550147", "we keep your passport", "100 hh 160 h", "(((", "🌹",
    "5'4\"", "1 800 €", "١٢٣", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "123 Main St, Reno NV 89501",
    "Hotel Miramar", "İ", "ß", "a",
)  # fmt: skip


def spans_are_exact(source: Source, mentions: tuple[Mention, ...]) -> bool:
    fields = {"text": source.text, "title": source.title}
    return all(
        0 <= mention.start < mention.end and fields[mention.field][mention.start : mention.end] == mention.raw
        for mention in mentions
    )


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(categories=None)), title=st.text(max_size=40))
def test_spans_are_exact_on_any_unicode_text(pipeline: Pipeline, text: str, title: str) -> None:
    source = Source(text, title, region="US")
    assert spans_are_exact(source, pipeline.extract(source).mentions)


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=12),
    region=st.sampled_from(("US", "FR", "")),
)
def test_spans_are_exact_where_extractors_find_something(pipeline: Pipeline, pieces: list[str], region: str) -> None:
    source = Source(" ".join(pieces), "".join(pieces)[:80], region=region)
    assert spans_are_exact(source, pipeline.extract(source).mentions)


def test_an_empty_ad_is_an_empty_extraction(pipeline: Pipeline) -> None:
    extraction = pipeline.extract(Source(""))
    assert extraction.mentions == ()


def test_title_and_text_are_both_read(pipeline: Pipeline) -> None:
    source = Source("or 312-555-0148", title="Call 312-555-0147", region="US")
    fields = {mention.value: mention.field for mention in pipeline.extract(source).mentions if mention.kind == "phone"}
    assert fields == {"+13125550147": "title", "+13125550148": "text"}


def test_five_megabytes_lose_nothing(pipeline: Pipeline) -> None:
    filler = "Friendly and reliable, flexible hours, ask for details. " * 45_000
    text = f"call 312-555-0147 {filler} call 312-555-0148 \x00\ud800"
    assert len(text) > 2_500_000
    extraction = pipeline.extract(Source(text + filler, region="US"))
    values = {mention.value for mention in extraction.mentions if mention.kind == "phone"}
    assert {"+13125550147", "+13125550148"} <= values


@pytest.mark.parametrize("name", EXTRACTORS)
def test_each_extractor_is_a_component_of_its_name(pipeline: Pipeline, name: str) -> None:
    assert name in pipeline.components


def test_a_batch_reads_each_ad_as_if_it_were_alone(pipeline: Pipeline) -> None:
    sources = [
        Source(f"call 312-555-01{number:02d} in Lyon", title="Paris, France" if number % 3 else "", region="US")
        for number in range(90)
    ]
    assert list(pipeline.extract_all(iter(sources))) == [pipeline.extract(source) for source in sources]


def test_tokens_are_made_only_for_a_component_that_requires_them() -> None:
    nlp = load_components()
    assert not any(requires_words(nlp, name) for name in nlp.pipe_names)
    Language.component("reads_tokens", requires=["token.orth"], func=lambda doc: doc)
    nlp.add_pipe("reads_tokens")
    assert requires_words(nlp, "reads_tokens")
