"""A scored pair and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its name, its figure or key, and the sentence a person reads."""

    name: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two things (ad_ids, keys or picture digests, `left < right`) that look linked, with every reason for it."""

    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...]
    algorithm: str
