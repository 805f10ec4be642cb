"""Programs that may call the API: a token each, kept as a digest, and every call names the human behind it."""

import hashlib
import secrets

from django.http import HttpRequest
from ninja.security import HttpBearer

from review_ui.accounts.models import Account, ApiClient
from review_ui.faults import BadRecordError, RefusedError
from review_ui.policy import Action, may


class ClientToken(HttpBearer):
    """`Authorization: Bearer TOKEN` of a client that was not ended."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiClient | None:  # noqa: ARG002  # ninja's signature
        """The client whose token this is."""
        return ApiClient.objects.filter(token_sha256=_digest(token), ended_at=None).first()


def add_client(name: str) -> str:
    """Make a client and return its token, which is told once. Raises BadRecordError when the name is taken or empty."""
    if not name.strip() or ApiClient.objects.filter(name=name.strip()).exists():
        message = f"API client {name!r}: the name is empty or taken"
        raise BadRecordError(message)
    token = secrets.token_urlsafe(32)
    ApiClient.objects.create(name=name.strip()[:64], token_sha256=_digest(token))
    return token


def act_as(request: HttpRequest, username: str, action: Action) -> Account:
    """The human a call names, for whom policy and audit then hold. Raises RefusedError for nobody, or a small role."""
    # SQLite ends a text at NUL when it compares, PostgreSQL refuses it: neither is asked.
    is_readable = "\x00" not in username
    account = Account.objects.filter(username__iexact=username, is_active=True).first() if is_readable else None
    if account is None or not may(account.role, action):
        raise RefusedError("this actor may not do this")
    request.user = account
    return account


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
