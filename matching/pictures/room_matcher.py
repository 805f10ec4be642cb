"""Which known rooms a photo may show: leads with ranks, never a name alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from matching.pictures.comparing import MOST_COMPARED, Comparison, Query, compare_scene, draw
from matching.pictures.hashing import PicturePool
from matching.pictures.image_hash import ImageHash
from matching.pictures.lead import PictureLead, Verdict
from matching.pictures.likeness import LEAD, Likeness
from matching.pictures.photos import CANDIDATE, PhotoSearch
from matching.pictures.reference_photo import ReferencePhoto
from matching.pictures.rooms import RoomBook
from matching.pictures.sources import Sources
from matching.pictures.view import NO_VIEW

LEADS: Final = 10
"""Weak leads fill the list up to here, so that one hotel never stands alone."""
WORTH_SHOWING: Final = 8
"""Inliers from which a reference is read and laid over; chance gives up to 6."""


@dataclass(frozen=True, slots=True, eq=False)
class _Finding:
    """One reference photo compared with the query, and how it was come by."""

    sha256: str
    compared: Comparison
    votes: int
    distance: int | None

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.compared.is_same_scene, self.compared.found.inliers, self.votes

    def lead(self, told: ReferencePhoto) -> PictureLead:
        verdict: Verdict = "similar_room" if self.compared.is_same_scene else "weak_lead"
        scores = self.compared.scores | {"votes": self.votes, "pdq_distance": self.distance}
        return PictureLead("room", verdict, self.sha256, told.hotel, told.room, scores, self.compared.visible_area)


def match_rooms(query: Query, picture: ImageHash, sources: Sources, pool: PicturePool) -> Iterator[PictureLead]:
    """One lead a room, verified ones first, then by inliers and votes; weak leads follow up to ten."""
    book = sources.rooms
    if book is None or not len(book):
        return
    best: dict[tuple[str, str], tuple[_Finding, ReferencePhoto]] = {}
    for finding in _compare(query, _candidates(query, picture, book, sources), (book, sources, pool)):
        for told in book.rooms_of(finding.sha256):
            held = best.get((told.hotel, told.room))
            if held is None or finding.rank > held[0].rank:
                best[told.hotel, told.room] = finding, told
    ranked = sorted(best.values(), key=lambda one: one[0].rank, reverse=True)
    for place, (finding, told) in enumerate(ranked):
        if finding.compared.is_same_scene or place < LEADS:
            yield draw(finding.lead(told), query, finding.compared, sources.explanations)


def _candidates(
    query: Query, picture: ImageHash, book: RoomBook, sources: Sources
) -> dict[str, tuple[int, int | None]]:
    """(votes, distance) of at most 50 reference photos: near by their hash, then most voted."""
    near: dict[str, int | None] = {picture.sha256: 0} if picture.sha256 in book.column else {}
    near |= {one.sha256: one.distance for one in PhotoSearch(book.column).search(picture, CANDIDATE)}
    votes: dict[str, int] = {}
    for features in (query.scene, query.scene_mirrored):
        for sha256, count in book.candidates(features, MOST_COMPARED):
            votes[sha256] = max(count, votes.get(sha256, 0))
    alike = _alike(query, sources.room_likeness)
    ranked = sorted(votes, key=lambda one: -votes[one])
    # Votes and embeddings in turn: each finds rooms that the other misses.
    mixed = [one for pair in zip_longest(ranked, (sha256 for sha256, _ in alike)) for one in pair if one is not None]
    ordered = dict.fromkeys([*near, *mixed])
    return {sha256: (votes.get(sha256, 0), near.get(sha256)) for sha256 in list(ordered)[:MOST_COMPARED]}


def _alike(query: Query, likeness: Likeness | None) -> list[tuple[str, float]]:
    """What the photo resembles; its parts are asked where the whole resembles nothing."""
    if likeness is None:
        return []
    whole = likeness.nearest(query.view.pixels, MOST_COMPARED)
    if whole and whole[0][1] >= LEAD:
        return whole
    parts = likeness.nearest_to_parts(query.view.pixels, MOST_COMPARED)
    return [one for pair in zip_longest(whole, parts) for one in pair if one is not None]


def _compare(
    query: Query, candidates: dict[str, tuple[int, int | None]], within: tuple[RoomBook, Sources, PicturePool]
) -> Iterator[_Finding]:
    """Geometry first, from the stored features; pixels only where it found something worth showing."""
    book, sources, pool = within
    for sha256, (votes, distance) in candidates.items():
        features, told = book.features_of(sha256), book.rooms_of(sha256)
        if features is None or not told:
            continue
        blind = query.without(book.overlay_of(told[0].source))
        found = compare_scene(blind, features)
        view = NO_VIEW
        if found.inliers >= WORTH_SHOWING and (path := sources.find_picture(sha256)) is not None:
            (view,) = pool.view([path])
        yield _Finding(sha256, Comparison.of(blind, view, found), votes, distance)
