"""Hash the pictures that are new, and match each with all that are held."""

from collections.abc import Callable, Sequence
from typing import Final

from crawlers.archive import Archive
from matching.pictures.album import Album
from matching.pictures.confirm import confirm_probable
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.likeness import Likeness, fill_likeness, open_likeness
from matching.pictures.photos import PhotoSearch
from matching.pictures.shelf import Shelf
from matching.pictures.similar_rooms import SitePrints, match_rooms_across

BATCH: Final = 256
"""Pictures per commit: about three seconds of hashing on one core."""


def hash_new_pictures(
    album: Album, archive: Archive, digests: Sequence[str], watch: Callable[[str, int, int], None]
) -> list[str]:
    """Hash and match the pictures not yet in the album; returns one sentence per picture that could not be read.

    A picture whose bytes the archive does not hold (pictures are off, or it was removed) is passed over: its exact
    digest is a key all the same.
    """
    held = [(one, path) for one in album.missing(digests) if (path := archive.picture_path(one)) is not None]
    faults: list[str] = []
    search = PhotoSearch(album.column)
    with PicturePool() as pool:
        for start in range(0, len(held), BATCH):
            pictures = list(pool.hash(path for _, path in held[start : start + BATCH]))
            album.column.add(pictures)
            album.add(pictures, confirm_probable(search.match(pictures), archive.picture_path, pool))
            faults += [_sentence(one) for one in pictures if one.fault]
            watch("pictures", min(start + BATCH, len(held)), len(held))
        if (likeness := open_likeness(album.folder)) is not None:
            match_rooms(album, archive, likeness, pool)
    return faults


def match_rooms(album: Album, archive: Archive, likeness: Likeness, pool: PicturePool) -> None:
    """Describe what has no embedding yet, and keep the similar rooms it shows; photos that match already are left."""
    fresh = [one for one in album.digests() if one not in likeness]
    within = archive.picture_path, pool, Shelf()
    prints = SitePrints(_sites(archive) if fresh else {}, album.groups(), within)
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        fill_likeness(likeness, batch, archive.picture_path, pool)
        found = list(match_rooms_across(batch, likeness, within, prints))
        known = {(match.left, match.right) for one in batch for match in album.matches_of(one)}
        album.add_similar_rooms(match for match in found if (match.left, match.right) not in known)


def _sites(archive: Archive) -> dict[str, str]:
    """The site that shows each picture: what a site prints on all of them must not match two rooms."""
    return {image.sha256: ad.site for ad in archive.ads() for image in ad.images if image.sha256}


def _sentence(picture: ImageHash) -> str:
    return f"picture {picture.sha256 or 'without a digest'}: {picture.fault}; kept as evidence, not matched"
