"""Telephone numbers: what is read, what is left alone, what is said about it. The floors measure whole families."""

import random

import phonenumbers
import pytest

from extractors.extraction import Extraction
from extractors.mention import ASSERTED, Mention
from extractors.phones.numbers import read_number
from extractors.pipeline import Pipeline
from extractors.source import Source


def phones(extraction: Extraction) -> list[Mention]:
    return [mention for mention in extraction.mentions if mention.kind == "phone" and mention.confidence >= ASSERTED]


def read(pipeline: Pipeline, text: str, region: str = "US") -> list[str]:
    return [mention.value for mention in phones(pipeline.extract(Source(text, region=region)))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call 312-555-0147", "+13125550147"),
        ("call three one two, triple five, oh one forty-seven", "+13125550147"),
        ("tres uno dos cinco cinco cinco cero uno cuatro siete", "+13125550147"),
        ("3🌹1🌹2🌹5🌹5🌹5🌹0🌹1🌹4🌹7", "+13125550147"),
        ("Start with 312. Then 555. Finish with 0147.", "+13125550147"),
        ("3I2-SSS-OI47", "+13125550147"),
        ("call 555-0147, area code 312", "+13125550147"),
        ("text 3a1b2c5d5e5f0g1h4i7 and skip the letters", "+13125550147"),
        ("Start with three one two ... then five five five ... then zero one ... and then four seven", "+13125550147"),
        ("555-0147 area code is three one two", "+13125550147"),
        ("555 0147, código de área 312", "+13125550147"),
        ("https://wa.me/13125550147", "+13125550147"),
    ],
)
def test_one_number_in_many_spellings(pipeline: Pipeline, text: str, value: str) -> None:
    assert read(pipeline, text) == [value]


@pytest.mark.parametrize(
    ("region", "text", "value"),
    [
        ("CA", "416-555-0114", "+14165550114"),
        ("MX", "+52 1 55 1234 5678", "+525512345678"),
        ("GB", "020 7946 0302", "+442079460302"),
        ("UK", "07700 900123", "+447700900123"),
        ("ES", "612 345 678", "+34612345678"),
        ("FR", "06 39 98 01 23", "+33639980123"),
        ("IN", "98765 43210", "+919876543210"),
        ("NP", "980-1234567", "+9779801234567"),
        ("PH", "0917 555 0123", "+639175550123"),
        ("TH", "081 234 5678", "+66812345678"),
        ("DE", "030 23125 123", "+493023125123"),
        ("", "312-555-0147", "+13125550147"),
    ],
)
def test_national_numbers_need_the_region(pipeline: Pipeline, region: str, text: str, value: str) -> None:
    assert read(pipeline, text, region) == [value]


def test_the_region_comes_from_the_place_of_the_ad(pipeline: Pipeline) -> None:
    extraction = pipeline.extract(Source("Tel. 06 39 98 01 23", title="Belle femme à Lyon, France", region="US"))
    assert [mention.value for mention in phones(extraction)] == ["+33639980123"]


@pytest.mark.parametrize(
    "text",
    [
        "one two three four five six seven eight nine ten",
        "Rates: 100 hh 160 hr 250 2hr 400 overnight",
        "Order ID 312-555-0147",
        "312-555-01XX",
        "for you to see, too late for one",
        "Posted 2026-11-24 22:18:04",
        "https://example.org/post/3125550147",
        "4111 1111 1111 1111",
        "#URL_ab309fb672a2b26317bd303c09c3c6762986d45c2bb1b4970cac579d697432e2#",
    ],
)
def test_what_is_no_number_gives_none(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "obfuscated"),
    [
        ("call (312) 555-0147", False),
        ("call 312.555.0147", False),
        ("call 312\u2013555\u20130147", False),
        ("call 312\u00a0555\u00a00147", False),
        ("call 3 1 2 5 5 5 0 1 4 7", True),
        ("call 312💋555💋0147", True),
        ("call 312-555-O147", True),
        ("call three one two 555 0147", True),
        ("call ③①② 555 0147", True),
        ("call 312\u200b5550147", True),
    ],
)
def test_obfuscated_comes_from_the_path(pipeline: Pipeline, text: str, *, obfuscated: bool) -> None:
    (mention,) = phones(pipeline.extract(Source(text, region="US")))
    assert mention.obfuscated is obfuscated


def test_a_number_written_twice_is_one_value_with_two_spans(pipeline: Pipeline) -> None:
    text = "312 555 0147 / three12-five55-0147"
    found = phones(pipeline.extract(Source(text, region="US")))
    assert [text[mention.start : mention.end] for mention in found] == ["312 555 0147", "three12-five55-0147"]
    assert {mention.value for mention in found} == {"+13125550147"}


def test_a_second_number_may_share_the_beginning_of_the_first(pipeline: Pipeline) -> None:
    assert read(pipeline, "call 312-555-0147/48") == ["+13125550147", "+13125550148"]


