"""Prices written in words: "two hundred fifty roses", "cien euros", "quatre-vingts euros", "one twenty"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.scanner import Scanner

_UNITS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "a": 1,
    "uno": 1, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
}  # fmt: skip
_TENS: Final = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "diez": 10, "once": 11, "doce": 12,
    "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "dix": 10, "onze": 11, "douze": 12,
    "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip
_HUNDREDS: Final = {
    "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
    "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600,
    "setecientos": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900,
}  # fmt: skip
_MULTIPLIERS: Final = {
    "hundred": 100, "hundreds": 100, "cien": 100, "ciento": 100, "cent": 100, "cents": 100, "thousand": 1000,
    "mil": 1000, "mille": 1000, "grand": 1000,
}  # fmt: skip
_VALUES: Final = _UNITS | _TENS | _HUNDREDS | _MULTIPLIERS
_MOST_WORDS: Final = 8
# What makes a number of 20 or more; words like "one" and "un" stand everywhere.
_LARGE: Final = "|".join(
    [word for word, value in (_TENS | _HUNDREDS | _MULTIPLIERS).items() if value >= 20 and word != "grand"]
)
_WORD: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
_ARTICLE: Final = re.compile(r"(?i)\s(?:an?|una?)$")
_AND: Final = r"(?:[\s-]|\sand\s|\sy\s|\set\s)"
_NUMBER: Final = Scanner(
    rf"\b(?:(?:{_WORD}){_AND}){{0,{_MOST_WORDS}}}(?:{_LARGE})(?:{_AND}(?:{_WORD})){{0,{_MOST_WORDS}}}\b"
)


def find_worded(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield amounts written in words with their span; whether money is meant is for the caller to see."""
    for start, match in _NUMBER.find(text):
        # In "seventy-five a week" the article belongs to the week.
        written = _ARTICLE.sub("", match.group())
        words = written.lower().replace("-", " ").split()
        amount = read_worded([word for word in words if word not in {"and", "y", "et"}])
        if amount >= 10:
            yield amount, start, start + len(written)


def read_worded(words: list[str]) -> float:
    """Read a number from its words; 0 for a row of words that is no single number (a telephone number, a count)."""
    if len(words) > _MOST_WORDS:
        return 0
    total = current = 0
    last = 0
    for word in words:
        value = _VALUES[word]
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        elif word in {"vingt", "vingts"} and last == 4:
            current += 76
        elif (value >= last > 0 and last != 100 and current < 10) and value >= 10:
            # "one twenty", "two fifty": how people say prices.
            current = current * 100 + value
        elif 0 < last <= value and last < 100 and not (last == 60 and value < 20):
            return 0
        else:
            current += value
        last = value
    return float(total + current)
