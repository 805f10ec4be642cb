"""Everything we can say of one photo: where the same photo was held before, and which known rooms look similar."""

from collections.abc import Iterator
from dataclasses import replace

from matching.pictures.comparing import MOST_COMPARED, Comparison, Query, compare_all, draw
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.lead import PictureLead, Verdict
from matching.pictures.photos import CANDIDATE, PROBABLE, PhotoSearch, SamePhoto
from matching.pictures.room_matcher import match_rooms
from matching.pictures.sources import Sources
from matching.pictures.view import View


def match_photo(view: View, picture: ImageHash, sources: Sources, pool: PicturePool) -> Iterator[PictureLead]:
    """Leads for one photo: first the same photo elsewhere, best first, then similar rooms, best first.

    `view` and `picture` are its pixels and hashes. The picture itself is named when it is held.
    """
    query = Query.of(view, sources.hide)
    yield from match_pictures(query, picture, sources, pool)
    if sources.rooms is not None and len(sources.rooms):
        yield from match_rooms(query, picture, sources, pool)


def match_pictures(query: Query, picture: ImageHash, sources: Sources, pool: PicturePool) -> Iterator[PictureLead]:
    """The same photo: up to 31 bits by the hash alone, up to 90 where geometry confirms it, else 72 as a weak lead."""
    found = PhotoSearch(sources.pictures).search(picture, CANDIDATE)
    if picture.sha256 in sources.pictures:
        yield PictureLead("photo", "same_picture", picture.sha256, scores={"pdq_distance": 0})
    sure = [one for one in found if not one.is_probable_only]
    for one in sure:
        yield PictureLead("photo", _verdict(one), one.sha256, scores=_figures(one))
    unsure = {one.sha256: one for one in found if one.is_probable_only}
    compared = dict(compare_all(query, list(unsure)[:MOST_COMPARED], sources.find_picture, pool))
    leads = [_photo_lead(one, compared.get(sha256)) for sha256, one in unsure.items()]
    for lead in sorted(filter(None, leads), key=lambda one: one.verdict == "weak_lead"):
        seen = compared.get(lead.sha256)
        yield lead if seen is None else draw(lead, query, seen, sources.explanations)


def _photo_lead(found: SamePhoto, compared: Comparison | None) -> PictureLead | None:
    scores = _figures(found) | (compared.scores if compared is not None else {})
    area = compared.visible_area if compared is not None else None
    lead = PictureLead("photo", "weak_lead", found.sha256, scores=scores, visible_area=area)
    if compared is not None and compared.is_same_scene:
        return replace(lead, verdict="same_picture_edited")
    return lead if found.distance <= PROBABLE else None


def _verdict(found: SamePhoto) -> Verdict:
    return "same_picture" if found.is_as_it_was else "same_picture_edited"


def _figures(found: SamePhoto) -> dict[str, object]:
    views = f"{found.query_view}/{found.stored_view}"
    return {"pdq_distance": found.distance, "views": views, "mirrored": found.is_mirrored}