def test_data_tells_region_and_type(pipeline: Pipeline) -> None:
    (mention,) = phones(pipeline.extract(Source("llama 612 345 678", region="ES")))
    assert dict(mention.data) == {"region": "ES", "type": "mobile"}


def test_a_labelled_number_is_at_most_an_alternative(pipeline: Pipeline) -> None:
    found = pipeline.extract(Source("ID: 312-555-0147", region="US")).mentions
    assert all(
        mention.confidence < ASSERTED and not mention.is_identifier for mention in found if mention.kind == "phone"
    )


def test_a_help_line_is_named_and_never_links(pipeline: Pipeline) -> None:
    found = pipeline.extract(Source("need help? call 1-888-373-7888 or dial 988", region="US")).mentions
    lines = [mention for mention in found if mention.kind == "helpline"]
    assert [mention.value for mention in lines] == ["+18883737888", "+1988"]
    assert lines[0].data["name"] == "National Human Trafficking Hotline (US)"
    assert not any(mention.is_identifier for mention in lines)
    assert not any(mention.kind == "phone" for mention in found)


def test_every_signal_explains_itself() -> None:
    from extractors.phones.scoring import SIGNALS

    assert all(signal.__doc__ for signal in SIGNALS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ate won too, fife fife fife, oh won four ate", "+18125550148"),
        ("place your order 312-555-0147", "+13125550147"),
        ("for orders 312.555.0147", "+13125550147"),
        ("+++ 312 +++ 555 +++ 0147", "+13125550147"),
        ("312*555*01*47", "+13125550147"),
        ("https://example.org/ads?tel=3125550147", "+13125550147"),
        ("3'1'2'5'5'5'0'1'4'7", "+13125550147"),
    ],
)
def test_cues_do_not_silence_a_telephone(pipeline: Pipeline, text: str, value: str) -> None:
    assert read(pipeline, text) == [value]


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("The first part is 312. Then comes 555. And last you press 0147. See you!", "US", "+13125550147"),
        ("Area code 312 for those who know... the rest is 555-0147", "US", "+13125550147"),
        ("Start with 312. I clean like my own mother would, twice. Then 555. Finish with 01 47", "US", "+13125550147"),
        ("312 my favourite 555 number 0 1 4 7", "US", "+13125550147"),
        ("three one two, then five three times, then 0147", "US", "+13125550147"),
        ("(thr33 0ne tw0) (f1ve f1ve f1ve) (0h 0ne f0ur s3ven)", "US", "+13125550147"),
        ("Call 3125 55 0147. Two men and a truck", "US", "+13125550147"),
        ("oh double seven hundred nine hundred one four two", "GB", "+447700900142"),
        ("zero7seven00 9hundred 142", "GB", "+447700900142"),
        ("double oh double four, seven seven double oh, nine double oh, one two three", "GB", "+447700900123"),
        ("out of hours +44 (0)7700 900 777", "GB", "+447700900777"),
        ("06 39 98 soixante-dix-sept 00", "FR", "+33639987700"),
    ],
)
def test_a_number_told_in_parts_in_hundreds_or_with_its_exit_code(
    pipeline: Pipeline, text: str, region: str, value: str
) -> None:
    assert read(pipeline, text, region) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "invoice 2024-312-5550147",
        "case 312 555 0147",
        "sha 3125550147abcdef3125550147",
        "salary 31255 to 55501 a year",
        "population 3125550, 147 wards",
    ],
)
def test_parts_of_something_longer_are_no_telephone(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, text) == []


def test_a_european_tax_number_is_no_telephone(pipeline: Pipeline) -> None:
    assert read(pipeline, "TVA FR 32 123456789, loyer 650", "FR") == []


def test_seven_digits_settle_region_and_type_of_a_north_american_number() -> None:
    chance = random.Random(20261126)
    for _ in range(2000):
        digits = f"{chance.randrange(200, 1000)}{chance.randrange(200, 1000)}{chance.randrange(10000):04d}"
        found, number = read_number(digits, "", ("US",)), phonenumbers.parse(digits, "US")
        if phonenumbers.is_valid_number(number):
            assert found is not None
            assert found.region == phonenumbers.region_code_for_number(number)
        else:
            assert found is None or digits[3:8] == "55501"


@pytest.mark.parametrize(
    "text",
    [
        "order 312-555-0147",
        "your booking 312-555-0147 is confirmed",
        "licence CA-3125550147",
        "offre n° 3125550147",
        "A/c 3125550147",
        "60 half 100 full 160 two 250 three 400",
        "buses 20 36 49 151 to downtown",
        "for too, to won ate for, too too four won",
    ],
)
def test_what_is_named_or_counted_is_no_telephone(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, text) == []


def test_a_pay_range_is_no_telephone(pipeline: Pipeline) -> None:
    assert read(pipeline, "salary 18000-25000, two years", "IN") == []


def test_a_second_number_in_full_is_no_tail_of_the_first(pipeline: Pipeline) -> None:
    assert read(pipeline, "0918.123.4567 / 0919.123.4567", "PH") == ["+639181234567", "+639191234567"]
