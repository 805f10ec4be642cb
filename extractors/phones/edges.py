"""The digit readings of a stretch of text: which characters may stand for which digits, at what cost."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from extractors.phones.compounds import Piece, read_compounds
from extractors.phones.lexicon import CONTACT, FILLER, LABEL, UNIT
from extractors.phones.numerals import COST, Kind
from extractors.phones.variants import squeezed
from extractors.phones.words import (
    ANAGRAMS,
    EXACT_WORDS,
    LONGEST_WORD,
    NUMERALS,
    OWN_WORDS,
    SQUEEZED,
    STEMS,
    WORDS,
    Reading,
    begins_like_number,
)


class Edge(NamedTuple):
    """`text[start:end]` read as `digits`."""

    start: int
    end: int
    digits: str
    cost: float
    kind: Kind


_CHUNK: Final = re.compile(r"[a-z0-9@$!|]+")
_PART: Final = re.compile(r"\d+|[^\d]+")
_HUNDREDS: Final = re.compile(r"(?<!\d)([1-9]\d?)(?:hundred|cent|cientos)(?![a-z])")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_ZERO_SIGN: Final = re.compile(r"\(\)|\[\]|[○◯⭕]")
_SPACED: Final = re.compile(r"(?<![a-z])[a-z]([ \-._*~/'])[a-z](?:\1[a-z])+(?![a-z])")
_CUTS: Final = frozenset("-._*~'/ ")
_LAST_LETTERS: Final = re.compile(r"(?<![a-z])[a-z]{1,5}$")
_FIRST_LETTERS: Final = re.compile(r"[a-z]{1,5}(?![a-z])")
_DIGIT_BY_LETTER: Final = dict(zip("oOQDlIiL|!zZEeAa@Ss$bGTtBgq", "000011111122334445556677899", strict=True))
# Letters most drawn for digits are cheap; the rest must be carried by their neighbours.
_CHEAP: Final = frozenset("oOlI|i")
_LONGEST_NUMBER: Final = 15
_LEAST_HASH: Final = 16
_HEX: Final = frozenset("abcdef")
_LONGEST_CHUNK: Final = 120
_NO_LOOKALIKES: Final = (LABEL | CONTACT | UNIT | FILLER | {"o"}) - {"sss"}
Edges = dict[int, list[Edge]]


def read_edges(text: str, cased: str, start: int, end: int) -> Edges:
    """Return the readings that begin at each offset of `text[start:end]`; `cased` is `text` with its capitals."""
    chunks = [match.span() for match in _CHUNK.finditer(text, start, end)]
    edges: Edges = defaultdict(list)
    for left, right in chunks:
        for place, length, reading in _read_chunk(text[left:right], cased[left:right]):
            edges[left + place].append(Edge(left + place, left + place + length, *reading))
    for edge in (*_signs(text, start, end), *_across(text, cased, chunks)):
        edges[edge.start].append(edge)
    return edges


def _across(text: str, cased: str, chunks: list[tuple[int, int]]) -> Iterator[Edge]:
    """Readings that one chunk alone does not give."""
    words = [text[left:right] for left, right in chunks]
    letters = [word for word in words if not word.isdigit()]
    if not letters:
        return
    if any(len(word) == 1 and word.isalpha() for word in letters):
        yield from _letter_by_letter(text, chunks[0][0], chunks[-1][1])
    yield from _cut_in_two(text, chunks)
    if any(len(word) <= 4 for word in letters):
        yield from _lookalike_words(text, cased, chunks)
    if any(word in NUMERALS for word in words):
        pieces = [
            Piece(left, right, word, text[right : right + 3]) for (left, right), word in zip(chunks, words, strict=True)
        ]
        for compound in read_compounds(pieces):
            yield Edge(compound.start, compound.end, compound.digits, COST[compound.kind], compound.kind)


@lru_cache(maxsize=65_536)
def _read_chunk(chunk: str, cased: str) -> tuple[tuple[int, int, Reading], ...]:
    """Return (place, length, reading) of every reading inside one chunk; the same chunks come again and again."""
    if chunk.isdigit():
        return ((0, len(chunk), _plain(chunk)),) if len(chunk) <= _LONGEST_NUMBER else ()
    if len(chunk) > _LONGEST_CHUNK:
        parts = (match for match in _PART.finditer(chunk) if match.group().isdigit())
        return tuple((part.start(), len(part.group()), _plain(part.group())) for part in parts)
    if chunk in WORDS:
        whole = tuple((0, len(chunk), reading) for reading in WORDS[chunk])
        many = sum(character.isdigit() for character in chunk) > 2
        return (*whole, *_walk(chunk, cased)) if many else whole
    if chunk.isalpha() and not (len(chunk) > 5 and begins_like_number(chunk)):
        return tuple((0, len(chunk), reading) for reading in _misspelt(chunk))
    return () if _ORDINAL.fullmatch(chunk) else tuple(_walk(chunk, cased))


def _plain(digits: str) -> Reading:
    return Reading(digits, 0.0, Kind.PLAIN)


def _misspelt(letters: str) -> Iterator[Reading]:
    """Readings of an unknown word with letters drawn out or in the wrong order."""
    if letters in OWN_WORDS or letters in WORDS:
        return
    readings = SQUEEZED.get(squeezed(letters)) or ANAGRAMS.get(letters[0] + "".join(sorted(letters)))
    for reading in readings or _one_too_many(letters):
        yield Reading(reading.digits, COST[Kind.MISSPELT], Kind.MISSPELT)


def _one_too_many(letters: str) -> tuple[Reading, ...]:
    if not 5 <= len(letters) <= LONGEST_WORD + 1:
        return ()
    shorter = (letters[:place] + letters[place + 1 :] for place in range(len(letters)))
    return next((WORDS[word] for word in shorter if word in EXACT_WORDS), ())


def _walk(chunk: str, cased: str) -> Iterator[tuple[int, int, Reading]]:
    """Read a chunk of several parts: `7seven3`, `sevenseven0148`, `s3v3n`, `text773`, `0l63`."""
    ahead = [match.start() for match in _PART.finditer(chunk)]
    found: dict[int, list[tuple[int, Reading]]] = {}
    while ahead:
        place = ahead.pop()
        if place not in found and place < len(chunk):
            found[place] = list(_read_at(chunk, place))
            ahead.extend(place + length for length, _ in found[place])
    for place in sorted(found, reverse=True):
        found[place] = [each for each in found[place] if _ends_well(chunk, place + each[0], found)]
    if not _is_hash(chunk, found):
        for place, readings in found.items():
            yield from ((place, length, reading) for length, reading in readings)
    yield from _lookalikes(cased)


def _is_hash(chunk: str, found: dict[int, list[tuple[int, Reading]]]) -> bool:
    """Whether letters and digits mix with neither a number word nor one letter as a rule: a digest, a key, an id."""
    inside = {match.group() for match in list(_PART.finditer(chunk))[1:-1] if match.group().isalpha()}
    hexadecimal = any(len(letters) > 2 and _HEX.issuperset(letters) for letters in inside)
    if len(chunk) < _LEAST_HASH or not (len(inside) > 2 or hexadecimal):
        return False
    return not any(length > 2 and reading.kind is not Kind.PLAIN for each in found.values() for length, reading in each)


def _ends_well(chunk: str, end: int, found: dict[int, list[tuple[int, Reading]]]) -> bool:
    """Whether a reading may end here: no letter is left over of a word cut in two."""
    return end >= len(chunk) or not (chunk[end].isalpha() and chunk[end - 1].isalpha()) or bool(found.get(end))


def _read_at(chunk: str, place: int) -> Iterator[tuple[int, Reading]]:
    part = _PART.match(chunk, place)
    if part and part.group().isdigit() and len(part.group()) <= _LONGEST_NUMBER:
        yield len(part.group()), _plain(part.group())
    for length in range(min(LONGEST_WORD, len(chunk) - place), 1, -1):
        for reading in WORDS.get(chunk[place : place + length], ()):
            yield length, reading
    letters = part.group() if part and part.group().isalpha() else ""
    if letters:
        yield from ((len(letters), reading) for reading in _misspelt(letters))
    hundreds = _HUNDREDS.match(chunk, place)
    if hundreds:
        yield len(hundreds.group()), Reading(hundreds[1] + "00", COST[Kind.COMPOUND], Kind.COMPOUND)
    if chunk[place] == "o" and chunk[place + 1 : place + 4] in STEMS:
        yield 1, Reading("0", COST[Kind.LOOKALIKE], Kind.WORD)
    if chunk[place] in "oil|" and place < len(chunk) - 1 and chunk[place + 1].isdigit():
        yield 1, _lookalike(chunk[place])


def _lookalikes(cased: str) -> Iterator[tuple[int, int, Reading]]:
    """Letters drawn like digits, in a chunk that holds a digit and else only such letters."""
    others = [character for character in cased if not character.isdigit()]
    if cased.lower().lstrip("0123456789") in UNIT:
        return
    if len(others) == len(cased) or not all(character in _DIGIT_BY_LETTER for character in others):
        return
    for place, character in enumerate(cased):
        if not character.isdigit():
            yield place, 1, _lookalike(character)


def _lookalike(character: str) -> Reading:
    cost = COST[Kind.LOOKALIKE] * (1 if character in _CHEAP else 1.6)
    return Reading(_DIGIT_BY_LETTER[character], cost, Kind.LOOKALIKE)


def _lookalike_words(text: str, cased: str, chunks: list[tuple[int, int]]) -> Iterator[Edge]:
    """Chunks of look-alikes alone, `SSS` in `77E-SSS-OI64`, beside a chunk with a digit or another such."""
    numeric = [any(character.isdigit() for character in text[left:right]) for left, right in chunks]
    able = [_looks_like_digits(cased[left:right]) for left, right in chunks]
    near = [right[0] - left[1] <= 1 for left, right in pairwise(chunks)]
    chosen = set()
    for order in (range(1, len(chunks)), range(len(chunks) - 2, -1, -1)):
        for index in order:
            other = index - 1 if order.step > 0 else index + 1
            if able[index] and not numeric[index] and numeric[other] and near[min(index, other)]:
                numeric[index] = True
                chosen.add(index)
    for index in chosen:
        for place in range(*chunks[index]):
            yield Edge(place, place + 1, *_lookalike(cased[place]))


def _looks_like_digits(word: str) -> bool:
    if len(word) > 4 or word.lower() in _NO_LOOKALIKES or not set(word) <= _DIGIT_BY_LETTER.keys():
        return False
    return set(word) <= _CHEAP or not (word.islower() or word.istitle())


def _signs(text: str, start: int, end: int) -> Iterator[Edge]:
    if "()" not in (stretch := text[start:end]) and "[]" not in stretch and stretch.isascii():
        return
    for match in _ZERO_SIGN.finditer(text, start, end):
        yield Edge(match.start(), match.end(), "0", COST[Kind.LOOKALIKE], Kind.LOOKALIKE)


def _letter_by_letter(text: str, start: int, end: int) -> Iterator[Edge]:
    """Words spelt with a sign between their letters, `s-e-v-e-n`."""
    for match in _SPACED.finditer(text, start, end):
        letters = match.group()[::2]
        for place in range(len(letters)):
            for length in range(3, min(LONGEST_WORD, len(letters) - place) + 1):
                for reading in WORDS.get(letters[place : place + length], ()):
                    if reading.kind is Kind.WORD:
                        left = match.start() + 2 * place
                        yield Edge(left, left + 2 * length - 1, reading.digits, COST[Kind.SPACED], Kind.SPACED)


def _cut_in_two(text: str, chunks: list[tuple[int, int]]) -> Iterator[Edge]:
    """Words with one sign inside, `se-ven`."""
    for (start, middle), (other, end) in pairwise(chunks):
        if other - middle == 1 and text[middle] in _CUTS:
            for before, behind, reading in _read_halves(text[start:middle], text[other:end]):
                yield Edge(middle - before, other + behind, reading.digits, COST[Kind.SPACED], Kind.SPACED)


@lru_cache(maxsize=65_536)
def _read_halves(left: str, right: str) -> tuple[tuple[int, int, Reading], ...]:
    """Return (letters of `left`, letters of `right`, reading) where the two make one number word."""
    tail, head = _LAST_LETTERS.search(left), _FIRST_LETTERS.match(right)
    if not tail or not head or tail.group() in WORDS or head.group() in WORDS:
        return ()
    readings = WORDS.get(tail.group() + head.group(), ())
    return tuple((len(tail.group()), len(head.group()), reading) for reading in readings if reading.kind is Kind.WORD)
