"""Who is asking, at every request: the account behind a session."""

from typing import Final

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError

from review_ui.accounts.models import Account
from review_ui.prepared import Prepared

_BY_ID: Final = Prepared(Account, "id")


class AccountBackend(ModelBackend):
    """Passwords are checked as Django does; the account of a session is read with a prepared statement."""

    def get_user(self, user_id: object) -> Account | None:
        """The account, if it may still come in."""
        try:
            account = _BY_ID.first(user_id)
        except ValidationError:
            return None
        return account if account is not None and self.user_can_authenticate(account) else None
