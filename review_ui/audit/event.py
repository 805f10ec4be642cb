"""What is written down about one act, before its answer leaves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """`subject` is what was asked (a number, a handle, an ad_id): it reaches the file only as a keyed hash.

    `reason` and `detail` are words; runs of seven digits or more in them are replaced by keyed hashes as well.
    """

    actor: str
    role: str
    action: str
    reason: str
    subject: str = ""
    detail: str = ""
    front: str = "web"
