"""What one desk's process knows of its installation; handed in as the Django setting THREADLINE_DESK."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

DeskName = Literal["hotline", "casework"]


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: its own database, keys, audit file and cookie; the index and the archive are shared and only read.

    `secret_key` signs sessions, `audit_key` chains and hashes the audit, `record_key` wraps the keys of cases and hides
    ids in addresses: three keys, so that losing one does not open the others. `database_url` empty means SQLite at
    `records`.
    """

    name: DeskName
    index: Path
    archive: Path
    audit: Path
    records: Path
    secret_key: bytes
    audit_key: bytes
    record_key: bytes
    port: int
    organisation: str = "Threadline"
    region: str = "US"
    country: str = "US"
    timezone: str = "UTC"
    emergency_number: str = "911"
    languages: tuple[str, ...] = ("en", "es")
    pictures: bool = False
    database_url: str = ""
    retention_days: int = 1095
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = field(default="", repr=False)
    search_url: str = field(default="", repr=False)  # it may hold a password

    @property
    def anchors(self) -> Path:
        """Where the head of the audit chain is written down again, to tell a cut-off end from a quiet day."""
        return self.audit.with_name("audit.anchors.jsonl")

    @property
    def case_keys(self) -> Path:
        """The wrapped keys of cases: a file of its own that no backup may hold."""
        return self.audit.with_name("case_keys.sqlite3")

    @property
    def exchange(self) -> Path:
        """Where the hotline puts signed disclosures and the ad desks read them."""
        return self.records.parent.parent / "exchange"

    @property
    def quarantine(self) -> Path:
        """Tasks of the child-safety officer beside the sealed pictures; the desk has no key to those."""
        return self.archive.parent / "quarantine"

    @property
    def album(self) -> Path:
        """What is known of every picture held, beside the index."""
        return self.index / "pictures"


def current_desk() -> Desk:
    """The desk of this process. Raises TypeError when the settings module set none."""
    from django.conf import settings

    desk = getattr(settings, "THREADLINE_DESK", None)
    if not isinstance(desk, Desk):
        message = f"THREADLINE_DESK is {type(desk).__name__}, not a Desk"
        raise TypeError(message)
    return desk
