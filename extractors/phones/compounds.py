"""Number words that count together: `seventy-three`, `setenta y siete`, `quatre-vingt-un`, `double seven`."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from extractors.phones.numerals import Kind, Numeral
from extractors.phones.words import NUMERALS, PLURALS


class Piece(NamedTuple):
    """A chunk of text, and the three characters behind it."""

    start: int
    end: int
    text: str
    behind: str


class Compound(NamedTuple):
    """Several chunks read as one number."""

    start: int
    end: int
    digits: str
    kind: Kind


_TIMES: Final = {"double": 2, "triple": 3}
_TIMES_WORDS: Final = frozenset(("times", "veces", "fois"))
_FEW: Final = (2, 3, 4)
_JOINTS: Final = frozenset((" ", "-", "  ", " - ", "- ", " -"))
# French counts on beyond these: soixante-dix, quatre-vingt-onze.
_SCORES: Final = (60, 80)


def read_compounds(pieces: list[Piece]) -> Iterator[Compound]:
    """Yield every reading that spans two pieces or more."""
    reader = _Reader(pieces)
    for index, piece in enumerate(pieces):
        if not (piece.text in NUMERALS or piece.text.isdigit()) or not reader.joined(index):
            continue
        for end, value in reader.number(index):
            if end > index + 1:
                yield Compound(piece.start, pieces[end - 1].end, str(value), Kind.COMPOUND)
        for end, digits in reader.repeats(index):
            yield Compound(piece.start, pieces[end - 1].end, digits, Kind.REPEATED)


class _Reader:
    """Reads numbers from pieces; results are (index behind the last piece, value)."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self._joined = [_touch(left, right) for left, right in pairwise(pieces)] + [False]

    def joined(self, index: int) -> bool:
        return self._joined[index]

    def _numerals(self, index: int) -> tuple[Numeral, ...]:
        if index >= len(self.pieces) or (index > 0 and not self._joined[index - 1]):
            return ()
        return NUMERALS.get(self.pieces[index].text, ())

    def _values(self, index: int, role: str) -> list[int]:
        return [numeral.value for numeral in self._numerals(index) if numeral.role == role]

    def _behind_connector(self, index: int) -> list[int]:
        return [index, index + 1] if self._values(index, "connector") else [index]

    def number(self, index: int) -> Iterator[tuple[int, int]]:
        """Yield numbers below 10,000 that begin at `index`."""
        first = NUMERALS.get(self.pieces[index].text, ())
        small = list(self._below_hundred(index, first))
        yield from small
        yield from self._with_rest([(index + 1, n.value) for n in first if n.role == "hundreds"])
        heads = small or [(index + 1, value) for value in _digit_value(self.pieces[index].text)]
        # "Fifty-five hundred" is said of a line that ends in 00.
        yield from self._with_rest([(end + 1, 100 * n) for end, n in heads if n and self._values(end, "hundred")])
        yield from self._with_rest(
            [(end + 1, 1000 * n) for end, n in heads if 0 < n < 10 and self._values(end, "thousand")]
        )

    def _with_rest(self, heads: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        for end, value in heads:
            yield end, value
            for rest in self._behind_connector(end):
                for last, tail in self._below_hundred(rest, self._numerals(rest)):
                    if tail:
                        yield last, value + tail

    def _below_hundred(self, index: int, first: tuple[Numeral, ...]) -> Iterator[tuple[int, int]]:
        for numeral in first:
            if numeral.role == "unit":
                yield index + 1, numeral.value
                if numeral.value == 4 and 20 in self._values(index + 1, "tens"):
                    yield from self._tens(index + 2, 80)
            elif numeral.role == "teen":
                yield index + 1, numeral.value
                if numeral.word == "dix":
                    yield from ((index + 2, 10 + unit) for unit in self._values(index + 1, "unit") if unit > 6)
            elif numeral.role == "tens":
                yield from self._tens(index + 1, numeral.value)

    def _tens(self, index: int, value: int) -> Iterator[tuple[int, int]]:
        yield index, value
        for rest in self._behind_connector(index):
            yield from ((rest + 1, value + unit) for unit in self._values(rest, "unit") if 1 <= unit <= 9)
            if value not in _SCORES:
                continue
            for teen in self._values(rest, "teen"):
                yield rest + 1, value + teen
                if teen == 10:
                    yield from ((rest + 2, value + 10 + unit) for unit in self._values(rest + 1, "unit") if unit > 6)

    def repeats(self, index: int) -> Iterator[tuple[int, str]]:
        """Yield the digits of `double seven`, `triple 5`, `three fives`, `double seven hundred` at `index`."""
        piece, following = self.pieces[index], self.pieces[index + 1]
        for numeral in NUMERALS.get(piece.text, ()):
            times = _TIMES.get(numeral.role)
            if times:
                for value in self._values(index + 1, "unit") or _digit_value(following.text):
                    yield index + 2, str(value) * times
                    if self._values(index + 2, "hundred"):
                        yield index + 3, str(value) * times + "00"
            elif numeral.role == "unit" and numeral.value in _FEW and following.text in PLURALS:
                yield index + 2, PLURALS[following.text] * numeral.value
        yield from self._told_times(index)

    def _told_times(self, index: int) -> Iterator[tuple[int, str]]:
        """`Five three times`, `cinco tres veces`, `three times five`, `trois fois cinq`."""
        if index + 2 >= len(self.pieces) or not self.joined(index + 1):
            return
        first, middle, last = (piece.text for piece in self.pieces[index : index + 3])
        for count, value in (
            ((middle, first),) if last in _TIMES_WORDS else ((first, last),) if middle in _TIMES_WORDS else ()
        ):
            for times in _small_values(count):
                if times in _FEW:
                    yield from ((index + 3, str(digit) * times) for digit in _small_values(value))


def _touch(left: Piece, right: Piece) -> bool:
    gap = right.start - left.end
    return 0 < gap <= 3 and left.behind[:gap] in _JOINTS


def _small_values(text: str) -> list[int]:
    return [n.value for n in NUMERALS.get(text, ()) if n.role == "unit"] or _digit_value(text)


def _digit_value(text: str) -> list[int]:
    return [int(text)] if len(text) == 1 and text.isdigit() else []
