"""Match the ad desks' watches against what changed in the index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction

from index.changes import Change
from index.document import Document
from index.engine import Engine
from index.fitting import fits
from index.query import Query
from matching.links.keys import LinkKey
from review_ui.accounts.models import Account
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError
from review_ui.investigations.models import Alert, Follower, Investigation, Watch
from review_ui.search.saved import as_query, as_record

_TOGETHER: Final = 500  # changes whose documents are read in one go


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches, and for which investigation: an account of the desk, or an `actor` named by a script."""

    account: Account | None = None
    investigation_id: str = ""
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """Every watch that is on: by key, and those of saved searches."""

    by_key: Mapping[str, Sequence[Watch]]
    searches: Sequence[tuple[Watch, Query]]

    def concerns(self, change: Change) -> bool:
        """Whether the ad must be read to know if it alerts anybody."""
        return not change.deleted and (bool(self.searches) or any(key in self.by_key for key in change.keys))

    def find(self, change: Change, document: Document) -> Iterator[Watch]:
        """The watches that this change of an ad concerns, each once."""
        yield from {watch.pk: watch for key in change.keys for watch in self.by_key.get(key, ())}.values()
        yield from (watch for watch, query in self.searches if fits(document, query))


def watch_key(key: str, watcher: Watcher) -> Watch:
    """A watch on a link key (`kind:value`). Raises BadRecordError when it is none."""
    try:
        LinkKey.parse(key)
    except ValueError as error:
        message = f"watch: {error}"
        raise BadRecordError(message) from error
    return _create(watcher, key=key)


def watch_search(query: Query, watcher: Watcher) -> Watch:
    """A watch on a saved search: words, places, signs, dates. Raises BadRecordError where nothing restricts it."""
    return _create(watcher, search=as_record(query))


def _create(watcher: Watcher, **what: Any) -> Watch:
    wanted = watcher.investigation_id
    folder = Investigation.objects.filter(pk=wanted).first() if wanted else None
    return Watch.objects.create(
        **what, watched_by=watcher.account, actor=watcher.actor, note=watcher.note[:200], investigation=folder,
        owner=current_desk().organisation,
    )  # fmt: skip


def follow_changes(engine: Engine) -> int:
    """Raise an alert for every watch that an ad put since the last time concerns; how many alerts are new."""
    follower, _made = Follower.objects.get_or_create(name="watches")
    watched = _read_watches(Watch.objects.filter(ended_at=None))
    raised = 0
    with transaction.atomic():
        changes = iter(engine.changes(follower.sequence))
        while chunk := list(islice(changes, _TOGETHER)):
            follower.sequence = chunk[-1].sequence
            concerned = [change for change in chunk if watched.concerns(change)]
            held = engine.get([change.ad_id for change in concerned]) if concerned else {}
            for change in concerned:
                document = held.get(change.ad_id)
                raised += sum(_raise_all(watched, change, document)) if document else 0
        follower.save(update_fields=["sequence"])
    return raised


def _read_watches(watches: Iterable[Watch]) -> Watched:
    by_key: dict[str, list[Watch]] = {}
    searches = []
    for watch in watches:
        if watch.search:
            searches.append((watch, as_query(watch.search)))
        else:
            by_key.setdefault(watch.key, []).append(watch)
    return Watched(by_key, searches)


def _raise_all(watched: Watched, change: Change, document: Document) -> Iterator[bool]:
    """An alert, when the ad came or was changed after the watch began: a rebuild puts old ads again."""
    for watch in watched.find(change, document):
        if max(document.ad.first_seen_at, _changed_at(document)) >= watch.created_at:
            values = {"sequence": change.sequence, "owner": watch.owner}
            yield Alert.objects.get_or_create(watch=watch, ad_id=change.ad_id, defaults=values)[1]


def _changed_at(document: Document) -> datetime:
    return document.ad.last_seen_at if document.ad.revision > 1 else document.ad.first_seen_at
