"""Read the archive's new revisions into documents for the index."""

from collections.abc import Callable, Iterator
from typing import Final

from crawlers.ad import Ad
from crawlers.archive import Archive
from extractors.mention import Mention
from extractors.pipeline import Pipeline, load_pipeline
from extractors.source import Source
from index.assemble import assemble
from index.document import Document
from matching.links.keys import LinkKey
from matching.pictures.album import Album
from matching.pictures.slices import picture_keys
from threadline.watermark import Watermark

BESIDE: Final = ("phone", "place")
"""Fields of a definition that may stand outside the ad's text."""
WATCHED: Final = 200
"""Ads between two words to the progress bar."""


class ArchiveReader:
    """Ads of the archive after a watermark, each at its newest revision only, as documents."""

    def __init__(self, archive: Archive, album: Album, mark: Watermark, site: str | None) -> None:
        self._archive, self._album = archive, album
        self.ads = self.mentions = 0
        self.last_sequence = mark.start(site)
        self._wanted: dict[str, None] = {}
        self._pictures: dict[str, None] = {}
        for sequence, ad in archive.ads_since(mark.start(site), site):
            self.last_sequence = max(self.last_sequence, sequence)
            if not mark.covers(ad.site, sequence):
                self._wanted[ad.ad_id] = None
                self._pictures.update((image.sha256, None) for image in ad.images if image.sha256)

    def new_pictures(self) -> list[str]:
        """Digests of the pictures that the new revisions show, each once."""
        return list(self._pictures)

    def documents(self, watch: Callable[[str, int, int], None]) -> Iterator[Document]:
        """One document per ad that changed."""
        pipeline = load_pipeline()
        for ad_id in self._wanted:
            ad = self._archive.ad(ad_id)
            if ad is None:
                continue
            extraction = pipeline.extract(Source(ad.text, ad.title, ad.ad_type, ad.region, ad.language))
            self.ads += 1
            self.mentions += len(extraction.mentions)
            if self.ads % WATCHED == 0 or self.ads == len(self._wanted):
                watch("ads", self.ads, len(self._wanted))
            yield assemble(ad, extraction, self._picture_keys(ad), ad.revision, _beside(pipeline, ad))

    def _picture_keys(self, ad: Ad) -> Iterator[LinkKey]:
        for image in ad.images:
            picture = self._album.get(image.sha256) if image.sha256 else None
            if picture is not None:
                yield from picture_keys(picture)


def _beside(pipeline: Pipeline, ad: Ad) -> tuple[Mention, ...]:
    """Mentions in the contact and place fields that the page shows outside the ad's text."""
    apart = [ad.fields[name] for name in BESIDE if ad.fields.get(name) and ad.fields[name] not in ad.text]
    if not apart:
        return ()
    source = Source("\n".join(apart), ad_type=ad.ad_type, region=ad.region, language=ad.language)
    return tuple(mention for mention in pipeline.extract(source).mentions if mention.kind != "indicator")
