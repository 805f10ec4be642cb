"""Names on platforms, by name, nickname, sign or link."""

import pytest

FOUND = [
    ("IG: rosie_x", ["instagram:rosie_x"]),
    ("insta @rosie.v", ["instagram:rosie.v"]),
    ("snap rosie22", ["snapchat:rosie22"]),
    ("👻 rosie22", ["snapchat:rosie22"]),
    ("@rosie_x on ig", ["instagram:rosie_x"]),
    ("telegram @Rosie_X", ["telegram:rosie_x"]),
    ("t3legram: rosie_x", ["telegram:rosie_x"]),
    ("kik rosie22", ["kik:rosie22"]),
    ("IG/Snap: rosiev", ["instagram:rosiev", "snapchat:rosiev"]),
    ("onlyfans.com/rosiev", ["onlyfans:rosiev"]),
    ("wechat id: rosie88", ["wechat:rosie88"]),
    ("cashapp $rosiev", ["cashapp:$rosiev"]),
    ("line id rosie99", ["line:rosie99"]),
    ("mi insta es rosie.mx", ["instagram:rosie.mx"]),
]
SILENT = [
    "follow me on instagram for more",
    "telegram +12125550134",
    "whatsapp 212 555 0134",
    "of course we work on it",
    "a sc of x and y",
    "message us on facebook or call",
    "our screening line (312) 555-0199",
    "booking line: 312 555 0199",
    "direct line - 312.555.0199",
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_a_handle_is_platform_and_name(values_of, text, wanted):
    assert sorted(values_of("handle", text)) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_sentences_and_numbers_on_messengers_are_no_handle(values_of, text):
    assert values_of("handle", text) == []
