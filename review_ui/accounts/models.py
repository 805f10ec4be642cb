"""Accounts of one desk, and the log-ins that failed."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from review_ui.policy import Role


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account that logs in as `username`, whatever its case."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One person at one desk in one role. A new role or a deactivation ends every session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=64, unique=True)
    shown_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=16, choices=[(role.value, role.name) for role in Role])
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    totp_sealed = models.BinaryField(null=True, blank=True)
    totp_step = models.BigIntegerField(default=0)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]

    def __str__(self) -> str:
        return self.shown_name or self.username

    @property
    def has_second_factor(self) -> bool:
        """Whether a code is asked for at log-in."""
        return self.totp_sealed is not None

    def get_session_auth_hash(self) -> str:
        """Changes with password, role and activity, so that a change of any ends the sessions."""
        state = f"{self.password}\x00{self.role}\x00{self.is_active}\x00{self.has_second_factor}"
        return salted_hmac("review_ui.accounts.session", state, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """No older key is accepted."""
        return []


class LoginFailure(models.Model):
    """One refused log-in; `account` is a keyed hash of the name typed, so that a mistyped password is not kept here."""

    account = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.address} at {self.at}"


class ApiClient(models.Model):
    """A program that may call the API. Only a digest of its token is kept."""

    name = models.CharField(max_length=64, unique=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
