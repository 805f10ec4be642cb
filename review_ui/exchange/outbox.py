"""The hotline's side: sign what leaves, and what was withdrawn."""

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from review_ui.desk import current_desk
from review_ui.exchange.envelope import write_envelope, write_whole
from review_ui.hotline.models import Disclosure
from review_ui.hotline.sealing import derive_key


def send(disclosure: Disclosure, chosen: Mapping[str, object]) -> Path:
    """Put a disclosure into the outbox: its own particulars and the chosen fields, no id of the case or a tip."""
    body = {
        "kind": "disclosure",
        "id": str(disclosure.pk),
        "recipient": disclosure.recipient,
        "jurisdiction": disclosure.jurisdiction,
        "legal_basis": disclosure.legal_basis,
        "disclosed_at": disclosure.created_at.isoformat(),
        "owner": disclosure.owner,
        "tlp": disclosure.tlp,
        "fields": dict(chosen),
    }
    path = current_desk().exchange / f"{disclosure.pk}.disclosure.json"
    write_envelope(path, body, _signing_key())
    return path


def withdraw(disclosure: Disclosure) -> Path:
    """Tell the other side that this disclosure was withdrawn."""
    body = {"kind": "withdrawal", "id": str(disclosure.pk)}
    path = current_desk().exchange / f"{disclosure.pk}.withdrawal.json"
    write_envelope(path, body, _signing_key())
    return path


def _signing_key() -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.from_private_bytes(derive_key("disclosures"))
    public = current_desk().exchange / "hotline.public"
    if not public.exists():
        write_whole(public, key.public_key().public_bytes_raw().hex())
    return key
