"""Which ads show a photo again, and which known rooms look similar."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crawlers.archive import Archive
from crawlers.pictures import STORE_ALL
from index.engine import Engine
from matching.links.keys import LinkKey
from matching.pictures.album import Album
from matching.pictures.hashing import PicturePool
from matching.pictures.hotels import HotelCounts, import_hotels, index_hotels
from matching.pictures.lead import PictureLead
from matching.pictures.likeness import open_likeness
from matching.pictures.matcher import match_photo
from matching.pictures.rooms import RoomBook
from matching.pictures.slices import PICTURE
from matching.pictures.sources import Sources
from threadline.config import Settings
from threadline.data_folder import DataFolder
from threadline.screening import screening

SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ""})


@dataclass(frozen=True, slots=True)
class PhotoQuestion:
    """The photos asked about (folders: all in them), and the most rows per photo and kind."""

    photos: Sequence[Path]
    top: int

    def paths(self) -> list[Path]:
        """Every photo, folders opened."""
        return [path for photo in self.photos for path in _files(photo)]


def match_photos(
    settings: Settings, engine: Engine, asked: PhotoQuestion, fault: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    """Rows of the contract, best first per photo and kind; a photo that cannot be read is told to `fault`.

    Explanation pictures are written to `DATA/index/explanations`; a photo on the hash list is sealed and not compared.
    Raises DataFolderError when that list cannot be read.
    """
    folder = settings.folder
    paths = _screened(settings, asked.paths(), fault)
    with (
        Archive(folder.archive) as archive,
        Album(folder.pictures) as album,
        RoomBook(folder.rooms) as book,
        PicturePool() as pool,
    ):
        sources = Sources(
            album.column,
            archive.picture_path,
            book,
            folder.explanations,
            likeness=open_likeness(folder.pictures),
            room_likeness=open_likeness(folder.rooms),
        )
        for path, picture, view in zip(paths, pool.hash(paths), pool.view(paths), strict=True):
            if picture.fault:
                fault(f"{path}: {picture.fault}")
                continue
            if picture.is_too_plain:
                fault(f"{path}: too plain to be matched by its looks; only exact copies are found")
            leads = match_photo(view, picture, sources, pool)
            yield from _ranked(_rows(engine, path, leads), asked.top)


def _screened(settings: Settings, paths: list[Path], fault: Callable[[str], None]) -> list[Path]:
    """The photos that no list holds."""
    kept = []
    with screening(settings) as screen:
        for path in paths if screen is not STORE_ALL else ():
            content = path.read_bytes()
            if screen.verdict(hashlib.sha256(content).hexdigest(), content) == "store":
                kept.append(path)
            else:
                fault(f"{path}: on the hash list; it was sealed, and the child-safety officer has a task")
        return kept if screen is not STORE_ALL else paths


def take_in_hotels(settings: Settings, source: Path) -> HotelCounts:
    """Archive reference photos of hotel rooms, those that the hash list does not hold, and index them.

    Raises OSError when nothing can be read, DataFolderError when the hash list cannot.
    """
    folder = settings.folder
    with screening(settings) as screen, RoomBook(folder.rooms) as book, PicturePool() as pool:
        return import_hotels(source, folder.archive, book, pool, screen)


def read_hotels_again(folder: DataFolder) -> list[str]:
    """Index the archive's reference photos that the index lacks (after a rebuild from nothing); returns faults."""
    with RoomBook(folder.rooms) as book, PicturePool() as pool:
        return index_hotels(folder.archive, book, pool)


def _files(photo: Path) -> list[Path]:
    if not photo.is_dir():
        return [photo]
    return sorted(path for path in photo.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)


def _rows(engine: Engine, path: Path, leads: Iterator[PictureLead]) -> Iterator[dict[str, Any]]:
    """A row per ad that shows the picture found, or one for a room; an ad is named once, by its best lead."""
    told: set[str] = set()
    for lead in leads:
        if lead.hotel:
            yield _row(path, lead, None)
            continue
        for ad_id in engine.by_key(LinkKey(PICTURE, lead.sha256)):
            if ad_id not in told:
                told.add(ad_id)
                yield _row(path, lead, ad_id)


def _ranked(rows: Iterator[dict[str, Any]], top: int) -> Iterator[dict[str, Any]]:
    ranks = {"photo": 0, "room": 0}
    for row in rows:
        ranks[row["kind"]] += 1
        if ranks[row["kind"]] <= top:
            yield {**row, "rank": ranks[row["kind"]]}


def _row(path: Path, lead: PictureLead, ad_id: str | None) -> dict[str, Any]:
    return {
        "query": path,
        "kind": lead.kind,
        "rank": 0,
        "ad_id": ad_id,
        "hotel": lead.hotel or None,
        "room": lead.room or None,
        "verdict": lead.verdict,
        "scores": {**lead.scores, "sha256": lead.sha256},
        "visible_area": lead.visible_area,
        "explanation": lead.explanation,
    }
