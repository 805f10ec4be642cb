"""A row of the chain as it stands in the file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditRow:
    """`digest` covers every other field and the digest of the row before, under the desk's audit key."""

    sequence: int
    at: datetime
    actor: str
    role: str
    action: str
    reason: str
    subject: str
    detail: str
    front: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """One finding of a verification: what was looked at, whether it holds, and what is wrong with it."""

    what: str
    ok: bool
    detail: str
