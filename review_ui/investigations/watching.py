"""Match the ad desks' watches against what changed in the index."""

from datetime import datetime

from django.db import transaction

from index.changes import Change
from index.document import Document
from index.engine import Engine
from matching.links.keys import LinkKey
from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.investigations.models import Alert, Follower, Investigation, Watch


def add_watch_for(key: str, account: Account | None, investigation_id: str = "", actor: str = "") -> Watch:
    """A watch on a link key (`kind:value`). Raises BadRecordError when it is none."""
    try:
        LinkKey.parse(key)
    except ValueError as error:
        message = f"watch: {error}"
        raise BadRecordError(message) from error
    folder = Investigation.objects.filter(pk=investigation_id).first() if investigation_id else None
    owner = current_desk().organisation
    return Watch.objects.create(key=key, watched_by=account, actor=actor, investigation=folder, owner=owner)


def follow_changes(engine: Engine) -> int:
    """Raise an alert for every watched key of every ad put since the last time; how many alerts are new."""
    follower, _made = Follower.objects.get_or_create(name="watches")
    watches: dict[str, list[Watch]] = {}
    for watch in Watch.objects.filter(ended_at=None):
        watches.setdefault(watch.key, []).append(watch)
    raised = 0
    with transaction.atomic():
        for change in engine.changes(follower.sequence):
            follower.sequence = change.sequence
            if change.deleted:
                continue
            for key in change.keys:
                for watch in watches.get(key, ()):
                    raised += _raise_one(engine, watch, change)
        follower.save(update_fields=["sequence"])
    return raised


def _raise_one(engine: Engine, watch: Watch, change: Change) -> bool:
    """An alert, when the ad came or was changed after the watch began: a rebuild puts old ads again."""
    document = engine.get([change.ad_id]).get(change.ad_id)
    since = watch.created_at
    if document is None or max(document.ad.first_seen_at, _changed_at(document)) < since:
        return False
    values = {"sequence": change.sequence, "owner": watch.owner}
    return Alert.objects.get_or_create(watch=watch, ad_id=change.ad_id, defaults=values)[1]


def _changed_at(document: Document) -> datetime:
    return document.ad.last_seen_at if document.ad.revision > 1 else document.ad.first_seen_at
