"""Who read a record, when and as what: from the audit, for those who may read the record."""

from dataclasses import dataclass
from datetime import datetime

from review_ui.accounts.models import Account
from review_ui.audit.recorder import chain_of
from review_ui.desk import current_desk


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of the audit about a record, with the account's name."""

    at: datetime
    name: str
    role: str
    action: str


def list_readers(subject: str, newest: int = 50) -> list[Reader]:
    """Rows about one record (its id, or an identifier), the newest first."""
    rows = chain_of(current_desk()).rows(newest=newest, subject=subject)
    return name_rows([(row.at, row.actor, row.role, row.action) for row in rows])


def name_rows(rows: list[tuple[datetime, str, str, str]]) -> list[Reader]:
    """The rows with names for account ids; an account that is gone keeps its id."""
    names = {str(account.pk): str(account) for account in Account.objects.all()}
    return [Reader(at, names.get(actor, actor), role, action) for at, actor, role, action in rows]
