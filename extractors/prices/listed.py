"""Amounts of a price list that goes on without its sign: "silk press $85, cornrows 25"."""

import re
from collections.abc import Iterator
from typing import Final

from extractors.prices.amounts import Money
from extractors.prices.bare import Bare
from extractors.prices.rate import Rate

# A comma, one to four words, and a round sum that ends the clause.
_ITEM: Final = re.compile(
    r"(?i)[^.!?;\n,]{0,16},\s(?:[^\W\d_]+['’-]?[^\W\d_]*\s){0,3}(?P<word>[^\W\d_]+)\s(?P<amount>[1-9]\d{0,2}[05])"
    r"(?=\s?(?:[,;!\n(]|\.(?!\d)|$))"
)
# One line of a list that has no sign at all: "full leg 55".
_LINE: Final = re.compile(
    r"(?i)\s{0,2}(?:[^\W\d_]+['’-]?[^\W\d_]*\s){0,3}(?P<word>[^\W\d_]+)\s?[:=-]?\s?(?P<amount>[1-9]\d{0,2}[05])\s?(?:\+|up|&\sup)?\s?"
)
_LINE_BREAK: Final = re.compile(r"[,;\n/|•:]|[.!?](?=\s|$)")
_FEWEST_LINES: Final = 3
_LONGEST_LINE: Final = 48
_LINE_ENDS: Final = frozenset("05+pP")
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
    "height", "weight", "tall", "bust", "waist", "hips", "chest", "cup", "shoe", "taille", "poids", "poitrine",
    "hanches", "estatura", "altura", "peso", "busto", "cintura", "cadera", "caderas", "medidas", "talla", "years",
    "iq", "floor", "piso", "line", "channel", "page", "zone", "level", "bpm", "box", "lot",
    "before", "after", "antes", "desde", "hasta", "vers",
})  # fmt: skip


def find_menu(bare: Bare) -> Iterator[Rate]:
    """Yield the sums of three lines in a row or more that name a thing and a round sum: "brows 15, full leg 55"."""
    run: list[tuple[int, int]] = []
    start = 0
    for end in (*(match.start() for match in _LINE_BREAK.finditer(bare.text)), len(bare.text)):
        ends_well = end - start <= _LONGEST_LINE and bare.text[start:end].rstrip()[-1:] in _LINE_ENDS
        match = _LINE.fullmatch(bare.text, start, end) if ends_well else None
        if match and match["word"].lower() not in _NOT_SOLD:
            run.append(match.span("amount"))
        else:
            yield from _read_run(bare, run)
            run = []
        start = end + 1
    yield from _read_run(bare, run)


def _read_run(bare: Bare, run: list[tuple[int, int]]) -> Iterator[Rate]:
    if len(run) >= _FEWEST_LINES:
        for start, end in run:
            yield Rate(float(bare.text[start:end]), bare.named or "USD", None, start, end, 0.55)


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
