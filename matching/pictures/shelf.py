"""Pixels and local features of the pictures compared last, so that the next query need not make them again."""

from collections import OrderedDict
from typing import Final

from matching.pictures.features import LocalFeatures
from matching.pictures.view import View

KEPT: Final = 64
"""Pictures kept: copies come in runs. About 1.5 MB each."""

Seen = tuple[View, LocalFeatures]


class Shelf:
    """The `most` pictures used last, by their SHA-256."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._held: OrderedDict[str, Seen] = OrderedDict()

    def get(self, sha256: str) -> Seen | None:
        """Pixels and features, None when they are not kept (any more)."""
        found = self._held.get(sha256)
        if found is not None:
            self._held.move_to_end(sha256)
        return found

    def put(self, sha256: str, seen: Seen) -> Seen:
        """Keep them; the picture used longest ago gives way."""
        self._held[sha256] = seen
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return seen
