"""One entry of the removal list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Action = Literal["hide", "erase"]


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody decided: `name` is an ad (`ad:SITE:ID`), a picture (`picture:SHA256`) or an identifier
    (`kind:value`).

    `hide` keeps the evidence and shows it to nobody; `erase` removes it too, unless `legal_hold` says that it must be
    kept for a court: then it is hidden as long as the hold lasts.
    """

    name: str
    action: Action
    decided_by: str
    reason: str
    expires_at: datetime | None = None
    legal_hold: bool = False


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry as the list keeps it: never the name itself, only its keyed hash (`subject`, hex) and its kind."""

    removal_id: str
    kind: str
    subject: str
    action: Action
    decided_by: str
    reason: str
    decided_at: datetime
    expires_at: datetime | None = None
    legal_hold: bool = False
    lifted_at: datetime | None = None
    lifted_by: str = ""

    def is_in_force(self, now: datetime) -> bool:
        """Whether it counts at that time."""
        return self.lifted_at is None and (self.expires_at is None or self.expires_at > now)

    def erases(self, now: datetime) -> bool:
        """Whether evidence must go too: a legal hold wins."""
        return self.action == "erase" and not self.legal_hold and self.is_in_force(now)
