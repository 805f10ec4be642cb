"""What the index keeps of an ad."""

from datetime import UTC, datetime

import pytest

from crawlers.ad import Ad, AdImage
from extractors.extraction import Extraction
from extractors.mention import Mention
from index.assemble import assemble, digest_text
from index.embedded.engine import EmbeddedEngine
from matching.links.keys import LinkKey

SEEN = datetime(2026, 3, 2, tzinfo=UTC)


def make_ad(text: str = "call me", title: str = "Studio") -> Ad:
    image = AdImage("https://alpha.example.org/1.jpg", "ab" * 32)
    return Ad(
        "alpha:1", 1, "alpha", "commercial", "https://alpha.example.org/1", title, text, SEEN, SEEN,
        images=(image, AdImage("https://alpha.example.org/2.jpg")),
    )  # fmt: skip


def mention(kind: str, value: str, confidence: float = 0.9, **data: object) -> Mention:
    return Mention(kind, value, value, "text", 0, 0, confidence, "t", "1", data=data)  # type: ignore[arg-type]


def read(*mentions: Mention) -> Extraction:
    return Extraction("en", analysed=True, mentions=mentions)


def test_only_asserted_identifiers_and_pictures_become_keys() -> None:
    found = read(
        mention("phone", "+12025550134"), mention("phone", "+12025550177", 0.4), mention("helpline", "+12025550100"),
        mention("person_name", "Rose"), mention("email", "rose@example.org"),
    )  # fmt: skip
    keys = assemble(make_ad(), found, [LinkKey("pdq", "00-26e4")]).keys
    assert [str(key) for key in keys] == [
        "email:rose@example.org", "pdq:00-26e4", "phone:+12025550134", f"picture:{'ab' * 32}",
    ]  # fmt: skip


def test_only_resolved_places_are_kept_each_once() -> None:
    here = mention("place", "Boise, ID, US", lat=43.6, lon=-116.2)
    found = read(
        here, here, mention("place", "Somewhere, US"), mention("place", "Reno, NV, US", 0.3, lat=39.5, lon=-119.8)
    )
    assert [place.name for place in assemble(make_ad(), found).places] == ["Boise, ID, US"]


def test_a_repost_has_the_same_digest_and_another_number_another() -> None:
    text = "Call 202 555 0134, any time!"
    assert digest_text(make_ad(text)) == digest_text(make_ad("CALL  202-555-0134 any time", title="Another title"))
    assert digest_text(make_ad(text)) != digest_text(make_ad("Call 202 555 0177, any time!"))
    assert digest_text(make_ad("", "One")) != digest_text(make_ad("", "Two"))


@pytest.mark.parametrize("value", ["name\nphone:+12025550134", "name\ud800", " ", "name\x00"])
def test_a_value_that_no_key_can_hold_is_left_out_and_the_ad_kept(engine: EmbeddedEngine, value: str) -> None:
    document = assemble(make_ad("text \ud800 with a lone surrogate"), read(mention("handle", value)))
    assert [key.kind for key in document.keys] == ["picture"]
    engine.put([document])
    assert engine.get(["alpha:1"])["alpha:1"] == document
