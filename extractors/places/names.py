"""Find names of the gazetteer in a text, with the region written behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from extractors.places.gazetteer import Gazetteer
from extractors.places.regions import US_AND_CANADA_CODES, WORD_CODES, Region
from extractors.places.spelling import GAPS, WORD, spell_word

_REGION_GAPS: Final = frozenset({
    ", ", " ", ",", " - ", "-", " (", "(", "/", ". ", " / ", ".", " , ", "\n", ",\n", " | ", "| ", " – ",
})  # fmt: skip
_CODE_ENDS: Final = frozenset(" ,.;:!?)/|\n-\"'")
_GAP_SHOWN: Final = 8


class Words:
    """The words of a text by number: where they stand, as written, and in table spelling."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Lower-casing adds a combining dot to "İ", which would part the word in two.
        words = WORD.findall(text.lower()) if "İ" not in text else [word.lower() for word in WORD.findall(text)]
        self.keys: list[str] = (
            words if text.isascii() else [word if word.isascii() else spell_word(word) for word in words]
        )

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        """Made only for a text that names a place: most of the cost of a long text without one."""
        return list(WORD.finditer(self.text))

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, index: int) -> tuple[int, int]:
        """Where word `index` stands."""
        return self._matches[index].span()

    def raw(self, index: int) -> str:
        """The word as written."""
        return self._matches[index].group()

    def gap(self, index: int) -> str:
        """What stands between word `index` and the next, at most 8 characters of it; NUL at either end of the text."""
        if index < 0 or index + 1 >= len(self.keys):
            return "\0"
        start = self._matches[index].end()
        return self.text[start : min(self._matches[index + 1].start(), start + _GAP_SHOWN)]

    def key(self, first: int, last: int) -> str:
        """The key of the words `first` to `last`, both included."""
        return " ".join([spell_word(word) for word in self.keys[first : last + 1]])


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: words `first` to `last` (both included); `regions` is what stands behind it, up to word `end`.

    A name with a `code` is that of an airport, or (`zip`) the `postal_code` itself.
    """

    key: str
    first: int
    last: int
    regions: tuple[Region, ...]
    postal_code: str
    end: int
    code: str = ""
    doubtful: bool = False


def find_names(words: Words, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the longest names, from left to right, without overlaps."""
    keys, beginnings = words.keys, gazetteer.beginnings
    after = 0
    # Some 15 words of an ad begin a name ("the" Hague); the next word decides most of them at the price of a look-up.
    for index in [i for i, word in enumerate(keys) if word in beginnings]:
        if index < after or not _may_begin(words, gazetteer, index):
            continue
        if keys[index] in gazetteer.codes and (coded := _read_code_name(words, index)):
            yield coded
            after = coded.end + 1
            continue
        if keys[index] not in gazetteer.longest:
            continue
        last = _match_name(words, gazetteer, index, gazetteer.longest[keys[index]])
        name = _read_regions(words, gazetteer, index, last) if last >= 0 else None
        if name:
            yield name
            after = name.end + 1


def _may_begin(words: Words, gazetteer: Gazetteer, index: int) -> bool:
    word = words.keys[index]
    following = words.keys[index + 1] if index + 1 < len(words) else ""
    if word in gazetteer.seconds and spell_word(following) in gazetteer.seconds[word]:
        return True
    if word in gazetteer.plain and following and following not in gazetteer.region_starts:
        return not words.raw(index).islower()
    return word in gazetteer.singles or word in gazetteer.codes


def _read_code_name(words: Words, index: int) -> Name | None:
    """An airport's code in capitals, or the digits behind "zip" or "zip code"."""
    key = words.keys[index]
    if key in {"zip", "zipcode"}:
        last = index + 2 if words.keys[index + 1 : index + 2] in (["code"], ["codes"]) else index + 1
        if last < len(words) and is_postal_code(words.keys[last]) and words.gap(last - 1).strip(" :#") == "":
            return Name("", last, last, (), words.keys[last], last, "zip")
        return None
    return Name("", index, index, (), "", index, key.upper()) if words.raw(index).isupper() else None


