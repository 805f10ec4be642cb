"""Organisations, addresses and person names: as written, and never a link key."""

import pytest

from extractors.source import Source

ORGANISATIONS = [
    ("Housekeeper at Sunrise Hotel in town", "Sunrise Hotel", "hotel"),
    ("The Grand Plaza Hotel & Suites hires", "Grand Plaza Hotel & Suites", "hotel"),
    ("Hotel Las Palmas busca", "Hotel Las Palmas", "hotel"),
    ("near holiday inn express", "holiday inn express", "hotel"),
    ("Brightway Staffing Agency is hiring", "Brightway Staffing Agency", "agency"),
    ("We at Acme Logistics LLC need", "Acme Logistics LLC", "employer"),
    ("Join Green Valley Farms", "Green Valley Farms", "employer"),
]
ADDRESSES = [
    ("1200 N Main St, Suite 4", "1200 N Main St, Suite 4"),
    ("at 450 Oak Avenue Apt 3", "450 Oak Avenue Apt 3"),
    ("221B Baker Street.", "221B Baker Street"),
    ("450 west oak street", "450 west oak street"),
    ("P.O. Box 120", "P.O. Box 120"),
    ("12 rue de la Paix", "12 rue de la Paix"),
    ("Calle Mayor 12", "Calle Mayor 12"),
    ("C/ Alcalá, 45", "C/ Alcalá, 45"),
]


@pytest.mark.parametrize(("text", "name", "role"), ORGANISATIONS)
def test_an_organisation_is_read_with_its_role(mentions_of, text, name, role):
    [mention] = mentions_of("organisation", text)
    assert (mention.value, mention.data["role"]) == (name, role)


@pytest.mark.parametrize("text", ["our hotel", "customer services", "The Company", "financial services group"])
def test_general_words_are_no_organisation(values_of, text):
    assert values_of("organisation", text) == []


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_an_address_is_read_as_written(values_of, text, address):
    assert values_of("address", text) == [address]


@pytest.mark.parametrize("text", ["5 minutes drive", "24 Hour Fitness Way", "7 days a week road trips"])
def test_durations_are_no_address(values_of, text):
    assert values_of("address", text) == []


@pytest.mark.parametrize("text", ["Hi I'm Rosie", "me llamo Lucía", "je m'appelle Claire", "contact John Smith"])
def test_a_person_name_stays_below_assertion_and_never_links(pipeline, text):
    [mention] = [found for found in pipeline.extract(Source(text)).mentions if found.kind == "person_name"]
    assert mention.confidence < 0.5
    assert not mention.is_identifier
    assert mention.raw == mention.value


@pytest.mark.parametrize("text", ["I'm new", "call now", "text me", "soy nueva"])
def test_adjectives_are_no_name(pipeline, text):
    assert [found for found in pipeline.extract(Source(text)).mentions if found.kind == "person_name"] == []
