"""What nearly equal texts share, and the slots in which they differ. Needs no knowledge of the language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matching.text.alignment import align_words
from matching.text.words import split_words

_TEXTS: Final = 24  # a template does not get clearer with more
_WORDS: Final = 400
_SHARED: Final = 0.7  # share of the texts that must hold a word before it belongs to the template
_VALUES: Final = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """`name` as it stands in the template; the values seen there, most frequent first (`""`: left out)."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Shared words with `{number}` and `{words}` where the texts differ."""

    text: str
    slots: tuple[Slot, ...]


def draft_template(texts: Sequence[str]) -> Template:
    """The template of texts that are nearly the same. Of fewer than two there is none."""
    held = [text.split()[:_WORDS] for text in texts[:_TEXTS]]
    if len(held) < 2:
        return Template("", ())
    base = sorted(held, key=lambda words: (len(words), words))[len(held) // 2]
    aligned = [dict(align_words(_fold(base), _fold(words))) for words in held]
    counts = Counter(place for pairs in aligned for place in pairs)
    kept = [place for place in range(len(base)) if counts[place] >= _SHARED * len(held)]
    gaps = [
        _values(held, aligned, before, after) for before, after in zip([-1, *kept], [*kept, len(base)], strict=True)
    ]
    slots = [_name(values) for values in gaps]
    parts: list[str] = []
    for place, slot in zip([*kept, None], slots, strict=True):
        parts += [f"{{{slot.name}}}"] if slot else []
        parts += [base[place]] if place is not None else []
    return Template(" ".join(parts), tuple(slot for slot in slots if slot))


def _fold(words: Sequence[str]) -> list[str]:
    """A word without case and punctuation; what is nothing but punctuation stays as it is."""
    return [" ".join(split_words(word)) or word for word in words]


def _values(
    held: Sequence[Sequence[str]], aligned: Sequence[dict[int, int]], before: int, after: int
) -> "Counter[str]":
    """What each text says between two places of the base; texts that lack either place say nothing."""
    found: Counter[str] = Counter()
    for words, pairs in zip(held, aligned, strict=True):
        start = pairs.get(before, -1 if before < 0 else None)
        end = pairs.get(after)
        if end is None and after > max(pairs, default=-1):
            end = len(words)
        if start is not None and end is not None and start < end:
            found[" ".join(words[start + 1 : end])] += 1
    return found


def _name(values: "Counter[str]") -> Slot | None:
    """A slot where one text in five says something of its own."""
    said = {value: count for value, count in values.items() if value}
    if sum(said.values()) * 5 < sum(values.values()) or not said:
        return None
    with_digits = sum(count for value, count in said.items() if any(letter.isdigit() for letter in value))
    name = "number" if with_digits * 2 > sum(said.values()) else "words"
    ranked = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return Slot(name, tuple(value for value, _ in ranked[:_VALUES]))
