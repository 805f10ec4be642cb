"""What an extractor reports: a fact and its span in the normalised stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.mention import MentionKind


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` are offsets in the stream (as `token.idx` is); the passage turns them into source offsets."""

    kind: MentionKind
    value: str
    start: int
    end: int
    confidence: float
    obfuscated: bool = False
    data: Mapping[str, object] = field(default_factory=dict)
