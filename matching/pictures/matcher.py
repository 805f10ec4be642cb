"""Everything we can say of one photo: where the same photo was held before, and which known rooms look similar."""

from collections.abc import Iterator
from typing import Final, Literal

from matching.pictures.comparing import MOST_COMPARED, Comparison, Query, compare_all, draw
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.lead import PictureLead, Verdict
from matching.pictures.likeness import LEAD
from matching.pictures.photos import CANDIDATE, PROBABLE, PhotoSearch, SamePhoto
from matching.pictures.room_matcher import match_rooms
from matching.pictures.sources import Sources
from matching.pictures.view import View

_ORDER: Final[tuple[Verdict, ...]] = ("same_picture", "same_picture_edited", "similar_room", "weak_lead")


def match_photo(view: View, picture: ImageHash, sources: Sources, pool: PicturePool) -> Iterator[PictureLead]:
    """Leads for one photo: first the same photo elsewhere, best first, then similar rooms, best first.

    `view` and `picture` are its pixels and hashes. The picture itself is named when it is held.
    """
    query = Query.of(view, sources.likeness.hide if sources.likeness is not None else sources.hide)
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
    told = {picture.sha256, *(one.sha256 for one in sure)}
    leads = _compared_leads(query, [one for one in found if one.is_probable_only], told, (sources, pool))
    yield from sorted(leads, key=lambda one: _ORDER.index(one.verdict))


def _compared_leads(
    query: Query, unsure: list[SamePhoto], told: set[str], within: tuple[Sources, PicturePool]
) -> Iterator[PictureLead]:
    """What a closer look says of the pictures that hashes or embeddings only suggest."""
    sources, pool = within
    hashed = {one.sha256: one for one in unsure}
    near: dict[str, float] = {}
    if sources.likeness is not None:
        near = dict(sources.likeness.nearest(query.view.pixels, MOST_COMPARED))
    digests = [one for one in dict.fromkeys([*hashed, *near]) if one not in told][:MOST_COMPARED]
    compared = dict(compare_all(query, digests, sources.find_picture, pool))
    for sha256 in digests:
        seen, hit, cosine = compared.get(sha256), hashed.get(sha256), near.get(sha256)
        verdict = _judge(seen, hit, cosine)
        if verdict is not None:
            scores = (_figures(hit) if hit else {}) | (seen.scores if seen else {}) | {"cosine": cosine}
            kind: Literal["photo", "room"] = "room" if verdict == "similar_room" else "photo"
            lead = PictureLead(kind, verdict, sha256, scores=scores, visible_area=seen.visible_area if seen else None)
            yield lead if seen is None else draw(lead, query, seen, sources.explanations)


def _judge(seen: Comparison | None, hit: SamePhoto | None, cosine: float | None) -> Verdict | None:
    if seen is not None and seen.is_same_photo:
        return "same_picture_edited"
    if seen is not None and seen.is_same_scene:
        return "similar_room"
    is_near = (hit is not None and hit.distance <= PROBABLE) or (cosine is not None and cosine >= LEAD)
    return "weak_lead" if is_near else None


def _verdict(found: SamePhoto) -> Verdict:
    return "same_picture" if found.is_as_it_was else "same_picture_edited"


def _figures(found: SamePhoto) -> dict[str, object]:
    views = f"{found.query_view}/{found.stored_view}"
    return {"pdq_distance": found.distance, "views": views, "mirrored": found.is_mirrored}
