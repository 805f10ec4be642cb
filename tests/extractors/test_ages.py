"""Ages stated, not durations."""

import pytest

FOUND = [
    ("I'm 24", ["24"]),
    ("24 yo", ["24"]),
    ("24y/o", ["24"]),
    ("Age: 24", ["24"]),
    ("tengo 22 años", ["22"]),
    ("j'ai 25 ans", ["25"]),
    ("Rosie, 24, new here", ["24"]),
    ("hey I'm Lola, 25, in town", ["25"]),
    ("thirty two years old", ["32"]),
    ("tengo veinticuatro años", ["24"]),
    ("ages 22, 24 and 31", ["22", "24", "31"]),
]
SILENT = [
    "18-35 years old",
    "edad 18 a 30 años",
    "between 21 and 35",
    "age 23 or older",
    "5 years experience",
    "20 years in business",
    "over 10 years",
    "contrato de 12 años",
    "I'm 100% real",
    "we are a 30 year old company",
    "21+ only",
    "thirty years of experience",
    "Waiter wanted. Rs 22,000 monthly",
    "Open since. Suite 24.",
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_an_age_is_read(values_of, text, wanted):
    assert values_of("age", text) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_durations_and_limits_are_no_age(values_of, text):
    assert values_of("age", text) == []


def test_adjectives_and_a_number_are_an_age_in_a_commercial_ad_alone(values_of):
    assert values_of("age", "sweet and mature, 38.", ad_type="commercial") == ["38"]
    assert values_of("age", "sweet and mature, 38.", ad_type="job") == []


@pytest.mark.parametrize(
    "text", ["Ashley (25) is here", "Latina 25 new in town", "independent, F25, discreet", "25F, in town"]
)
def test_how_commercial_ads_alone_write_ages(values_of, text):
    assert values_of("age", text, ad_type="commercial") == ["25"]
    assert values_of("age", text, ad_type="job") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("European-trained, 52 and proud. Wine", ["52"]),
        ("Morena, 40 y orgullosa", ["40"]),
        ("brune, 38 et fière de l'être", ["38"]),
        ("Natural, thirty-nine and never better", ["39"]),
        ("curvy, 51 and still fun", ["51"]),
        ("Valentina, TS, 26, passable and polite", ["26"]),
        ("Rooms 12, 52 and 60 are taken", []),
        ("incall, 80 and fun", []),
        ("half hour, 60 and free drinks", []),
        ("We sold tickets, 30 and counting", []),
    ],
)
def test_an_age_with_praise_behind_it(values_of, text, wanted):
    assert values_of("age", text, ad_type="commercial") == wanted
