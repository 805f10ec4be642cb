"""Slows down guessing: five failures per account or twenty per address in fifteen minutes, then a wait."""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from django.utils import timezone

from review_ui.accounts.models import LoginFailure
from review_ui.desk import current_desk

WINDOW: Final = timedelta(minutes=15)
PER_ACCOUNT: Final = 5
PER_ADDRESS: Final = 20


def is_throttled(username: str, address: str) -> bool:
    """Whether no password of this account, or from this address, is looked at for now."""
    recent = LoginFailure.objects.filter(at__gte=timezone.now() - WINDOW)
    by_account = recent.filter(account=_hash_name(username)).count()
    return by_account >= PER_ACCOUNT or recent.filter(address=address).count() >= PER_ADDRESS


def note_failure(username: str, address: str) -> None:
    """Count one refused log-in and forget those that no longer matter."""
    LoginFailure.objects.filter(at__lt=timezone.now() - WINDOW).delete()
    LoginFailure.objects.create(account=_hash_name(username), address=address)


def forget_failures(username: str) -> None:
    """A log-in succeeded: the account starts afresh."""
    LoginFailure.objects.filter(account=_hash_name(username)).delete()


def _hash_name(username: str) -> str:
    name = username.strip().casefold().encode("utf-8", "replace")
    return hmac.new(current_desk().audit_key, b"log-in\x00" + name, hashlib.sha256).hexdigest()
