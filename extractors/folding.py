"""What one code point becomes in the normalised stream: a digit, plain letters, a space, nothing, or itself."""

import unicodedata
from typing import Final

# A combined sign no property describes.
_SPECIAL: Final = {
    "🔟": "10", "\u200b": "", "\u00ad": "", "\u2800": " ", "\u3164": " ", "\uffa0": " ", "\u115f": " ", "\u1160": " ",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "−": "-",
    "⁄": "/", "∕": "/", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\r": " ", "\x0b": "\n", "\x0c": "\n", "\t": " ",
    "™": "™", "℠": "℠", "◌": "",
}  # fmt: skip
# Negative circled and squared capitals: NFKC leaves them alone, though readers see plain letters.
_LETTER_BLOCKS: Final = ((0x1F150, 0x1F169), (0x1F170, 0x1F189))
_DROPPED: Final = ("Cf", "Me")
_SPACES: Final = ("Zs", "Zl", "Zp", "Cc")


class FoldTable(dict[str, str]):
    """Folding per code point, worked out once for each character seen (at most 1.1 million entries)."""

    def __missing__(self, character: str) -> str:
        folded = fold_character(character)
        self[character] = folded
        return folded


def fold_character(character: str) -> str:
    """Return what `character` becomes; marks (`Mn`) stay for the stream, which knows their base."""
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    if category in _DROPPED:
        return ""
    if category in _SPACES:
        return " "
    if category == "Pd":
        return "-"
    number = _fold_number(character, category)
    return number if number is not None else _fold_letter(character)


def _fold_number(character: str, category: str) -> str | None:
    """Digits of every script, circled or Roman too; fractions and ideographs stay as they are."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if category not in ("No", "Nl"):
        return None
    value = unicodedata.numeric(character, -1.0)
    # Above 50 the signs are tallies and ancient weights that nobody types for a digit.
    return str(int(value)) if 0 <= value <= 50 and value == int(value) else character


def _fold_letter(character: str) -> str:
    point = ord(character)
    for first, last in _LETTER_BLOCKS:
        if first <= point <= last:
            return chr(ord("A") + point - first)
    folded = unicodedata.normalize("NFKC", character)
    # A compatibility form may open into a space and a mark (U+00B4): keep those as they are.
    return character if folded[:1] == " " or not folded else folded


FOLD: Final = FoldTable()
