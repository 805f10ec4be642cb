"""What a person decided about a pair. Input of the linker; people's decisions are stored elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Verdict(Enum):
    """A decision on a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` and `right` are ad_ids or link keys (`kind:value`), as they stood when the person decided."""

    left: str
    right: str
    verdict: Verdict
    decided_at: datetime
