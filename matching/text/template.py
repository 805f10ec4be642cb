"""What nearly equal texts share, and the slots in which they differ. Needs no knowledge of the language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matching.text.alignment import align_words
from matching.text.units import Unit

_TEXTS: Final = 24  # a template does not get clearer with more
_UNITS: Final = 400
_SHARED: Final = 0.7  # share of the texts that must hold a word before it belongs to the template
_VALUES: Final = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """`name` as it stands in the template; the values seen there, most frequent first (`""`: left out)."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """Shared words, with `{city}`, `{name}`, `{price}`, `{number}` and the like where the texts differ in what was read
    in them, `{number}` and `{words}` where they differ otherwise."""

    text: str
    slots: tuple[Slot, ...]


Gap = Counter[tuple[Unit, ...]]


def draft_template(texts: Sequence[Sequence[Unit]]) -> Template:
    """The template of texts that are nearly the same. Of fewer than two there is none."""
    held = [text[:_UNITS] for text in texts[:_TEXTS]]
    if len(held) < 2:
        return Template("", ())
    base = sorted(held, key=lambda units: (len(units), [unit.shown for unit in units]))[len(held) // 2]
    aligned = [dict(align_words(_fold(base), _fold(units))) for units in held]
    counts = Counter(place for pairs in aligned for place in pairs)
    kept = [place for place in range(len(base)) if counts[place] >= _SHARED * len(held)]
    parts: list[str] = []
    slots: list[Slot] = []
    for before, place in zip([-1, *kept], [*kept, len(base)], strict=True):
        if gap := _name_gap(_read_gap(held, aligned, before, place)):
            slots.append(gap)
            parts.append(f" {{{gap.name}}}")
        if place < len(base):
            at = _read_place(held, aligned, place)
            slots += [at] if at else []
            shown = f"{{{at.name}}}" if at else base[place].shown
            parts.append(shown if base[place].is_glued and not gap else f" {shown}")
    return Template("".join(parts).strip(), tuple(slots))


def _fold(units: Sequence[Unit]) -> list[str]:
    return [unit.folded for unit in units]


def _read_place(held: Sequence[Sequence[Unit]], aligned: Sequence[dict[int, int]], place: int) -> Slot | None:
    """The slot of a mention that all texts have here, each its own; None for a word, and where they agree."""
    found = [units[pairs[place]] for units, pairs in zip(held, aligned, strict=True) if place in pairs]
    said = Counter(unit.shown for unit in found)
    return Slot(found[0].slot, _rank(said)) if found[0].slot and len(said) > 1 else None


def _read_gap(held: Sequence[Sequence[Unit]], aligned: Sequence[dict[int, int]], before: int, after: int) -> Gap:
    """What each text says between two places of the base; texts that lack either place say nothing."""
    found: Gap = Counter()
    for units, pairs in zip(held, aligned, strict=True):
        start = pairs.get(before, -1 if before < 0 else None)
        end = pairs.get(after)
        if end is None and after > max(pairs, default=-1):
            end = len(units)
        if start is not None and end is not None and start < end:
            found[tuple(units[start + 1 : end])] += 1
    return found


def _name_gap(gap: Gap) -> Slot | None:
    """A slot where one text in five says something of its own."""
    said = sum(count for units, count in gap.items() if units)
    if not said or said * 5 < gap.total():
        return None
    names: Counter[str] = Counter()
    for units, count in gap.items():
        if units:
            names[_name(units)] += count
    values: Counter[str] = Counter()
    for units, count in gap.items():
        values[" ".join(unit.shown for unit in units)] += count
    return Slot(max(names, key=lambda name: (names[name], name)), _rank(values))


def _name(units: Sequence[Unit]) -> str:
    slots = {unit.slot for unit in units if unit.slot}
    if len(slots) == 1:
        return slots.pop()
    return "number" if any(letter.isdigit() for unit in units for letter in unit.shown) else "words"


def _rank(values: "Counter[str]") -> tuple[str, ...]:
    ranked = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return tuple(value for value, _ in ranked[:_VALUES])
