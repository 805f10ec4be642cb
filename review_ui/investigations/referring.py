"""The ad desks' side of a disclosure: a signed file becomes a Referral that holds its fields and nothing else."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import structlog

from review_ui.desk import current_desk
from review_ui.exchange.envelope import read_envelope
from review_ui.faults import BadRecordError
from review_ui.investigations.models import Referral, TrustedKey

_log = structlog.get_logger("review_ui")


def receive_referrals() -> int:
    """Take over new disclosures and withdrawals; how many. Files that do not verify are left and logged."""
    folder = current_desk().exchange
    public = _trusted_key(folder)
    if public is None:
        return 0
    taken = 0
    for path in sorted(folder.glob("*.disclosure.json")) + sorted(folder.glob("*.withdrawal.json")):
        try:
            taken += _take(read_envelope(path, public))
        except (BadRecordError, KeyError, ValueError):
            _log.warning("disclosure refused", file=path.name)
    return taken


def _take(body: dict[str, object]) -> bool:
    identity = UUID(str(body["id"]))
    if body["kind"] == "withdrawal":
        return bool(Referral.objects.filter(pk=identity, withdrawn_at=None).update(withdrawn_at=datetime.now(UTC)))
    fields = body["fields"]
    values = {
        "recipient": str(body["recipient"]),
        "jurisdiction": str(body["jurisdiction"]),
        "legal_basis": str(body["legal_basis"]),
        "disclosed_at": datetime.fromisoformat(str(body["disclosed_at"])),
        "owner": str(body["owner"]),
        "tlp": str(body["tlp"]),
        "fields": fields if isinstance(fields, dict) else {},
    }
    return Referral.objects.get_or_create(pk=identity, defaults=values)[1]


def _trusted_key(folder: Path) -> bytes | None:
    """The hotline's public key as it was first seen here; another one later is refused."""
    held = TrustedKey.objects.filter(name="hotline").first()
    path = folder / "hotline.public"
    if held is None and path.exists():
        held = TrustedKey.objects.create(name="hotline", public=path.read_text(encoding="ascii").strip())
    return bytes.fromhex(held.public) if held else None
