"""Towns below the gazetteer's size, read only with their state: "Hammonton NJ", "gatlinburg, tn" (US postal table)."""

from collections.abc import Iterator
from typing import Final

from extractors.places.city import City
from extractors.places.gazetteer import Gazetteer
from extractors.places.names import Name
from extractors.places.regions import STATE_NAMES, STATE_STARTS, US_CODES, WORD_CODES, Region
from extractors.places.spelling import GAPS, spell_key
from extractors.places.words import Words

_MOST_WORDS: Final = 3
_DIRECTIONS: Final = frozenset({"west", "east", "north", "south", "central", "upper", "lower"})
_JOINING: Final = frozenset({"and", "y", "or", "et"})
_BETWEEN: Final = frozenset({", ", " / ", "/", " & "})


def find_towns(words: Words, noted: list[int], taken: set[int], gazetteer: Gazetteer) -> Iterator[tuple[Name, City]]:
    """Yield towns with their state that stand on none of the words `taken`; `noted` are the words to look at."""
    keys = words.keys
    for index in noted:
        if keys[index] not in STATE_STARTS or index == 0 or index - 1 in taken:
            continue
        if words.key(index - 1, index - 1) not in gazetteer.town_ends:
            continue
        if keys[index] in WORD_CODES and not words.raw(index).isupper():
            continue
        state, last = _read_state(words, index)
        if state and (found := _read_town(words, index, (state, last), gazetteer)):
            yield found


def find_sharing_town(
    words: Words, name: Name, state: str, taken: set[int], gazetteer: Gazetteer
) -> Iterator[tuple[Name, City]]:
    """Yield the town that shares the state written behind `name`: "Shepherdsville and Louisville KY"."""
    index = name.first
    if index and words.keys[index - 1] in _JOINING:
        index -= 1
    elif words.gap(index - 1) not in _BETWEEN:
        return
    if index and index - 1 not in taken and words.raw(index - 1)[:1].isupper():
        found = _read_town(words, index, (state, index - 1), gazetteer)
        if found and not taken.intersection(range(found[0].first, index)):
            yield found


def _read_town(words: Words, index: int, state: tuple[str, int], gazetteer: Gazetteer) -> tuple[Name, City] | None:
    """The longest town that ends before word `index`, where the state stands that ends at the word it names."""
    code, last = state
    for length in range(_MOST_WORDS, 0, -1):
        first = index - length
        if first < 0 or not all(words.gap(i) in GAPS - {", "} for i in range(first, index - 1)):
            continue
        if length == 1 and words.keys[first] in _DIRECTIONS:
            # "West Texas" is no town of Texas.
            continue
        town = gazetteer.towns.get((spell_key(words.key(first, index - 1)), code))
        if town and _is_written_as_name(words, first, index):
            return Name(spell_key(town.name), first, index - 1, (Region("US", code),), "", last), town
    return None


def _read_state(words: Words, index: int) -> tuple[str, int]:
    gap = words.gap(index - 1)
    if gap not in {", ", " "}:
        return "", index
    key, raw = words.keys[index], words.raw(index)
    if len(key) == 2:
        code = key.upper()
        clear = raw.isupper() or (key not in WORD_CODES and raw.islower())
        return (code, index) if code in US_CODES and clear else ("", index)
    for length in (2, 1):
        if index + length <= len(words):
            name = " ".join(words.keys[index : index + length])
            if name in STATE_NAMES:
                return STATE_NAMES[name], index + length - 1
    return "", index


def _is_written_as_name(words: Words, first: int, index: int) -> bool:
    """Capitals on the first word, or a state in lower case too; "call me" in "call me ok" is neither."""
    raw = words.raw(first)
    return raw[:1].isupper() or (words.raw(index).islower() and len(raw) > 4)
