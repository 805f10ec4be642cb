"""One answer of a picture search: a lead for a person to judge, never an identification."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Verdict = Literal["same_picture", "same_picture_edited", "similar_room", "weak_lead"]


@dataclass(frozen=True, slots=True)
class PictureLead:
    """`kind` photo (another picture that is held) or room (a reference photo of a hotel room); the two never mix.

    `sha256` is the picture found; `hotel` and `room` are empty for photos. `scores` holds every figure that led here;
    `visible_area` is the share of the picture found that the query covers, None when not measured;
    `explanation` is a picture that shows the overlay.
    """

    kind: Literal["photo", "room"]
    verdict: Verdict
    sha256: str
    hotel: str = ""
    room: str = ""
    scores: Mapping[str, object] = field(default_factory=dict)
    visible_area: float | None = None
    explanation: Path | None = None
