"""What changed in the index, for those who watch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """An ad that was put or deleted at `sequence` (strictly growing), with the keys it carried then."""

    sequence: int
    ad_id: str
    keys: tuple[str, ...]
    deleted: bool = False
