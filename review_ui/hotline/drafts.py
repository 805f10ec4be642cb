"""What a worker has typed so far, kept through a crash, a lost session or a hang-up."""

from collections.abc import Mapping

from django.db import transaction

from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import KeyGoneError
from review_ui.hotline.models import Call, TipDraft
from review_ui.hotline.sealing import destroy_key, seal, unseal
from review_ui.hotline.told import find_told

FIELDS = (
    "narrative", "identifiers", "place", "safe_contact", "organisation", "urgency", "reporter", "exploitation",
    "consent", "channel", "involves_minor", "sector", "language", "needs_interpreter", "form_id",
)  # fmt: skip


def save_draft(worker: Account, call: Call | None, typed: Mapping[str, str]) -> None:
    """Keep what stands in the form now, sealed under a key of its own; not what has become a tip meanwhile."""
    with transaction.atomic():
        if find_told(worker, typed) is not None:
            return
        held = TipDraft.objects.filter(worker=worker).first()
        draft = held or TipDraft(worker=worker, owner=current_desk().organisation)
        draft.call = call
        fields = {name: typed.get(name, "") for name in FIELDS}
        draft.sealed = seal(_key_name(draft), str(draft.pk), fields)
        draft.save()


def read_draft(worker: Account) -> dict[str, object]:
    """What was kept last; empty when there is nothing, or nothing that can be read."""
    draft = TipDraft.objects.filter(worker=worker).first()
    if draft is None:
        return {}
    try:
        return unseal(_key_name(draft), str(draft.pk), draft.sealed)
    except KeyGoneError:
        return {}


def drop_draft(worker: Account) -> None:
    """Forget the draft and its key."""
    for draft in TipDraft.objects.filter(worker=worker):
        destroy_key(_key_name(draft))
        draft.delete()


def _key_name(draft: TipDraft) -> str:
    return f"draft {draft.pk}"
