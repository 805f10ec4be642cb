"""A text with slots, as one poster or organisation uses it again and again."""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from threadline.demo import wording

Kind = Literal["personal", "job", "doubtful_job"]


@dataclass(frozen=True, slots=True)
class Template:
    """`sentences` hold slots (`{phone}`); `language` is ISO 639-1. The same id always means the same sentences."""

    template_id: str
    language: str
    sentences: tuple[str, ...]

    def fill(self, slots: dict[str, str], chance: Random, edits: int) -> str:
        """The text with its slots filled; `edits` of its inner sentences are dropped, doubled in place or swapped."""
        kept = list(self.sentences)
        for _ in range(edits):
            at = chance.randrange(1, max(2, len(kept) - 2))
            if chance.random() < 0.5 and len(kept) > 5:
                del kept[at]
            else:
                kept.insert(at, chance.choice(_MIDDLES[self.language]))
        return " ".join(kept).format_map(slots)


_MIDDLES: Final = {"en": wording.MIDDLES, "es": wording.SPANISH_MIDDLES}


def make_template(template_id: str, kind: Kind, language: str, chance: Random) -> Template:
    """Choose and order sentences at random; thousands of posters rarely share three of them."""
    opening, middles, rates, calls = _pools(kind, language)
    chosen = chance.sample(middles, min(len(middles), chance.randint(4, 7)))
    if kind == "doubtful_job":
        chosen = chance.sample(wording.DOUBTFUL_JOB_MIDDLES, 3) + chosen[:3]
    chance.shuffle(chosen)
    chosen.insert(chance.randrange(len(chosen)), chance.choice(rates))
    return Template(template_id, language, (chance.choice(opening), *chosen, chance.choice(calls)))


_Pools = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _pools(kind: Kind, language: str) -> _Pools:
    if kind != "personal":
        return wording.JOB_OPENINGS, wording.JOB_MIDDLES, wording.JOB_RATES, wording.JOB_CALLS
    if language == "es":
        return wording.SPANISH_OPENINGS, wording.SPANISH_MIDDLES, wording.SPANISH_RATES, wording.SPANISH_CALLS
    return wording.OPENINGS, wording.MIDDLES, wording.RATES, wording.CALLS
