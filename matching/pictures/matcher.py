"""Everything we can say of one photo: where the same photo was held before, and which known rooms look similar."""

from collections.abc import Iterator
from dataclasses import dataclass
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
    """The same photo: up to 31 bits by the hash alone, farther where geometry confirms it, else 72 as a weak lead."""
    found = PhotoSearch(sources.pictures).search(picture, CANDIDATE)
    if picture.sha256 in sources.pictures:
        yield PictureLead("photo", "same_picture", picture.sha256, scores={"pdq_distance": 0})
    sure = [one for one in found if not one.is_probable_only]
    for one in sure:
        yield PictureLead("photo", _verdict(one), one.sha256, scores=_figures(one))
    told = {picture.sha256, *(one.sha256 for one in sure)}
    hashed = {one.sha256: one for one in found if one.is_probable_only}
    leads = _Closer(query, hashed, sources, pool).look(told)
    yield from sorted(leads, key=lambda one: (_ORDER.index(one.verdict), -_strength(one)))


@dataclass(frozen=True, slots=True)
class _Closer:
    """A closer look at the pictures that hashes or embeddings only suggest."""

    query: Query
    hashed: dict[str, SamePhoto]
    sources: Sources
    pool: PicturePool

    def look(self, told: set[str]) -> Iterator[PictureLead]:
        """Near hashes and what the whole picture resembles; its parts only where that confirms nothing new or old."""
        near: dict[str, float] = {}
        likeness, pixels = self.sources.likeness, self.query.view.pixels
        if likeness is not None:
            near = dict(likeness.nearest(pixels, MOST_COMPARED // 2))
        leads = list(self._compare(near, told))
        yield from leads
        is_empty = len(told) == 1 and all(one.verdict == "weak_lead" for one in leads)
        if likeness is not None and is_empty:
            parts = dict(likeness.nearest_to_parts(pixels, MOST_COMPARED // 2))
            yield from self._compare(parts, told | self.hashed.keys() | near.keys())

    def _compare(self, near: dict[str, float], told: set[str]) -> Iterator[PictureLead]:
        digests = [one for one in dict.fromkeys([*self.hashed, *near]) if one not in told][:MOST_COMPARED]
        within = self.sources.find_picture, self.pool, self.sources.shelf
        compared = dict(compare_all(self.query, digests, within))
        for sha256 in digests:
            seen, hit, cosine = compared.get(sha256), self.hashed.get(sha256), near.get(sha256)
            verdict = _judge(seen, hit, cosine)
            if verdict is not None:
                scores = (_figures(hit) if hit else {}) | (seen.scores if seen else {}) | {"cosine": cosine}
                kind: Literal["photo", "room"] = "room" if verdict == "similar_room" else "photo"
                area = seen.visible_area if seen else None
                lead = PictureLead(kind, verdict, sha256, scores=scores, visible_area=area)
                yield lead if seen is None else draw(lead, self.query, seen, self.sources.explanations)


def _strength(lead: PictureLead) -> float:
    inliers = lead.scores.get("inliers", 0)
    return float(inliers) if isinstance(inliers, int) else 0.0


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
