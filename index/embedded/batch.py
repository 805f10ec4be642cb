"""Rows to be written together, gathered before the tables are touched."""

from collections import Counter
from dataclasses import dataclass, field

from index.embedded.rows import Row
from index.embedded.tallies import Shift, Standing


@dataclass(frozen=True, slots=True)
class Held:
    """What the table knows of an ad before the write."""

    ad: int
    revision: int
    digest: bytes
    facts: bytes
    text_digest: bytes
    standing: Standing

    @property
    def keys(self) -> tuple[int, ...]:
        """Every key it carries."""
        return (*self.standing.keys, *self.standing.others)


@dataclass(frozen=True, slots=True)
class News:
    """A row that must be written, and what is held under its id."""

    row: Row
    held: Held | None

    @property
    def is_same_in_substance(self) -> bool:
        """Whether keys, places and words are those held: the ad was merely seen again."""
        return self.held is not None and self.held.facts == self.row.facts


@dataclass(slots=True)
class Batch:
    """One transaction's rows."""

    generation: int
    now: int
    ads: list[tuple[object, ...]] = field(default_factory=list)
    bodies: list[tuple[int, bytes]] = field(default_factory=list)
    in_keys: list[tuple[int, int, int, str, bytes, bytes, bytes, int, int, int]] = field(default_factory=list)
    out_keys: list[tuple[int, int, int]] = field(default_factory=list)
    moved: Counter[int] = field(default_factory=Counter)
    shifts: list[Shift] = field(default_factory=list)
    changes: list[tuple[str, str, int, int, int]] = field(default_factory=list)
    stale: set[tuple[str, object]] = field(default_factory=set)
