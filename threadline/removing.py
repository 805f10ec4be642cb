"""Removal across the stages: the index's list keeps crawls and imports from storing again what was erased."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final, Protocol

from crawlers.ad import Ad
from crawlers.archive import Archive
from crawlers.archiving.tombstones import Erasure
from crawlers.parsing.found import Found
from extractors.pipeline import Pipeline, load_pipeline
from extractors.source import Source
from index.assemble import assemble
from index.engine import Engine
from index.open import open_index
from index.removals.enforcing import remove
from index.removals.listing import RemovalList
from index.removals.removal import Removal, Request
from index.removals.screening import screen
from matching.links.keys import LinkKey
from threadline.data_folder import DataFolder
from threadline.picture_texts import PictureTexts
from threadline.reader import Beside

_ALL: Final = 1 << 31
FIELDS: Final = ("phone", "place")


class Read(Protocol):
    """What was read of an ad: of a page just fetched, or of the archive."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str]: ...


def read_names(pipeline: Pipeline, ad: Read, region: str) -> set[str]:
    """Every identifier (`kind:value`) in an ad, before anything is masked."""
    beside = "\n".join(ad.fields.get(name, "") for name in FIELDS)
    mentions = [
        mention
        for text in (ad.text, beside)
        for mention in pipeline.extract(Source(text, ad.title, region=region)).mentions
    ]
    return {f"{one.kind}:{one.value}" for one in mentions if one.is_identifier}


class ErasedAds:
    """The crawlers' view of the list: what is hidden is kept as evidence, what was erased is never stored again."""

    def __init__(self, folder: DataFolder, region: str) -> None:
        self._list = RemovalList(folder.root)
        self._region = region
        self._pipeline: Pipeline | None = None

    def holds_ad(self, ad_id: str) -> bool:
        """Whether this ad was erased."""
        return bool(self._list.erased([f"ad:{ad_id}"]))

    def holds_content(self, ad_id: str, found: Found) -> bool:
        """Whether what was read carries an erased identifier. Nothing is extracted while the list is empty."""
        del ad_id
        if not self._list.entries():
            return False
        self._pipeline = self._pipeline or load_pipeline()
        return bool(self._list.erased(read_names(self._pipeline, found, self._region)))


def shown_ads(archive: Archive, folder: DataFolder) -> Iterator[Ad]:
    """Every ad of the archive as the removal list wants it shown now; nothing is extracted while the list is empty."""
    removals = RemovalList(folder.root)
    if not removals.entries():
        yield from archive.ads()
        return
    pipeline = load_pipeline()
    beside = Beside(pipeline)
    for ad in archive.ads():
        extraction = pipeline.extract(Source(ad.text, ad.title, ad.ad_type, ad.region, ad.language))
        document = screen(assemble(ad, extraction, beside=beside.mentions(ad)), removals)
        if document is not None:
            yield document.ad


def take_out(folder: DataFolder, request: Request, search_url: str = "") -> Removal:
    """Put a removal on the list and take it out of the index; `erase` takes it out of the archive too."""
    with closing(open_index(folder.index, search_url)) as engine:
        ad_ids = _carriers(engine, request.name)
        removal = remove(engine, RemovalList(folder.root), request)
    if removal.action == "erase" and not removal.legal_hold:
        with Archive(folder.archive) as archive:
            archive.erase(ad_ids, Erasure(request.reason, request.decided_by, folder.key("tombstone")))
            with PictureTexts(folder.pictures) as texts:
                texts.forget_absent(archive.picture_path)
    return removal


def _carriers(engine: Engine, name: str) -> list[str]:
    kind, _, value = name.partition(":")
    return [value] if kind == "ad" else engine.by_key(LinkKey(kind, value), _ALL)
