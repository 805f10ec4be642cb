"""A text as the units that a template is made of: words, and mentions that count as one word each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from extractors.mention import Mention
from matching.text.words import split_words

SLOTS: Final = {
    "phone": "number",
    "helpline": "number",
    "email": "e-mail",
    "handle": "handle",
    "url": "link",
    "price": "price",
    "place": "city",
    "age": "age",
    "person_name": "name",
}
"""Kinds that advertisers change from ad to ad, and what the slot is called. Where two overlap, the first kind wins."""

_RANK: Final = {kind: rank for rank, kind in enumerate(SLOTS)}


@dataclass(frozen=True, slots=True)
class Unit:
    """`shown` as written, `folded` for comparing; `slot` names what a mention is, `""` for a word. `is_glued` to the
    unit before it, without white space."""

    shown: str
    folded: str
    slot: str = ""
    is_glued: bool = False


def read_units(text: str, mentions: Iterable[Mention] = ()) -> list[Unit]:
    """Units of a text in order; all mentions of one kind fold to the same, so that they stand opposite each other."""
    units: list[Unit] = []
    done = 0
    for mention in _apart(text, mentions):
        units += _words(text, done, mention.start)
        slot = SLOTS[mention.kind]
        units.append(Unit(mention.raw, f"{{{slot}}}", slot, _is_glued(text, mention.start)))
        done = mention.end
    return units + list(_words(text, done, len(text)))


def _apart(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that stand in the text and do not overlap, in order."""
    held = [one for one in mentions if one.field == "text" and one.kind in SLOTS]
    held = [one for one in held if one.raw and text[one.start : one.end] == one.raw]
    chosen: list[Mention] = []
    for mention in sorted(held, key=lambda one: (_RANK[one.kind], one.start, -one.end)):
        if all(mention.end <= other.start or other.end <= mention.start for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda one: one.start)


def _words(text: str, start: int, end: int) -> Iterator[Unit]:
    place = start
    for word in text[start:end].split():
        place = text.index(word, place)
        yield Unit(word, " ".join(split_words(word)) or word, is_glued=_is_glued(text, place))
        place += len(word)


def _is_glued(text: str, place: int) -> bool:
    return place > 0 and not text[place - 1].isspace()
