"""The one place where the stages meet: archive -> mentions -> matches -> index."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from crawlers.archive import Archive
from extractors.faults import MissingExtraError
from extractors.pipeline import Pipeline, load_pipeline
from index.engine import Engine
from index.open import open_index
from matching.links.inputs import DEFAULT_LIMITS, LinkLimits
from matching.pictures.album import Album
from matching.text.band_file import BandFile
from matching.text.faults import BandFileError
from threadline.data_folder import DataFolder, DataFolderError
from threadline.definitions import find_definition
from threadline.linking import NO_DECISIONS, Decisions, Evidence, Linked, relink
from threadline.photos import read_hotels_again
from threadline.picture_pass import hash_new_pictures
from threadline.picture_texts import PictureTexts, read_new_pictures
from threadline.reader import ArchiveReader, PictureSources
from threadline.watermark import Watermark

BATCH: Final = 1000
"""Documents per commit: enough to amortise the flush, few enough that a kill repeats little work."""

Watch = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is, for a progress bar."""


def watch_nothing(_step: str, _done: int, _all: int) -> None:
    """The watch of somebody who does not want to know."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an ingest needs besides the archive; `picture_texts` is whether text written into pictures is read,
    `ner_model` the spaCy model asked about ambiguous places."""

    folder: DataFolder
    limits: LinkLimits = DEFAULT_LIMITS
    decisions: Decisions = NO_DECISIONS
    watch: Watch = watch_nothing
    search_url: str = ""
    picture_texts: bool = False
    ner_model: str = ""


@dataclass(frozen=True, slots=True)
class IngestCounts:
    """What one run did: ads put, mentions found in them, pictures and matches held now, and how things link now."""

    ads: int
    mentions: int
    pictures: int
    matches: int
    linked: Linked
    faults: tuple[str, ...]


def ingest(work: Work, site: str | None = None) -> IngestCounts:
    """Bring the index up to what the archive holds. Incremental and idempotent: killed at any moment, it is run again.

    Raises DataFolderError when another ingest is running on this data folder.
    """
    with _stages(work) as (archive, engine):
        return _fill(work, archive, engine, (site, Watermark.read(work.folder.index)))


def rebuild(work: Work, site: str | None = None) -> IngestCounts:
    """Make the index again from the archive, beside the running one, and swap; not one new fetch.

    With `site`, that site's stored pages are first read again with its definition of today, where there is one, and
    only its ads are put anew. Raises DefinitionError for a definition that cannot be used.
    """
    with _stages(work) as (archive, engine):
        if site:
            definition = find_definition(work.folder, site)
            if definition is not None:
                archive.reparse(definition)
            return _fill(work, archive, engine, (site, Watermark()))
        faults = read_hotels_again(work.folder)
        with engine.rebuild() as fresh:
            counts = _fill(work, archive, fresh, (None, Watermark()))
        return replace(counts, faults=(*faults, *counts.faults))


def _fill(work: Work, archive: Archive, engine: Engine, span: tuple[str | None, Watermark]) -> IngestCounts:
    site, mark = span
    with ExitStack() as stack:
        album = stack.enter_context(Album(work.folder.pictures))
        texts = stack.enter_context(PictureTexts(work.folder.pictures)) if work.picture_texts else None
        reader = ArchiveReader(archive, PictureSources(album, texts), mark, site)
        faults = hash_new_pictures(album, archive, reader.new_pictures(), work.watch)
        if texts is not None:
            faults += read_new_pictures(texts, archive, reader.new_pictures(), work.watch)
        pipeline, missing = _extractors(work)
        faults += missing
        documents = reader.documents(pipeline, work.watch)
        while batch := list(islice(documents, BATCH)):
            engine.put(batch)
        for slug, last_complete_at in archive.site_states():
            engine.put_site_state(slug, last_complete_at)
        evidence = Evidence(album, _texts(work.folder))
        linked = relink(engine, evidence, work.decisions, work.limits)
        held = Watermark.read(work.folder.index)
        held.move(site, reader.last_sequence).write(work.folder.index)
        return IngestCounts(reader.ads, reader.mentions, *album.count(), linked, tuple(faults))


def _extractors(work: Work) -> tuple[Pipeline, list[str]]:
    """The pipeline asked for; without its model where that is not here, and then a sentence that says so."""
    try:
        return load_pipeline(work.ner_model), []
    except MissingExtraError as error:
        return load_pipeline(), [f"places were read without a model: {error}"]


@contextmanager
def _stages(work: Work) -> Iterator[tuple[Archive, Engine]]:
    """The archive and the index, with the promise that nobody else ingests meanwhile."""
    folder = work.folder
    folder.index.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        lock = stack.enter_context((folder.index / "ingest.lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"{folder.root}: another ingest is running; wait for it to end"
            raise DataFolderError(message) from error
        archive = stack.enter_context(Archive(folder.archive))
        engine = stack.enter_context(closing(open_index(folder.index, work.search_url)))
        yield archive, engine


def _texts(folder: DataFolder) -> BandFile:
    """The text bands; a file of another version or a damaged one is made anew: it is derived from the index."""
    try:
        return BandFile(folder.texts)
    except BandFileError:
        shutil.rmtree(folder.texts)
        return BandFile(folder.texts)
