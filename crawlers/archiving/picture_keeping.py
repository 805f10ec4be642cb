"""Which fetched pictures are stored, and what the ad says of each."""

import sqlite3
from dataclasses import dataclass, field

from crawlers.ad import AdImage
from crawlers.archiving.records import sha256
from crawlers.archiving.rows import write_time
from crawlers.picture_meter import PictureMeter
from crawlers.pictures import STORE_ALL, PictureStore, Screen, media_type_of
from crawlers.visit import FetchedPicture


@dataclass(frozen=True, slots=True)
class PictureKeeper:
    """Stores originals where pictures are on, the screen lets them pass and their size is sane; else digests alone."""

    store: PictureStore
    stores_pictures: bool = False
    screen: Screen = STORE_ALL
    meter: PictureMeter = field(default_factory=PictureMeter)

    def keep(self, pictures: list[FetchedPicture]) -> None:
        """Write the bytes and force them to disk, before anything refers to them."""
        bodies = [picture.fetched.body for picture in pictures if picture.fetched is not None]
        self.store.sync([self.store.put(body) for body in bodies if self._may_store(body)])

    def note(self, connection: sqlite3.Connection, pictures: list[FetchedPicture]) -> None:
        """A row per digest, in the caller's transaction."""
        rows = []
        for picture in pictures:
            if picture.fetched is not None:
                body = picture.fetched.body
                digest = sha256(body)
                at = write_time(picture.fetched.exchange.started_at)
                rows.append((digest, len(body), self.store.find(digest) is not None, media_type_of(body), at))
        connection.executemany(
            "INSERT INTO picture(sha256, bytes, stored, media_type, first_seen_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT(sha256) DO UPDATE SET stored=MAX(stored, excluded.stored)",
            rows,
        )

    def image(self, picture: FetchedPicture) -> AdImage:
        """What the ad says: no digest for what could not be fetched, is no picture, or is quarantined."""
        if picture.fetched is None:
            return AdImage(picture.url, picture.known_sha256 or None)
        body = picture.fetched.body
        digest = sha256(body)
        if not media_type_of(body) or self.screen.verdict(digest, body) == "quarantine":
            return AdImage(picture.url)
        return AdImage(picture.url, digest)

    def _may_store(self, body: bytes) -> bool:
        if not self.stores_pictures or not media_type_of(body):
            return False
        digest = sha256(body)
        if self.screen.verdict(digest, body) != "store":
            return False
        return self.store.find(digest) is not None or not self.meter.is_too_large(body)
