"""One indicator as its data file states it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`patterns` are (language, RE2 pattern); in their place `reads` names what another extractor found.

    `citation` spells the sources out; `control_rates` maps a control set to the share of it on which the sign may fire.
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
    control_rates: Mapping[str, float]
    patterns: tuple[tuple[str, str], ...]
    reads: str = ""
