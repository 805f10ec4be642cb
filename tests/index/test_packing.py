"""Documents come back as they went in, whatever they hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.ad import Ad, AdImage
from crawlers.origin import Origin
from extractors.mention import Mention
from index.document import Document, PlaceRef
from index.faults import NewerIndexError
from index.instants import from_micros, iso_week, to_micros
from index.packing import VERSION, pack_document, unpack_document
from matching.links.keys import LinkKey

TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates too: pages hold them
INSTANT = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DATA = st.dictionaries(
    st.text(max_size=5), st.one_of(st.integers(-9, 9), st.booleans(), st.text(max_size=5)), max_size=3
)
MENTION = st.builds(
    Mention,
    kind=st.sampled_from(["phone", "place", "price"]), value=TEXT, raw=TEXT, field=st.sampled_from(["text", "title"]),
    start=st.integers(0, 99), end=st.integers(0, 99), confidence=st.floats(0, 1), extractor=TEXT, version=TEXT,
    obfuscated=st.booleans(), data=DATA,
)  # fmt: skip
AD = st.builds(
    Ad,
    ad_id=TEXT, revision=st.integers(1, 99), site=TEXT, ad_type=st.just("job"), url=TEXT, title=TEXT, text=TEXT,
    first_seen_at=INSTANT, last_seen_at=INSTANT, origin=st.builds(Origin, source=TEXT, terms=TEXT), language=TEXT,
    posted_at=st.none() | INSTANT, images=st.lists(st.builds(AdImage, TEXT, st.none() | TEXT), max_size=2).map(tuple),
    fields=st.dictionaries(st.sampled_from(["phone", "price"]), TEXT),
)  # fmt: skip
DOCUMENT = st.builds(
    Document,
    ad=AD, mentions=st.lists(MENTION, max_size=4).map(tuple),
    keys=st.lists(st.builds(LinkKey, st.just("phone"), TEXT), max_size=3).map(tuple),
    places=st.lists(st.builds(PlaceRef, TEXT, st.floats(-90, 90), st.floats(-180, 180)), max_size=2).map(tuple),
    indicators=st.lists(TEXT, max_size=2).map(tuple), text_digest=TEXT, language=TEXT, analysed=st.booleans(),
    revisions=st.integers(1, 99),
)  # fmt: skip


@given(DOCUMENT)
@settings(max_examples=100, deadline=None)
def test_a_document_comes_back_whole(document: Document) -> None:
    assert unpack_document(pack_document(document)) == document


@given(DOCUMENT)
@settings(max_examples=30, deadline=None)
def test_equal_documents_pack_equally(document: Document) -> None:
    fields = dict(reversed(document.ad.fields.items()))
    assert pack_document(replace(document, ad=replace(document.ad, fields=fields))) == pack_document(document)


@given(DOCUMENT)
@settings(max_examples=5, deadline=None)
def test_bytes_of_a_later_version_are_refused(document: Document) -> None:
    with pytest.raises(NewerIndexError, match="newer Threadline"):
        unpack_document(bytes([VERSION + 1]) + pack_document(document)[1:])


@given(INSTANT)
def test_instants_keep_their_microseconds(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_micros(datetime(2026, 1, 1))  # noqa: DTZ001


def test_weeks_are_told_in_utc() -> None:
    sunday_night_in_new_york = datetime(2026, 1, 4, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert iso_week(sunday_night_in_new_york) == "2026-W02"