def _match_name(words: Words, gazetteer: Gazetteer, first: int, most: int) -> int:
    """The last word of the longest name that begins at `first`, -1 when there is none."""
    last = first
    while last - first + 1 < most and words.gap(last) in GAPS:
        last += 1
    while last > first:
        if words.key(first, last) in gazetteer:
            return last
        last -= 1
    return first if spell_word(words.keys[first]) in gazetteer else -1


def _read_regions(words: Words, gazetteer: Gazetteer, first: int, last: int) -> Name | None:
    """Read a state and a country, and a ZIP code, behind the name; `None` for a word that only looks like one."""
    key = words.key(first, last)
    regions, end = _read_region(words, gazetteer, last)
    if not regions and first == last and _is_plain_word(words, gazetteer, first, key):
        return None
    if regions:
        country, further = _read_region(words, gazetteer, end)
        if country and any(one.country == other.country and not other.admin1 for one in regions for other in country):
            end = further
    postal_code = ""
    if end + 1 < len(words) and is_postal_code(words.keys[end + 1]) and words.gap(end) in _REGION_GAPS:
        end += 1
        postal_code = words.keys[end]
    doubtful = bool(regions) and words.keys[end] in WORD_CODES and words.raw(end).islower()
    return Name(key, first, last, regions, postal_code, end, doubtful=doubtful)


def _is_plain_word(words: Words, gazetteer: Gazetteer, index: int, key: str) -> bool:
    """Whether a single word without a region is a dictionary word in lower case, or opens a sentence."""
    flags = gazetteer.flags.get(key, "")
    if "x" in flags:
        return True
    if "w" not in flags:
        return False
    raw = words.raw(index)
    if len(words) == 1:
        return False
    if raw.islower():
        return True
    gap = words.gap(index - 1)
    if raw.isupper() and len(raw) <= 3:
        return False
    return gap == "\0" or gap[:1] in "\n.!?•*|:;"


def is_postal_code(word: str) -> bool:
    """Whether a word has the shape of a US ZIP code."""
    return len(word) == 5 and word.isascii() and word.isdigit()


def _read_region(words: Words, gazetteer: Gazetteer, last: int) -> tuple[tuple[Region, ...], int]:
    following = last + 1
    if following >= len(words) or words.keys[following] not in gazetteer.region_starts:
        return (), last
    gap = words.gap(last)
    if gap not in _REGION_GAPS:
        return (), last
    for length in (3, 2, 1):
        stop = last + length
        if stop >= len(words) or not all(words.gap(index) in GAPS for index in range(following, stop)):
            continue
        key = words.key(following, stop)
        if length == 1 and len(key) == 2:
            code = _read_code(words, following, gap)
            return ((code,), stop) if code else ((), last)
        if key in gazetteer.regions and not _begins_longer_name(words, gazetteer, following, length):
            return gazetteer.regions[key], stop
    return (), last


def _begins_longer_name(words: Words, gazetteer: Gazetteer, first: int, length: int) -> bool:
    """ "Des Moines, Iowa City" are two cities."""
    if words.keys[first] not in gazetteer.seconds:
        return False
    last = _match_name(words, gazetteer, first, gazetteer.longest[words.keys[first]])
    return last - first + 1 > length


def _read_code(words: Words, index: int, gap: str) -> Region | None:
    key, raw = words.keys[index], words.raw(index)
    known = US_AND_CANADA_CODES.get(key)
    if known is None:
        written = raw.isupper() or "," in gap
        return Region({"uk": "GB", "us": "US"}[key]) if key in {"uk", "us"} and written else None
    end = words.span(index)[1]
    follower = words.text[end : end + 1]
    if raw.isupper():
        return Region(*known)
    if key in WORD_CODES and follower and follower not in ".,;!\n)":
        return None
    return Region(*known) if not follower or follower in _CODE_ENDS else None
