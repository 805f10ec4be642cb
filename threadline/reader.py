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
KNOWN: Final = 10_000
"""Field values whose mentions are remembered; a few megabytes."""
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
        beside = _Beside(pipeline)
        for ad_id in self._wanted:
            ad = self._archive.ad(ad_id)
            if ad is None:
                continue
            extraction = pipeline.extract(Source(ad.text, ad.title, ad.ad_type, ad.region, ad.language))
            self.ads += 1
            self.mentions += len(extraction.mentions)
            if self.ads % WATCHED == 0 or self.ads == len(self._wanted):
                watch("ads", self.ads, len(self._wanted))
            yield assemble(ad, extraction, self._picture_keys(ad), ad.revision, beside.mentions(ad))

    def _picture_keys(self, ad: Ad) -> Iterator[LinkKey]:
        for image in ad.images:
            picture = self._album.get(image.sha256) if image.sha256 else None
            if picture is not None:
                yield from picture_keys(picture)


class _Beside:
    """Mentions in the contact and place fields that the page shows outside the ad's text."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._known: dict[Source, tuple[Mention, ...]] = {}

    def mentions(self, ad: Ad) -> tuple[Mention, ...]:
        apart = [ad.fields[name] for name in BESIDE if ad.fields.get(name) and ad.fields[name] not in ad.text]
        return tuple(mention for text in apart for mention in self._read(Source(text, "", ad.ad_type, ad.region)))

    def _read(self, source: Source) -> tuple[Mention, ...]:
        # The same few places stand beside thousands of ads; reading each again took a fifth of an ingest.
        if source not in self._known:
            if len(self._known) >= KNOWN:
                self._known.clear()
            mentions = self._pipeline.extract(source).mentions
            self._known[source] = tuple(mention for mention in mentions if mention.kind != "indicator")
        return self._known[source]
