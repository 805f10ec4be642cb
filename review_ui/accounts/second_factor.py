"""Time-based one-time codes (RFC 6238) as a second factor. The secret lies encrypted under the desk's record key."""

import base64
import hashlib
import os
import time
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from review_ui.accounts.models import Account
from review_ui.desk import current_desk

_DIGITS: Final = 6
_STEP_SECONDS: Final = 30
_SECRET_BYTES: Final = 20
_NONCE_BYTES: Final = 12


def make_secret() -> bytes:
    """A new secret, not yet bound to anybody."""
    return os.urandom(_SECRET_BYTES)


def spell_secret(secret: bytes) -> str:
    """The secret as authenticator programs take it when typed: base32 in groups of four."""
    text = base64.b32encode(secret).decode("ascii")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def is_right(secret: bytes, code: str, now: float) -> int:
    """The time step for which the code is right (this one or the one before), 0 when it is wrong."""
    digits = "".join(character for character in code if character.isascii() and character.isdigit())
    generator = TOTP(secret, _DIGITS, SHA1(), _STEP_SECONDS)  # noqa: S303  # RFC 6238's own; programs know no other
    for step in (int(now) // _STEP_SECONDS, int(now) // _STEP_SECONDS - 1):
        try:
            generator.verify(digits.encode("ascii"), step * _STEP_SECONDS)
        except InvalidToken:
            continue
        return step
    return 0


def bind_secret(account: Account, secret: bytes) -> None:
    """From now on this account logs in with a code as well."""
    nonce = os.urandom(_NONCE_BYTES)
    account.totp_sealed = nonce + AESGCM(_key()).encrypt(nonce, secret, str(account.pk).encode())
    account.totp_step = 0
    account.save(update_fields=["totp_sealed", "totp_step"])


def check_code(account: Account, code: str) -> bool:
    """Whether the code is right and was not used before; a used one is never right again."""
    sealed = bytes(account.totp_sealed or b"")
    try:
        secret = AESGCM(_key()).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], str(account.pk).encode())
    except (InvalidTag, ValueError):
        return False
    step = is_right(secret, code, time.time())
    # One statement, so that of two requests with the same code only one gets in.
    return bool(step and Account.objects.filter(pk=account.pk, totp_step__lt=step).update(totp_step=step))


def _key() -> bytes:
    return hashlib.sha256(b"threadline second factor\x00" + current_desk().record_key).digest()
