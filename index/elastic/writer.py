"""Writes one build's index on the cluster."""

from collections.abc import Callable, Iterable

from index.elastic.actions import delete_action, put_action
from index.elastic.bulk import Bulk
from index.fields import Fields


class ServerWriter:
    """A TextWriter over bulk requests. `clear` and `commit` are the owner's: they know the index by name."""

    def __init__(self, bulk: Bulk, clear: Callable[[], None], commit: Callable[[int], None]) -> None:
        self._bulk = bulk
        self._clear = clear
        self._commit = commit

    def put(self, fields: Fields, generation: int) -> None:
        """Insert or replace by id."""
        self._bulk.add(put_action(fields, generation))

    add = put

    def delete(self, ad_ids: Iterable[str], generation: int) -> None:
        """Forget these ids."""
        for ad_id in ad_ids:
            self._bulk.add(delete_action(ad_id, generation))

    def clear(self) -> None:
        """An empty index in place of what there was."""
        self._clear()

    def commit(self, generation: int) -> None:
        """Durable and visible on return."""
        self._bulk.flush()
        self._commit(generation)
