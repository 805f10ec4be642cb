"""Sums without a sign: lists of services, inside and outside, for one and for two, wages whose time is not said."""

import pytest

from extractors.pipeline import load_pipeline
from extractors.source import Source

COMMERCIAL = [
    ("brows 15, full leg 55, bikini 40. Walk ins ok", "15 55 40"),
    ("Waxing: brows 15 / full leg 55 / back 45+", "15 55 45"),
    ("height 165, weight 55, bust 90", ""),
    ("room 205, exit 30, route 95", ""),
    ("brows 15, full leg 55", ""),
    ("In 150 out 200", "150 200"),
    ("in 150. Out of town till 200 people came", ""),
    ("340 for one, 400 for two", "340 400"),
    ("340 for one night in a hotel with 400 for two years", ""),
    ("2 hundred an hour", "200/hour"),
    ("Hour is 3 hundred", "300/hour"),
    ("150 dollar half 250 full hour", "150/half_hour 250/hour"),
    ("roses: 100 - 200", "100 200"),
    ("180 flowers / 30 🌹", "180/half_hour"),
    ("Overnights 1200", "1200/night"),
    ("Last night 235 people came", ""),
]
JOBS = [
    ("Salary 45k plus bonus", "45000"),
    ("Salary range 15,000-18,000", "15000 18000"),
    ("salaire 1900 net", "1900"),
    ("Pay 2024 rates", ""),
    ("up to 900 wkly", "900/week"),
    ("35 cents per box", "0.35/piece"),
    ("$21/hr + $2 night diff", "21/hour 2/hour"),
    ("$21/hr and $180 a night", "21/hour 180/night"),
]


def _prices(text: str, ad_type: str) -> set[str]:
    mentions = load_pipeline().extract(Source(text, ad_type=ad_type, region="US")).mentions
    return {one.value.replace(" USD", "") for one in mentions if one.kind == "price"}


@pytest.mark.parametrize(("text", "expected"), COMMERCIAL)
def test_sums_of_a_commercial_ad_are_read_where_others_stand_beside_them(text: str, expected: str) -> None:
    assert _prices(text, "commercial") == set(expected.split())


@pytest.mark.parametrize(("text", "expected"), JOBS)
def test_pay_is_read_where_a_word_names_it(text: str, expected: str) -> None:
    assert _prices(text, "job") == set(expected.split())
