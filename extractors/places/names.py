"""Find names of the gazetteer in a text, with the region written behind them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractors.places.gazetteer import PLAIN_NICKNAMES, Gazetteer
from extractors.places.plain_words import is_led, is_plain_word
from extractors.places.regions import SHORT_AUSTRALIAN_CODES, US_AND_CANADA_CODES, WORD_CODES, Region
from extractors.places.spelling import GAPS
from extractors.places.words import Words

_REGION_GAPS: Final = frozenset({
    ", ", " ", ",", " - ", "-", " (", "(", "/", ". ", " / ", ".", " , ", "\n", ",\n", " | ", "| ", " – ",
    "! (", "!! (", "!!! (", " #",
})  # fmt: skip
_CODE_ENDS: Final = frozenset(" ,.;:!?)/|\n-\"'")
_ROAD: Final = re.compile(r"[- ]\d{1,3}\b")
_NOTHING: Final[frozenset[str]] = frozenset()


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


def note_words(words: Words, gazetteer: Gazetteer) -> list[int]:
    """The words, by number, that may begin a name or a state: some 25 of an ad's 90."""
    noted = gazetteer.noted
    return [index for index, word in enumerate(words.keys) if word in noted]


def find_names(words: Words, noted: list[int], gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the longest names, from left to right, without overlaps."""
    after = 0
    for index in _find_beginnings(words, noted, gazetteer):
        if index < after:
            continue
        word = words.keys[index]
        if word in gazetteer.codes and (coded := _read_code_name(words, index)):
            yield coded
            after = coded.end + 1
            continue
        most = gazetteer.longest.get(word)
        if most is None:
            continue
        last = _match_name(words, gazetteer, index, most)
        name = _read_regions(words, gazetteer, index, last) if last >= 0 else None
        if name:
            yield name
            after = name.end + 1


def _find_beginnings(words: Words, noted: list[int], gazetteer: Gazetteer) -> list[int]:
    """The words that begin a name, as far as the next word tells ("the" Hague, but not "the" best)."""
    followed = [*words.keys, ""]
    seconds, alone, region_starts = gazetteer.seconds, gazetteer.alone, gazetteer.region_starts
    plain = gazetteer.plain_in_spanish if words.is_spanish else gazetteer.plain
    beginnings = []
    for index in noted:
        word, following = followed[index], followed[index + 1]
        if following in seconds.get(word, _NOTHING):
            beginnings.append(index)
        elif word in plain and following and following not in region_starts:
            if not words.raw(index).islower() or is_led(words, index):
                beginnings.append(index)
        elif word in alone:
            beginnings.append(index)
    return beginnings


def _read_code_name(words: Words, index: int) -> Name | None:
    """An airport's code in capitals, or the digits behind "zip" or "zip code"."""
    key = words.keys[index]
    if key in {"zip", "zipcode"}:
        last = index + 2 if words.keys[index + 1 : index + 2] in (["code"], ["codes"]) else index + 1
        if last < len(words) and is_postal_code(words.keys[last]) and words.gap(last - 1).strip(" :#") == "":
            return Name("", last, last, (), words.keys[last], last, "zip")
        return None
    is_code = words.raw(index).isupper() or (key in PLAIN_NICKNAMES and is_led(words, index))
    return Name("", index, index, (), "", index, key.upper()) if is_code else None


def _match_name(words: Words, gazetteer: Gazetteer, first: int, most: int) -> int:
    """The last word of the longest name that begins at `first`, -1 when there is none."""
    last, further = first, min(first + most, len(words)) - 1
    while last < further and words.gap(last) in GAPS:
        last += 1
    while last > first:
        if words.key(first, last) in gazetteer:
            return last
        last -= 1
    return first if words.key(first, first) in gazetteer else -1


def _read_regions(words: Words, gazetteer: Gazetteer, first: int, last: int) -> Name | None:
    """Read a state and a country, and a ZIP code, behind the name; `None` for a word that only looks like one."""
    key = words.key(first, last)
    regions, end = _read_region(words, gazetteer, last)
    if regions:
        # "31 years young, Santa Fe": Young lies in no province of that name, and Santa Fe is a town by itself.
        regions = tuple(region for region in regions if _is_near(region, key, gazetteer))
        end = end if regions else last
    if not regions and first == last and is_plain_word(words, gazetteer, first, key):
        return None
    if regions:
        country, further = _read_region(words, gazetteer, end)
        if country and any(one.country == other.country and not other.admin1 for one in regions for other in country):
            end = further
    if regions and _lists_countries(key, regions, gazetteer):
        regions, end = (), last
    postal_code = ""
    if end + 1 < len(words) and is_postal_code(words.keys[end + 1]) and words.gap(end) in _REGION_GAPS:
        end += 1
        postal_code = words.keys[end]
    # "Drogheda, Co. Louth" lies in a county, not in Colorado.
    doubtful = bool(regions) and words.keys[end] in WORD_CODES and not words.raw(end).isupper()
    return Name(key, first, last, regions, postal_code, end, doubtful=doubtful)


def _lists_countries(key: str, regions: tuple[Region, ...], gazetteer: Gazetteer) -> bool:
    """ "(Mauritius, Mexico, Philippines)" names no Mexico in the Philippines."""
    return all(not one.admin1 for one in regions) and any(not one.admin1 for one in gazetteer.regions.get(key, ()))


def _is_near(region: Region, key: str, gazetteer: Gazetteer) -> bool:
    """Whether a part of a country beyond North America holds a town of that name; whole countries and states do."""
    far = region.admin1 != "" and region.country not in {"US", "CA"}
    return not far or any(region.admits(city) for city in gazetteer.cities(key))


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
            abroad = SHORT_AUSTRALIAN_CODES.get(key, "") if words.raw(following).isupper() else ""
            found = (*([code] if code else []), *([Region("AU", abroad)] if abroad else []))
            return (found, stop) if found else ((), last)
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
    if key == "nz" and raw.isupper():
        return Region("NZ")
    if known is None:
        # "Near the university, US-13 side" names a road.
        is_road = _ROAD.match(words.text, words.span(index)[1]) is not None
        written = (raw.isupper() or "," in gap) and not is_road
        return Region({"uk": "GB", "us": "US"}[key]) if key in {"uk", "us"} and written else None
    end = words.span(index)[1]
    follower = words.text[end : end + 1]
    if raw.isupper():
        return Region(*known)
    if key in WORD_CODES and follower and follower not in ".,;!\n)":
        return None
    return Region(*known) if not follower or follower in _CODE_ENDS else None
