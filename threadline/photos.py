"""Which ads show a photo again: the picture search of `matching`, answered with ads of the index."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from index.engine import Engine
from matching.links.keys import LinkKey
from matching.pictures.album import Album
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.photos import PhotoSearch, SamePhoto
from matching.pictures.slices import PICTURE

SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ""})


def match_photos(
    engine: Engine, album_folder: Path, photos: Sequence[Path], top: int, fault: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    """Rows of the contract, best first per photo; a photo that cannot be read is told to `fault` and passed over."""
    paths = [path for photo in photos for path in _files(photo)]
    with Album(album_folder) as album, PicturePool() as pool:
        search = PhotoSearch(album.column)
        for path, picture in zip(paths, pool.hash(paths), strict=True):
            if picture.fault:
                fault(f"{path}: {picture.fault}")
                continue
            if picture.is_too_plain:
                fault(f"{path}: too plain to be matched by its looks; only exact copies are found")
            found = _exact(picture) + search.search(picture)
            for rank, row in enumerate(_rows(engine, path, found, top), 1):
                yield {**row, "rank": rank}


def _files(photo: Path) -> list[Path]:
    if not photo.is_dir():
        return [photo]
    return sorted(path for path in photo.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)


def _exact(picture: ImageHash) -> list[SamePhoto]:
    """The very same bytes, which the search leaves out."""
    return [SamePhoto(picture.sha256, 0, "whole", "whole", is_mirrored=False)]


def _rows(engine: Engine, path: Path, found: Sequence[SamePhoto], top: int) -> Iterator[dict[str, Any]]:
    told: set[str] = set()
    for photo in found:
        for ad_id in engine.by_key(LinkKey(PICTURE, photo.sha256)):
            if ad_id not in told and len(told) < top:
                told.add(ad_id)
                yield _row(path, photo, ad_id)


def _row(path: Path, photo: SamePhoto, ad_id: str) -> dict[str, Any]:
    scores = {"pdq_distance": photo.distance, "mirrored": photo.is_mirrored, "view": photo.query_view,
              "stored_view": photo.stored_view, "sha256": photo.sha256}  # fmt: skip
    return {"query": path, "kind": "photo", "rank": 0, "ad_id": ad_id, "hotel": None, "room": None,
            "verdict": verdict(photo), "scores": scores, "visible_area": None, "explanation": None}  # fmt: skip


def verdict(photo: SamePhoto) -> str:
    """The contract's word. Beyond 31 bits nothing is asserted until the geometry has been verified."""
    if photo.is_probable_only:
        return "weak_lead"
    is_plain = not photo.is_mirrored and photo.query_view == photo.stored_view == "whole"
    return "same_picture" if is_plain else "same_picture_edited"
