"""Amounts of a price list that goes on without its sign: "silk press $85, cornrows 25"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.amounts import Money
from extractors.prices.rates import Bare, Rate

# A comma, one to four words, and a round sum that ends the clause.
_ITEM: Final = re.compile(
    r"(?i)[^.!?;\n,]{0,16},\s(?:[^\W\d_]+['’-]?[^\W\d_]*\s){0,3}(?P<word>[^\W\d_]+)\s(?P<amount>[1-9]\d{0,2}[05])"
    r"(?=\s?(?:[,;!\n(]|\.(?!\d)|$))"
)
_FURTHER: Final = re.compile(r"(?i)\b(?:extra|additional|each|every)\s")
_WINDOW: Final = 64
_MOST_ITEMS: Final = 6
# What else a number stands behind: rooms, roads, hours, ages.
_NOT_SOLD: Final = frozenset({
    "room", "rm", "apt", "suite", "unit", "exit", "route", "gate", "age", "aged", "size", "call", "text", "at",
    "open", "till", "until", "til", "since", "over", "under", "im", "am", "i", "in", "on", "by", "from", "of",
    "bus", "highway", "hwy", "to", "brunette", "blonde", "redhead", "latina", "lady", "girl", "mature", "petite",
    "female", "babe", "ts", "asian", "ebony", "soy", "tengo", "morena", "rubia", "chica", "brune", "femme", "st",
    "street", "road", "lbs", "within", "about", "than", "and", "y", "et", "or", "a", "las", "los", "les", "up",
    "before", "after", "antes", "desde", "hasta", "vers",
})  # fmt: skip


def find_listed(bare: Bare, money: list[Money]) -> Iterator[Rate]:
    """Yield the sums without a sign in the clauses behind each price."""
    for item in money:
        place = item.end_of_price
        for _ in range(_MOST_ITEMS):
            match = _ITEM.match(bare.text[place : place + _WINDOW])
            if not match or (match["word"].lower() in _NOT_SOLD and not _FURTHER.search(match.group())):
                break
            start, end = place + match.start("amount"), place + match.end("amount")
            if bare.taken.add(start, end):
                yield Rate(float(match["amount"]), item.currency, None, start, end, 0.6)
            place = end
