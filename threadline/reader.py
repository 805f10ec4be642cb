"""Read the archive's new revisions into documents for the index."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import tee
from typing import Final

from crawlers.ad import Ad
from crawlers.archive import Archive
from extractors.extraction import Extraction
from extractors.mention import Mention
from extractors.ocr import mentions_in
from extractors.pipeline import Pipeline
from extractors.region import country_of
from extractors.source import Source
from index.assemble import assemble
from index.document import Document
from matching.links.keys import LinkKey
from matching.pictures.album import Album
from matching.pictures.slices import picture_keys
from threadline.picture_texts import PictureTexts
from threadline.watermark import Watermark

BESIDE: Final = ("phone", "place")
"""Fields of a definition that may stand outside the ad's text."""
KNOWN: Final = 10_000
"""Field values whose mentions are remembered; a few megabytes."""
WATCHED: Final = 200
"""Ads between two words to the progress bar."""


@dataclass(frozen=True, slots=True)
class PictureSources:
    """What is known of the pictures: their hashes, and the text written into them (None: it is not read)."""

    album: Album
    texts: PictureTexts | None = None


class ArchiveReader:
    """Ads of the archive after a watermark, each at its newest revision only, as documents."""

    def __init__(self, archive: Archive, pictures: PictureSources, mark: Watermark, site: str | None) -> None:
        self._archive, self._album, self._texts = archive, pictures.album, pictures.texts
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

    def documents(self, pipeline: Pipeline, watch: Callable[[str, int, int], None]) -> Iterator[Document]:
        """One document per ad that changed."""
        beside = Beside(pipeline)
        for ad, read in self._extracted(pipeline):
            extraction = self._with_pictures(ad, read, pipeline)
            self.ads += 1
            self.mentions += len(extraction.mentions)
            if self.ads % WATCHED == 0 or self.ads == len(self._wanted):
                watch("ads", self.ads, len(self._wanted))
            yield assemble(ad, extraction, self._picture_keys(ad), ad.revision, beside.mentions(ad))

    def _extracted(self, pipeline: Pipeline) -> Iterator[tuple[Ad, Extraction]]:
        """Each ad that changed with what its text says, read by batches."""
        held = (ad for ad_id in self._wanted if (ad := self._archive.ad(ad_id)) is not None)
        ads, asked = tee(held)
        sources = (Source(ad.text, ad.title, ad.ad_type, ad.region, ad.language) for ad in asked)
        return zip(ads, pipeline.extract_all(sources), strict=True)

    def _with_pictures(self, ad: Ad, extraction: Extraction, pipeline: Pipeline) -> Extraction:
        """The same with what is written into the ad's pictures; a picture no longer held says nothing."""
        if self._texts is None:
            return extraction
        region = country_of(extraction.mentions, ad.region)
        written: list[Mention] = []
        for sha256 in dict.fromkeys(image.sha256 for image in ad.images if image.sha256):
            read = self._texts.get(sha256)
            if read is not None and read.text and self._archive.picture_path(sha256) is not None:
                written += mentions_in(read, sha256, pipeline, region)
        return replace(extraction, mentions=(*extraction.mentions, *written)) if written else extraction

    def _picture_keys(self, ad: Ad) -> Iterator[LinkKey]:
        for image in ad.images:
            picture = self._album.get(image.sha256) if image.sha256 else None
            if picture is not None:
                yield from picture_keys(picture)


class Beside:
    """Mentions in the contact and place fields that the page shows outside the ad's text."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._known: dict[Source, tuple[Mention, ...]] = {}

    def mentions(self, ad: Ad) -> tuple[Mention, ...]:
        """Phones and places of those fields; nothing that stands in the text too."""
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
