"""Whatever the text, a mention stands exactly where it says, and nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pipeline import load_pipeline
from extractors.source import Source

PIPELINE = load_pipeline()
PIECES = st.sampled_from(
    [
        "Austin, TX", "austin tx 78701", "zip 78701", "St. Louis", "İstanbul", "à Nice", "DFW area",
        "$1,200.50/hr", "hh 100 h 160", "80 € la demi-heure", "🌹 160", "roses 120", "rosie (at) example (dot) com",
        "a@example.org", "https://www.example.com/a?b=1", "example dot com", "IG: rosie_x", "👻 rosie22",
        "cashapp $rosie", "24 yo", "I'm Rosie, 24", "Sunrise Hotel", "motel 6", "1200 N Main St",
        "12 rue de la Paix", "me llamo Lucía", "we keep your passport", "no passport kept", "212-555-0134",
        "7seven3 5five5 01four9", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "<b>", "</b>", "&#36;", "&amp;",
        "\u200b", "\u200f", "e\u0301", "\x00", "\ud800", "\n", "\t", ".", ", ", "ﬁ", "①②", "７７３",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map(" ".join) | st.text(max_size=80)


@settings(max_examples=250, deadline=None)
@given(
    text=TEXTS,
    title=TEXTS,
    ad_type=st.sampled_from(["job", "commercial", "other"]),
    region=st.sampled_from(["", "US", "FR"]),
)
def test_every_mention_stands_where_it_says(text, title, ad_type, region):
    for mention in PIPELINE.extract(Source(text, title=title, ad_type=ad_type, region=region)).mentions:
        field = {"text": text, "title": title}[mention.field]
        assert field[mention.start : mention.end] == mention.raw
        assert mention.raw
        assert 0 <= mention.confidence <= 1
        assert mention.value


@pytest.mark.soak
def test_five_megabytes_are_read():
    text = "Night clerk in Austin, TX, $15 an hour, ask for Rosie. " * 90_000
    extraction = PIPELINE.extract(Source(text[:5_000_000], ad_type="job"))
    assert extraction.language == "en"
    assert sum(mention.kind == "price" for mention in extraction.mentions) > 80_000


def test_long_text_is_read():
    text = "Night clerk in Austin, TX, $15 an hour, ask for Rosie. " * 3_000
    extraction = PIPELINE.extract(Source(text, ad_type="job"))
    assert extraction.language == "en"
    assert sum(mention.kind == "price" for mention in extraction.mentions) == 3_000
