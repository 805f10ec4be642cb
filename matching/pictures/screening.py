"""The crawler's screen: looks at a picture's bytes before they are stored, and keeps listed ones apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from matching.pictures.hash_list import HashList, ListHit
from matching.pictures.hashing import PicturePool
from matching.pictures.quarantine import Quarantine

Verdict = Literal["store", "quarantine", "discard"]


class HashListScreen:
    """`crawlers.pictures.Screen` over a hash list. The bytes of a hit never touch the disk in clear."""

    def __init__(self, listed: HashList, quarantine: Quarantine, pool: PicturePool) -> None:
        self._listed, self._quarantine, self._pool = listed, quarantine, pool
        # The crawler asks twice for each picture: before it stores it, and when it says what the ad shows.
        self._last: tuple[str, Verdict] = ("", "store")

    def verdict(self, sha256: str, content: bytes) -> Verdict:
        """`quarantine` for a listed picture (sealed, with a task), else `store`."""
        if self._last[0] != sha256:
            self._last = (sha256, self._judge(sha256, content))
        return self._last[1]

    def _judge(self, sha256: str, content: bytes) -> Verdict:
        hit = self._find(sha256, content)
        if hit is None:
            return "store"
        self._quarantine.put(sha256, content, (hit.kind, hit.note, hit.distance))
        return "quarantine"

    def _find(self, sha256: str, content: bytes) -> ListHit | None:
        held = self._quarantine.find(sha256)
        if held is not None:
            return ListHit(held.kind, held.note, held.distance)
        return self._listed.find_exact(sha256) or self._listed.find_alike(self._pool.hash_bytes(content))


@contextmanager
def open_screen(listed: Path, folder: Path, key: bytes) -> Iterator[HashListScreen]:
    """A screen over the list in file `listed`, its quarantine in `folder`. Raises HashListError."""
    entries = HashList(listed)
    with PicturePool(workers=1) as pool:
        yield HashListScreen(entries, Quarantine(folder, key), pool)
