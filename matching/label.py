"""What a person said an ad or a key is. Input of the linker; people's decisions are stored elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from matching.links.keys import LinkKey


class LabelKind(Enum):
    """What ads, or the ads under a key, look like; never what a person is."""

    ORGANISED = "organised"
    INDEPENDENT = "independent"
    AGENCY_LINE = "agency_line"
    SPAM = "spam_or_scam"
    OTHER = "other"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Label:
    """`subject` is an ad_id or a link key (`kind:value`), as it stood when the person decided."""

    subject: str
    kind: LabelKind
    decided_at: datetime


def find_lines(labels: Iterable[Label]) -> frozenset[LinkKey]:
    """Keys whose latest label says that many share them: they are shown and never followed, as hubs are."""
    latest: dict[str, Label] = {}
    for label in labels:
        held = latest.get(label.subject)
        if held is None or label.decided_at >= held.decided_at:
            latest[label.subject] = label
    lines = [label.subject for label in latest.values() if label.kind is LabelKind.AGENCY_LINE]
    return frozenset(LinkKey.parse(subject) for subject in lines)
