"""Group commit: pages, captures, ads and the frontier of one site are stored together or not at all."""

import logging
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from crawlers.archiving.captures import Circumstances, Prepared, Provenance, prepare_exchange, store_captures
from crawlers.archiving.chain import append_anchor
from crawlers.archiving.picture_keeping import PictureKeeper
from crawlers.archiving.records import sha256
from crawlers.archiving.revisions import Revisions, ad_from
from crawlers.archiving.rows import read_time
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import SegmentWriter, cut_uncommitted
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.coverage import Coverage
from crawlers.frontier import Frontier
from crawlers.lifecycle import GONE_SEPARATION, Lives
from crawlers.pictures import STORE_ALL, PictureStore, Screen
from crawlers.site import Site
from crawlers.visit import Fetched, Visit

logger = logging.getLogger(__name__)

# With about 50 pages to a commit its fsyncs (half a millisecond each, measured) cost under 1 % of a crawl.
_BATCH: Final = 48


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a recorder is told: whether pictures are stored, who screens them, how far apart two gone-fetches lie."""

    stores_pictures: bool = False
    screen: Screen = STORE_ALL
    gone_separation: float = GONE_SEPARATION


class Recorder:
    """The only writer of one site's evidence; holds the site's lock for its lifetime."""

    def __init__(self, root: Path, site: Site, provenance: Provenance, keeping: Keeping) -> None:
        self._root, self._site, self._provenance = root, site, provenance
        self._lock = lock_site(root, site.slug)
        self.connection = open_database(root / "archive.sqlite")
        for line in cut_uncommitted(root, self.connection, site.slug):
            logger.warning("%s", line)
        self._writer = SegmentWriter(root, self.connection, site.slug)
        self._keeper = PictureKeeper(PictureStore(root), keeping.stores_pictures, keeping.screen)
        self.revisions = Revisions(self.connection)
        self.lives = Lives(self.connection, site.slug, keeping.gone_separation)
        self.coverage = Coverage(self.connection, site.slug)
        self.frontier = Frontier(self.connection, site.slug, uuid.uuid4().hex)
        self.changes: Counter[str] = Counter()
        self.last_read = ""
        """Frontier key of the ad last read."""
        self._looks_gone: dict[str, datetime] = {}
        self._pending: list[Visit] = []
        self._loose: list[Fetched] = []

    def add(self, visit: Visit) -> None:
        """Keep for the next commit."""
        self._pending.append(visit)
        if len(self._pending) >= _BATCH:
            self.flush()

    def add_loose(self, fetched: Fetched) -> None:
        """Keep an answer that belongs to no page of the frontier: robots.txt."""
        self._loose.append(fetched)

    def flush(self) -> None:
        """Pictures and WARC records to disk first, then everything else in one transaction."""
        if not self._pending and not self._loose:
            return
        visits, loose = self._pending, self._loose
        self._pending, self._loose = [], []
        prepared = [self._prepare(fetched, fetched.exchange.url) for fetched in loose]
        kept = [(visit, self._captures(visit)) for visit in visits]
        prepared += [one for _, captures in kept for one in captures]
        pictures = [picture for visit in visits for picture in visit.pictures]
        self._keeper.keep(pictures)
        places = self._writer.write([record.content for one in prepared for record in one.records])
        with transaction(self.connection):
            store_captures(self.connection, self._site.slug, prepared, places)
            self._keeper.note(self.connection, pictures)
            for visit, captures in kept:
                self._settle(visit, captures)
            self._writer.commit()
        append_anchor(self._root, self.connection)

    @property
    def needs_control(self) -> bool:
        """Whether an ad that was read before should be read again, to show that the site is well."""
        return bool(self._looks_gone and self.last_read)

    def close(self) -> None:
        """Commit what is left and let the site go."""
        self.flush()
        with transaction(self.connection):
            for ad_id in self._looks_gone:
                self.lives.doubt(ad_id)
        self._writer.close()
        self._keeper.meter.close()
        self.connection.close()
        self._lock.close()

    def ad_id(self, native_id: str) -> str:
        """The ad's id over all sites."""
        return f"{self._site.slug}:{native_id}"

    def _captures(self, visit: Visit) -> list[Prepared]:
        # Set even where nothing could be read: a mended definition finds the ad's pages by it.
        key = visit.settlement.entry.key
        ad_id = self.ad_id(key.removeprefix("ad:")) if visit.settlement.entry.role == "ad" else ""
        first = visit.settlement.entry.url
        before: list[str] = []
        prepared = []
        for fetched in visit.pages:
            prepared.append(self._prepare(fetched, first, tuple(before), ad_id))
            before.append(fetched.exchange.url)
        fetched_pictures = (picture for picture in visit.pictures if picture.fetched is not None)
        return prepared + [self._prepare(one.fetched, one.url, (), ad_id) for one in fetched_pictures if one.fetched]

    def _prepare(self, fetched: Fetched, first: str, redirects: tuple[str, ...] = (), ad_id: str = "") -> Prepared:
        # Picture bytes live only in the picture store: one place to quarantine, one place to delete.
        held_since = self._held_since(fetched, first) if fetched.role != "picture" else None
        holds_body = fetched.role != "picture" and held_since is None
        around = Circumstances(
            fetched.role, first, redirects, ad_id, holds_body, fetched.facts, fetched.derived, held_since
        )
        return prepare_exchange(fetched.exchange, fetched.body, around, self._provenance)

    def _held_since(self, fetched: Fetched, first: str) -> datetime | None:
        """When the same body under the same address was first stored: it is not stored twice."""
        if not fetched.exchange.wire_body:
            return None
        row = self.connection.execute(
            "SELECT MIN(retrieved_at) AS at FROM capture WHERE site=? AND url=? AND wire_sha256=? AND final_url=?",
            (self._site.slug, first, sha256(fetched.exchange.wire_body), fetched.exchange.url),
        ).fetchone()
        return read_time(row["at"]) if row["at"] else None

    def _settle(self, visit: Visit, captures: list[Prepared]) -> None:
        self.frontier.add(visit.leads)
        self.frontier.settle([visit.settlement])
        self.lives.listed(tuple(self.ad_id(native) for native in visit.listed_ads), self.frontier.round)
        if visit.read_fields is not None:
            self.coverage.add(self.frontier.round, self._site.fields, visit.read_fields)
        if visit.found is not None:
            capture = captures[len(visit.pages) - 1].capture
            images = tuple(self._keeper.image(picture) for picture in visit.pictures)
            ad = ad_from(self._site, visit.found, visit.at)
            ad = replace(ad, images=images, capture_id=capture.capture_id)
            revisions = replace(self.revisions, round_id=self.frontier.round)
            change = revisions.store(ad, visit.found.digest())
            self.lives.seen(ad.ad_id, change, visit.at)
            self.changes[change] += 1
            for ad_id, at in self._looks_gone.items():
                self.lives.gone(ad_id, at)
            self._looks_gone.clear()
            self.last_read = visit.settlement.entry.key
        elif visit.is_gone:
            # Believed only once another ad of the site is read after it: a wall answers 404 as well.
            self._looks_gone[self.ad_id(visit.settlement.entry.key.removeprefix("ad:"))] = visit.at
            self.changes["gone"] += 1
