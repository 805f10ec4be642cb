"""Web addresses and the domains they stand on."""

import pytest

FOUND = [
    ("see https://www.Example.com/rosie?x=1.", ["https://www.example.com/rosie?x=1"], ["example.com"]),
    ("www.example.com", ["http://www.example.com"], ["example.com"]),
    ("rosie.example.org/pics", ["http://rosie.example.org/pics"], ["example.org"]),
    ("hxxp://example.net", ["http://example.net"], ["example.net"]),
    ("visit rosies-spa.com today", [], ["rosies-spa.com"]),
    ("example.co.uk", [], ["example.co.uk"]),
    ("example dot com", [], ["example.com"]),
    ("https://instagram.com/rosie", ["https://instagram.com/rosie"], []),
]
SILENT = [
    "we use Node.js and ASP.NET. End.We hire",
    "it.in the end",
    "mail a@example.com",
    "wa.me/12125550134",
    "etc.Please",
]


@pytest.mark.parametrize(("text", "urls", "domains"), FOUND)
def test_an_address_gives_its_canonical_form_and_its_registrable_domain(values_of, text, urls, domains):
    assert values_of("url", text) == urls
    assert values_of("domain", text) == domains


@pytest.mark.parametrize("text", SILENT)
def test_glued_sentences_mails_and_number_links_are_no_address(values_of, text):
    assert values_of("url", text) + values_of("domain", text) == []
