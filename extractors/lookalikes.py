"""Letters of other scripts that are drawn like Latin letters or digits, and where they are read as those."""

import re
from typing import Final

_LATIN: Final = (
    # Cyrillic
    ("АВСЕНІЈКМОРЅТХУҮԚԜҺӀԌ", "ABCEHIJKMOPSTXYYQWhIG"),
    ("авсеһіјкморѕтхуүԛԝгпӏԁɡ", "abcehijkmopstxyyqwrnldg"),
    # Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("αεικνορτυχγηωϲϳ", "aeikvoptuxynwcj"),
    # Armenian, and Latin letters of phonetic alphabets used as "small capitals"
    ("ՕօՏսոցհԼԱ", "OoSunghLU"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"),
    ("ıłøØŁɑɩɪʋѵ", "iloOLaiivv"),
    # Coptic, Lisu, Tifinagh, Georgian, Malayalam, Myanmar, Ethiopic
    ("Ⲟⲟꓳꓲⵔⵏჿഠဝዐ", "OoOlOloooO"),
)
_DIGIT: Final = ("ЗзӠӡЭэƷʒꝪꝫȜȝбϬϭᏮЧƼƽƻƧƨȢȣ", "333333333333666645522288")

LATIN_BY_LOOKALIKE: Final = {
    left: right for characters, letters in _LATIN for left, right in zip(characters, letters, strict=True)
}
DIGIT_BY_LOOKALIKE: Final = dict(zip(*_DIGIT, strict=True))
_TABLE: Final = str.maketrans({**LATIN_BY_LOOKALIKE, **DIGIT_BY_LOOKALIKE})
LOOKALIKES: Final = frozenset(map(chr, _TABLE))
_WORD: Final = re.compile(r"\w+")
_PLAIN: Final = re.compile("[0-9A-Za-z]")


def read_lookalikes(text: str) -> str:
    """Return `text`, same length, with look-alikes replaced in words that mix them with plain letters or digits.

    A word wholly in its own script is left alone: it is ordinary Russian or Greek.
    """
    if text.isascii() or LOOKALIKES.isdisjoint(text):
        return text
    return _WORD.sub(_replace_in_mixed_word, text)


def _replace_in_mixed_word(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_TABLE) if not word.isascii() and _PLAIN.search(word) else word
