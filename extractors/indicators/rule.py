"""One indicator as its data file states it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`patterns` are (language, RE2 pattern); `citation` spells the sources out.

    `control_rate` is the share of the control set on which the indicator may fire at most.
    """

    code: str
    name: str
    ad_type: str
    version: str
    status: str
    reviewed_by: str
    sources: tuple[str, ...]
    citation: str
    rationale: str
    against: str
    control_rate: float
    patterns: tuple[tuple[str, str], ...]
