"""Make and change accounts; used by the operator's pages, the command line and the demo."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from review_ui.accounts.models import Account, OutsideName
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.policy import ROLES_OF


def add_user(username: str, role: str, password: str, shown_name: str = "") -> Account:
    """A new account at this desk.

    Raises BadRecordError when the name is taken, the role is not one of this desk, or the password is too weak.
    """
    _check_role(role)
    account = Account(username=username.strip(), role=role, shown_name=shown_name)
    if not account.username or len(account.username) > 64:
        message = f"user name {username!r}: give 1 to 64 characters"
        raise BadRecordError(message)
    try:
        validate_password(password, account)
    except ValidationError as error:
        message = f"password of {username}: {' '.join(error.messages)}"
        raise BadRecordError(message) from error
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        message = f"user name {username!r} is taken at the {current_desk().name} desk"
        raise BadRecordError(message) from error
    return account


def change_role(account: Account, role: str) -> None:
    """Give the account another role of this desk; its sessions end. Raises BadRecordError for another desk's role."""
    _check_role(role)
    account.role = role
    account.save(update_fields=["role"])


def deactivate(account: Account) -> None:
    """Nobody logs in with this account any more; its sessions end."""
    account.is_active = False
    account.save(update_fields=["is_active"])


def forget_factors(account: Account) -> None:
    """Code, passkeys and the organisation's log-in open this account no more; its sessions end. The password stays."""
    account.passkeys.all().delete()
    OutsideName.objects.filter(account=account).delete()
    account.totp_sealed = None
    account.sessions_begun += 1
    account.save(update_fields=["totp_sealed", "sessions_begun"])


def _check_role(role: str) -> None:
    desk = current_desk().name
    if role not in ROLES_OF[desk]:
        message = f"role {role!r}: the {desk} desk has {', '.join(ROLES_OF[desk])}"
        raise BadRecordError(message)
