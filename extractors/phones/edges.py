"""The digit readings of a stretch of text: which characters may stand for which digits, at what cost."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from extractors.phones.compounds import Piece, read_compounds
from extractors.phones.lexicon import CONTACT, FILLER, LABEL, UNIT
from extractors.phones.numerals import COST, Kind
from extractors.phones.words import ANAGRAMS, LONGEST_WORD, OWN_WORDS, SQUEEZED, STEMS, WORDS, Reading, squeezed


class Edge(NamedTuple):
    """`text[start:end]` read as `digits`."""

    start: int
    end: int
    digits: str
    cost: float
    kind: Kind


_CHUNK: Final = re.compile(r"[a-z0-9@$!|]+")
_PART: Final = re.compile(r"\d+|[^\d]+")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_ZERO_SIGN: Final = re.compile(r"\(\)|\[\]|[○◯⭕]")
_SPACED: Final = re.compile(r"(?<![a-z])[a-z]([ \-._*~/'])[a-z](?:\1[a-z])+(?![a-z])")
_SPLIT: Final = re.compile(r"(?<![a-z])(?=([a-z]{1,5})[-._*~'/ ]([a-z]{1,5})(?![a-z]))")
_DIGIT_BY_LETTER: Final = {
    "o": "0", "O": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "i": "1", "L": "1", "|": "1", "!": "1", "z": "2", "Z": "2",
    "E": "3", "e": "3", "A": "4", "a": "4", "@": "4", "S": "5", "s": "5", "$": "5", "b": "6", "G": "6", "T": "7", "t": "7",
    "B": "8", "g": "9", "q": "9",
}  # fmt: skip
# Letters most drawn for digits are cheap; the rest must be carried by their neighbours.
_CHEAP: Final = frozenset("oOlI|i")
_LONGEST_NUMBER: Final = 15
_LONGEST_CHUNK: Final = 120

_NO_LOOKALIKES: Final = (LABEL | CONTACT | UNIT | FILLER | {"o"}) - {"sss"}

Edges = dict[int, list[Edge]]


def read_edges(text: str, cased: str, start: int, end: int) -> Edges:
    """Return the readings that begin at each offset of `text[start:end]`; `cased` is the same text with its capitals."""
    chunks = [match.span() for match in _CHUNK.finditer(text, start, end)]
    edges: Edges = defaultdict(list)
    for left, right in chunks:
        for edge in _read_chunk(text[left:right], cased[left:right], left):
            edges[edge.start].append(edge)
    for edge in (*_lookalike_words(text, cased, chunks), *_signs(text, start, end), *_apart(text, start, end)):
        edges[edge.start].append(edge)
    for compound in read_compounds(list(_pieces(text, chunks))):
        edges[compound.start].append(
            Edge(compound.start, compound.end, compound.digits, COST[compound.kind], compound.kind)
        )
    return edges


def _pieces(text: str, chunks: list[tuple[int, int]]) -> Iterator[Piece]:
    return (Piece(left, right, text[left:right], text[right : right + 3]) for left, right in chunks)


def _read_chunk(chunk: str, cased: str, offset: int) -> Iterator[Edge]:
    if chunk.isdigit():
        if len(chunk) <= _LONGEST_NUMBER:
            yield Edge(offset, offset + len(chunk), chunk, 0.0, Kind.PLAIN)
    elif len(chunk) > _LONGEST_CHUNK:
        for match in _PART.finditer(chunk):
            yield from _read_chunk(match.group(), "", offset + match.start()) if match.group().isdigit() else ()
    elif chunk in WORDS:
        yield from (_edge(offset, chunk, reading) for reading in WORDS[chunk])
        if sum(character.isdigit() for character in chunk) > 2:
            yield from _walk(chunk, cased, offset)
    elif not _ORDINAL.fullmatch(chunk):
        yield from _walk(chunk, cased, offset)


def _edge(offset: int, word: str, reading: Reading) -> Edge:
    return Edge(offset, offset + len(word), *reading)


def _walk(chunk: str, cased: str, offset: int) -> Iterator[Edge]:
    """Read a chunk of several parts: `7seven3`, `sevenseven0148`, `s3v3n`, `text773`, `0l63`."""
    if chunk.isalpha() and len(chunk) > 7 and chunk[:3] not in STEMS and squeezed(chunk)[:3] not in STEMS:
        return
    ahead = [match.start() for match in _PART.finditer(chunk)]
    seen: set[int] = set()
    found: dict[int, list[Edge]] = {}
    while ahead:
        place = ahead.pop()
        if place in seen or place >= len(chunk):
            continue
        seen.add(place)
        found[place] = list(_read_at(chunk, place, offset))
        ahead.extend(edge.end - offset for edge in found[place])
    for place in sorted(found, reverse=True):
        found[place] = [edge for edge in found[place] if _ends_well(chunk, edge.end - offset, found)]
    for edges in found.values():
        yield from edges
    yield from _lookalikes(chunk, cased, offset)


def _ends_well(chunk: str, end: int, found: dict[int, list[Edge]]) -> bool:
    """Whether a reading may end here: no letter is left over of a word cut in two."""
    return end >= len(chunk) or not (chunk[end].isalpha() and chunk[end - 1].isalpha()) or bool(found.get(end))


def _read_at(chunk: str, place: int, offset: int) -> Iterator[Edge]:
    part = _PART.match(chunk, place)
    if part and part.group().isdigit() and len(part.group()) <= _LONGEST_NUMBER:
        yield Edge(offset + place, offset + part.end(), part.group(), 0.0, Kind.PLAIN)
    for length in range(min(LONGEST_WORD, len(chunk) - place), 1, -1):
        word = chunk[place : place + length]
        for reading in WORDS.get(word, ()):
            yield _edge(offset + place, word, reading)
    letters = part.group() if part and part.group().isalpha() else ""
    if letters and letters not in WORDS and letters not in OWN_WORDS:
        anagram = letters[0] + "".join(sorted(letters))
        for reading in SQUEEZED.get(squeezed(letters)) or ANAGRAMS.get(anagram, ()):
            yield Edge(
                offset + place, offset + place + len(letters), reading.digits, COST[Kind.MISSPELT], Kind.MISSPELT
            )
    if chunk[place] in "oil|" and 0 < place < len(chunk) - 1 and chunk[place + 1].isdigit():
        yield _lookalike(offset + place, chunk[place])


def _lookalikes(chunk: str, cased: str, offset: int) -> Iterator[Edge]:
    """Letters drawn like digits, in a chunk that holds a digit and else only such letters."""
    others = [character for character in cased if not character.isdigit()]
    if len(others) == len(cased) or not all(character in _DIGIT_BY_LETTER for character in others):
        return
    for place, character in enumerate(cased):
        if not character.isdigit():
            yield _lookalike(offset + place, character)


def _lookalike(place: int, character: str) -> Edge:
    cost = COST[Kind.LOOKALIKE] * (1 if character in _CHEAP else 1.6)
    return Edge(place, place + 1, _DIGIT_BY_LETTER[character], cost, Kind.LOOKALIKE)


def _lookalike_words(text: str, cased: str, chunks: list[tuple[int, int]]) -> Iterator[Edge]:
    """Chunks of look-alikes alone, `SSS` in `77E-SSS-OI64`, right beside a chunk with a digit."""
    numeric = [any(character.isdigit() for character in text[left:right]) for left, right in chunks]
    for index, (left, right) in enumerate(chunks):
        word = cased[left:right]
        if numeric[index] or len(word) > 4 or not all(character in _DIGIT_BY_LETTER for character in word):
            continue
        plain = word.islower() or word.istitle()
        if (plain and not set(word) <= _CHEAP) or word.lower() in _NO_LOOKALIKES:
            continue
        before = index > 0 and left - chunks[index - 1][1] <= 1 and numeric[index - 1]
        after = index + 1 < len(chunks) and chunks[index + 1][0] - right <= 1 and numeric[index + 1]
        if before or after:
            yield from (_lookalike(left + place, character) for place, character in enumerate(word))


def _signs(text: str, start: int, end: int) -> Iterator[Edge]:
    for match in _ZERO_SIGN.finditer(text, start, end):
        yield Edge(match.start(), match.end(), "0", COST[Kind.LOOKALIKE], Kind.LOOKALIKE)


def _apart(text: str, start: int, end: int) -> Iterator[Edge]:
    """Words taken apart: `s-e-v-e-n`, `se-ven`."""
    for match in _SPACED.finditer(text, start, end):
        letters = match.group()[::2]
        for place in range(len(letters)):
            for length in range(3, min(LONGEST_WORD, len(letters) - place) + 1):
                for reading in WORDS.get(letters[place : place + length], ()):
                    if reading.kind is Kind.WORD:
                        left = match.start() + 2 * place
                        yield Edge(left, left + 2 * length - 1, reading.digits, COST[Kind.SPACED], Kind.SPACED)
    for match in _SPLIT.finditer(text, start, end):
        for reading in WORDS.get(match[1] + match[2], ()):
            if reading.kind is Kind.WORD and match[1] not in WORDS and match[2] not in WORDS:
                yield Edge(match.start(1), match.end(2), reading.digits, COST[Kind.SPACED], Kind.SPACED)
