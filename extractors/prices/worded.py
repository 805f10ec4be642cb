"""Prices written in words: "two hundred fifty roses", "cien euros", "quatre-vingts euros", "one twenty"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.phones.numerals import Kind, load_numerals
from extractors.scanner import Scanner

_WORTH: Final = {"hundred": 100, "thousand": 1000}
_NO_VALUE: Final = frozenset({"connector", "double", "triple"})
_VALUES: Final = {
    one.word: _WORTH.get(one.role, one.value)
    for one in load_numerals()
    if one.kind is Kind.WORD and one.role not in _NO_VALUE and (one.value or one.role in _WORTH)
} | {"a": 1, "un": 1, "una": 1, "once": 11, "grand": 1000}
_MOST_WORDS: Final = 8
# What makes a number of 20 or more; words like "one" and "un" stand everywhere.
_LARGE: Final = "|".join([word for word, value in _VALUES.items() if value >= 20 and word != "grand"])
_WORD: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
_FIGURE_BEFORE: Final = re.compile(r"(?<![\d.,:/-])([1-9]\d?)\s$")
_FIGURE_WINDOW: Final = 4
_ARTICLE: Final = re.compile(r"(?i)\s(?:an?|una?)$")
_AND: Final = r"(?:[\s-]|\sand\s|\sy\s|\set\s)"
_NUMBER: Final = Scanner(
    rf"\b(?:(?:{_WORD}){_AND}){{0,{_MOST_WORDS}}}(?:{_LARGE})(?:{_AND}(?:{_WORD})){{0,{_MOST_WORDS}}}\b"
    # "Three ten": counted like this only beside a time or a currency.
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine)\s(?:ten|fifteen)\b"
    r"|\b(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\s(?P<currency>dollars|bucks|euros?|pounds|quid)\b"
)


def find_worded(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield amounts written in words with their span; whether money is meant is for the caller to see."""
    for start, match in _NUMBER.find(text):
        # In "seventy-five a week" the article belongs to the week.
        written = _ARTICLE.sub("", match.group())
        if match["currency"]:
            written = written[: -len(match["currency"])].rstrip()
        words = written.lower().replace("-", " ").split()
        amount = read_worded([word for word in words if word not in {"and", "y", "et"}])
        figure = _FIGURE_BEFORE.search(text, max(0, start - _FIGURE_WINDOW), start)
        if figure and amount == _WORTH["hundred"]:
            # "2 hundred an hour".
            yield amount * int(figure[1]), figure.start(1), start + len(written)
        elif amount >= 10:
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
