"""Find names of the gazetteer in a text, with the region written behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.places.gazetteer import Gazetteer
from extractors.places.regions import US_AND_CANADA_CODES, WORD_CODES, Region
from extractors.places.spelling import GAPS, WORD, spell_word

_REGION_GAPS: Final = frozenset({", ", " ", ",", " - ", "-", " (", "(", "/", ". ", " / ", ".", " , ", "\n", ",\n"})
_CODE_ENDS: Final = frozenset(" ,.;:!?)/|\n-\"'")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: spans, and their table spelling."""

    text: str
    spans: list[tuple[int, int]]
    keys: list[str]

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next, at most 8 characters of it."""
        if index < 0 or index + 1 >= len(self.spans):
            return "\0"
        start = self.spans[index][1]
        return self.text[start : min(self.spans[index + 1][0], start + 8)]

    def raw(self, index: int) -> str:
        """The word as written."""
        start, end = self.spans[index]
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: words `first` to `last` (both included); `regions` is what stands behind it, up to word `end`."""

    key: str
    first: int
    last: int
    regions: tuple[Region, ...]
    postal_code: str
    end: int


def split_words(text: str) -> Words:
    """Return the words of `text` with their spans, in linear time."""
    spans = [match.span() for match in WORD.finditer(text)]
    return Words(text, spans, [spell_word(text[start:end]) for start, end in spans])


def find_names(words: Words, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the longest names, from left to right, without overlaps."""
    index, count = 0, len(words.keys)
    longest = gazetteer.longest
    while index < count:
        most = longest.get(words.keys[index])
        last = _match_name(words, gazetteer, index, most) if most else -1
        if last < 0:
            index += 1
            continue
        name = _read_regions(words, gazetteer, index, last)
        yield name
        index = name.end + 1


def _match_name(words: Words, gazetteer: Gazetteer, first: int, most: int) -> int:
    """The last word of the longest name that begins at `first`, -1 when there is none."""
    last = first
    while last - first + 1 < most and words.gap(last) in GAPS:
        last += 1
    while last >= first:
        if " ".join(words.keys[first : last + 1]) in gazetteer:
            return last
        last -= 1
    return -1


def _read_regions(words: Words, gazetteer: Gazetteer, first: int, last: int) -> Name:
    """Read a state and a country, and a ZIP code, behind the name."""
    key = " ".join(words.keys[first : last + 1])
    regions, end = _read_region(words, gazetteer, last)
    if regions:
        country, further = _read_region(words, gazetteer, end)
        if country and any(one.country == other.country and not other.admin1 for one in regions for other in country):
            end = further
    postal_code = ""
    if end + 1 < len(words.keys) and words.gap(end) in _REGION_GAPS and is_postal_code(words.keys[end + 1]):
        end += 1
        postal_code = words.keys[end]
    return Name(key, first, last, regions, postal_code, end)


def is_postal_code(word: str) -> bool:
    """Whether a word has the shape of a US ZIP code."""
    return len(word) == 5 and word.isascii() and word.isdigit()


def _read_region(words: Words, gazetteer: Gazetteer, last: int) -> tuple[tuple[Region, ...], int]:
    gap = words.gap(last)
    if gap not in _REGION_GAPS or last + 1 >= len(words.keys):
        return (), last
    for length in (3, 2, 1):
        stop = last + length
        if stop >= len(words.keys) or not all(words.gap(index) in GAPS for index in range(last + 1, stop)):
            continue
        key = " ".join(words.keys[last + 1 : stop + 1])
        if length == 1 and len(key) == 2:
            code = _read_code(words, last + 1, gap)
            return ((code,), stop) if code else ((), last)
        if key in gazetteer.regions:
            return gazetteer.regions[key], stop
    return (), last


def _read_code(words: Words, index: int, gap: str) -> Region | None:
    key, raw = words.keys[index], words.raw(index)
    known = US_AND_CANADA_CODES.get(key)
    if known is None:
        return Region({"uk": "GB", "us": "US"}[key]) if key in {"uk", "us"} and (raw.isupper() or "," in gap) else None
    end = words.spans[index][1]
    follower = words.text[end : end + 1]
    if raw.isupper():
        return Region(*known)
    if key in WORD_CODES and not ("," in gap and (not follower or follower in ".,;!\n)")):
        return None
    return Region(*known) if not follower or follower in _CODE_ENDS else None
