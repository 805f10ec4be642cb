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
    sessions_begun = models.PositiveIntegerField(default=0)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]

    def __str__(self) -> str:
        return self.shown_name or self.username

    @property
    def has_second_factor(self) -> bool:
        """Whether a code is asked for at log-in."""
        return self.totp_sealed is not None

    @property
    def has_more_ways(self) -> bool:
        """Whether a code, a passkey or the organisation's log-in is bound to it."""
        return self.has_second_factor or self.passkeys.exists() or OutsideName.objects.filter(account=self).exists()

    def get_session_auth_hash(self) -> str:
        """Changes with password, role and activity, so that a change of any ends the sessions."""
        state = (
            f"{self.password}\x00{self.role}\x00{self.is_active}\x00{self.has_second_factor}\x00{self.sessions_begun}"
        )
        return salted_hmac("review_ui.accounts.session", state, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> list[str]:
        """No older key is accepted."""
        return []


class Passkey(models.Model):
    """One authenticator of one account; `public_key` is all we keep of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=64)
    credential_id = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class OutsideName(models.Model):
    """The person whom the organisation's provider vouches for, bound to an account by that account's own log-in."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="outside_name")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["issuer", "subject"], name="a_person_has_one_account"),)

    def __str__(self) -> str:
        return f"{self.issuer} for {self.account_id}"


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
