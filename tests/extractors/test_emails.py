"""E-mail addresses, plain and spelt out."""

import pytest

FOUND = [
    ("mail rosie.v@example.com now", "rosie.v@example.com", False),
    ("ROSIE@EXAMPLE.COM", "rosie@example.com", False),
    ("rosie (at) example (dot) com", "rosie@example.com", True),
    ("rosie[at]example.org", "rosie@example.org", True),
    ("rosie AT example DOT co DOT uk", "rosie@example.co.uk", True),
    ("rosie at gmail dot com", "rosie@gmail.com", True),
    ("rosie dot vale at example dot net", "rosie.vale@example.net", True),
    ("rosie arroba example punto com", "rosie@example.com", True),
    ("rosie arobase example point fr", "rosie@example.fr", True),
    ("write rosie @ example . com", "rosie@example.com", True),
    ("rosie (at) desk (dot) example (dot) net", "rosie@desk.example.net", True),
    ("rosie22 at gmail", "rosie22@gmail.com", True),
]
SILENT = [
    "look at amazon dot com",
    "we are at example.com",
    "meet me at gmail tower",
    "find us @ example.com",
    "a.a.a.a",
]


@pytest.mark.parametrize(("text", "value", "obfuscated"), FOUND)
def test_an_address_is_read_in_its_canonical_form(mentions_of, text, value, obfuscated):
    [mention] = mentions_of("email", text)
    assert (mention.value, mention.obfuscated) == (value, obfuscated)


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_with_at_is_no_address(values_of, text):
    assert values_of("email", text) == []
