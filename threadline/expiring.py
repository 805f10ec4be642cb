"""The retention clock of ads: those long unseen that nothing links and nobody works with are erased."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from crawlers.ad import Ad
from crawlers.archive import Archive
from crawlers.archiving.tombstones import Erasure
from extractors.pipeline import Pipeline, load_pipeline
from index.engine import Engine
from index.open import open_index
from index.removals.listing import RemovalList
from threadline.config import Settings
from threadline.data_folder import DataFolder, DataFolderError
from threadline.definitions import find_definition
from threadline.desk_process import at_desk
from threadline.desk_tasks import list_ads_in_use
from threadline.picture_texts import PictureTexts
from threadline.removing import read_names
from threadline.watermark import Watermark

DEFAULT_DAYS: Final = 365
"""For ads of sites without a definition (imported ones); a definition says its own `retention_days`."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """Ads of one site: `overdue` were not seen for its `days`. Of these, `linked` stand in a cluster, `in_use` were
    kept, judged or reviewed by people, `on_hold` are under a legal hold: these stay. The rest is `erased`."""

    site: str
    days: int
    overdue: int = 0
    linked: int = 0
    in_use: int = 0
    on_hold: int = 0
    erased: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """Who lets ads expire, why, as of when (aware UTC)."""

    decided_by: str
    reason: str
    now: datetime


def expire(settings: Settings, order: Order) -> Iterator[Expiry]:
    """Erase what is due, site by site; a signed tombstone stays of each.

    Raises ArchiveError while a site is crawled, DataFolderError before everything was ingested: until then nobody knows
    what is linked.
    """
    folder = settings.folder
    for expiry, ad_ids in _sort_out(settings, order.now):
        with closing(open_index(folder.index, settings.search_url)) as engine:
            engine.forget_changes(ad_ids)
            engine.delete(ad_ids)
        with Archive(folder.archive) as archive:
            archive.erase(ad_ids, Erasure(order.reason, order.decided_by, folder.key("tombstone")))
            with PictureTexts(folder.pictures) as texts:
                texts.forget_absent(archive.picture_path)
        yield replace(expiry, erased=len(ad_ids))


def foresee(settings: Settings, now: datetime) -> Iterator[Expiry]:
    """The same counts, and nothing is touched."""
    for expiry, ad_ids in _sort_out(settings, now):
        yield replace(expiry, erased=len(ad_ids))


def _sort_out(settings: Settings, now: datetime) -> Iterator[tuple[Expiry, list[str]]]:
    folder, in_use, holds = settings.folder, _ads_in_use(settings), _Holds(settings)
    with Archive(folder.archive) as archive:
        if Watermark.read(folder.index).start(None) < archive.last_sequence():
            message = "what is linked is not known yet: run `threadline ingest` first"
            raise DataFolderError(message)
        for site, days in list(_days(folder, [site for site, _ in archive.site_states()])):
            overdue = archive.unseen_since(site, now - timedelta(days=days))
            ads = filter(None, map(archive.ad, overdue))
            with closing(open_index(folder.index, settings.search_url)) as engine:
                sorted_out = _weigh(Expiry(site, days, len(overdue)), ads, _Kept(engine, in_use, holds))
            yield sorted_out


def _days(folder: DataFolder, sites: Iterable[str]) -> Iterator[tuple[str, int]]:
    for site in sites:
        definition = find_definition(folder, site)
        yield site, definition.retention_days if definition else DEFAULT_DAYS


@dataclass(frozen=True, slots=True)
class _Kept:
    """What keeps an ad beyond its time."""

    engine: Engine
    in_use: frozenset[str]
    holds: "_Holds"


def _ads_in_use(settings: Settings) -> frozenset[str]:
    if not settings.casework_database and not settings.folder.database("casework").exists():
        return frozenset()
    return at_desk(settings, "casework", list_ads_in_use)


class _Holds:
    """Ads under a legal hold, by themselves or by what they carry. The archive is asked: the index no longer holds what
    is hidden."""

    def __init__(self, settings: Settings) -> None:
        self._removals = RemovalList(settings.folder.root)
        self._region = settings.region
        self._pipeline: Pipeline | None = None

    def on_hold(self, ad: Ad) -> bool:
        if not self._removals.has_holds():
            return False
        self._pipeline = self._pipeline or load_pipeline()
        pictures = {f"picture:{image.sha256}" for image in ad.images if image.sha256}
        read = read_names(self._pipeline, ad, ad.region or self._region)
        return bool(self._removals.on_hold({f"ad:{ad.ad_id}", *pictures, *read}))


def _weigh(expiry: Expiry, ads: Iterable[Ad], kept: _Kept) -> tuple[Expiry, list[str]]:
    due: list[str] = []
    for ad in ads:
        if kept.holds.on_hold(ad):
            expiry = replace(expiry, on_hold=expiry.on_hold + 1)
        elif ad.ad_id in kept.in_use:
            expiry = replace(expiry, in_use=expiry.in_use + 1)
        elif kept.engine.cluster_of(ad.ad_id):
            expiry = replace(expiry, linked=expiry.linked + 1)
        else:
            due.append(ad.ad_id)
    return expiry, due
