"""An ad's text cut at the borders of its mentions, so that a template can mark them without any HTML of ours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.mention import ASSERTED, Mention
from review_ui.masking import mask_text, mask_value


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and the mentions that cover it: none, one, or several that overlap."""

    text: str
    mentions: tuple[Mention, ...] = ()

    @property
    def kind(self) -> str:
        """The kind that colours the piece: of the surest mention."""
        return max(self.mentions, key=lambda mention: mention.confidence).kind if self.mentions else ""

    @property
    def is_sure(self) -> bool:
        """Whether at least one mention asserts."""
        return any(mention.confidence >= ASSERTED for mention in self.mentions)

    @property
    def title(self) -> str:
        """What the piece was read as."""
        return "; ".join(f"{mention.kind}: {mention.value}" for mention in self.mentions)


def cut(text: str, mentions: Iterable[Mention]) -> list[Segment]:
    """The whole text in order, in one pass over the sorted borders; spans that do not fit the text are left out."""
    fitting = [mention for mention in mentions if 0 <= mention.start < mention.end <= len(text)]
    borders = sorted({0, len(text), *(m.start for m in fitting), *(m.end for m in fitting)})
    starting = sorted(fitting, key=lambda mention: mention.start)
    segments, open_mentions, upcoming = [], list[Mention](), 0
    for start, end in pairwise(borders):
        open_mentions = [mention for mention in open_mentions if mention.end > start]
        while upcoming < len(starting) and starting[upcoming].start <= start:
            open_mentions.append(starting[upcoming])
            upcoming += 1
        segments.append(Segment(text[start:end], tuple(open_mentions)))
    return segments


def mask(segments: Iterable[Segment]) -> list[Segment]:
    """The same pieces with contacts hidden, in the marked pieces and in the rest."""
    return [_mask_one(segment) for segment in segments]


def _mask_one(segment: Segment) -> Segment:
    contacts = [mention for mention in segment.mentions if mention.is_identifier or mention.kind == "phone"]
    if not contacts:
        return Segment(mask_text(segment.text), segment.mentions)
    masked = tuple(_mask_mention(mention) for mention in segment.mentions)
    return Segment("••••••", masked)


def _mask_mention(mention: Mention) -> Mention:
    return replace(mention, value=mask_value(mention.kind, mention.value), raw="••••••")
