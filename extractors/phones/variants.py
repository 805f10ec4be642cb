"""Spellings derived from a number word by rule: slips, letters replaced by signs or by the digit itself."""

from collections.abc import Iterator
from itertools import product
from typing import Final

# A sign that stands for a letter because it is drawn like it.
_SIGNS: Final = {
    "a": "4@", "e": "3", "i": "1!|", "o": "0", "s": "5$", "t": "7", "z": "2", "g": "9", "b": "8", "l": "1|", "u": "v",
    "q": "9",
}  # fmt: skip
_NEIGHBOUR_KEYS: Final = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "n": "bm",
    "o": "ip", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu",
    "z": "xa",
}  # fmt: skip
# Spelt by ear, in any of the three languages.
_BY_EAR: Final = {
    "ei": "ie", "ee": "ea i", "gh": "g", "ght": "t", "v": "f b", "f": "ph", "c": "s k", "s": "c z", "z": "s", "x": "ks",
    "qu": "k c", "ch": "x sh", "b": "v", "i": "y e", "cu": "qu ku", "th": "t d", "ou": "u", "au": "o", "oi": "wa",
    "ie": "e ye", "ue": "e", "ix": "iks", "e": "a i", "o": "u", "a": "e",
}  # fmt: skip
_SOUNDS: Final = (
    ("h", ""), *((sound, spelling) for sound, spellings in _BY_EAR.items() for spelling in spellings.split(" "))
)  # fmt: skip
_MOST_SIGNED: Final = 96


def signed(word: str) -> Iterator[str]:
    """Yield `word` with letters replaced by signs, `s3v3n` and `f!ve`; one sign at least."""
    choices = [character + _SIGNS.get(character, "") for character in word]
    for count, letters in enumerate(product(*choices)):
        if count > _MOST_SIGNED:
            return
        variant = "".join(letters)
        if variant != word:
            yield variant


def digit_inside(word: str, digit: str) -> Iterator[str]:
    """Yield `word` with one letter replaced by the digit it names, `7even` and `se7en`."""
    for place in range(len(word)):
        yield word[:place] + digit + word[place + 1 :]


def swaps(word: str) -> Iterator[str]:
    """Yield `word` with two neighbours swapped, or one letter doubled: the slips that short words survive."""
    for place, character in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        yield head + character + character + tail
        if tail:
            yield head + tail[0] + character + tail[1:]


def slips(word: str) -> Iterator[str]:
    """Yield `word` with one letter lost, doubled, swapped, mistyped or spelt by ear."""
    for place, character in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        yield head + tail
        yield head + character + character + tail
        if tail:
            yield head + tail[0] + character + tail[1:]
        yield from (head + key + tail for key in _NEIGHBOUR_KEYS.get(character, ""))
    for sound, spelling in _SOUNDS:
        if sound in word:
            yield word.replace(sound, spelling)
            yield word.replace(sound, spelling, 1)


def squeezed(word: str) -> str:
    """Return `word` with each run of one letter shortened to one: `sevennn` and `seven` meet."""
    return "".join(character for place, character in enumerate(word) if place == 0 or word[place - 1] != character)
