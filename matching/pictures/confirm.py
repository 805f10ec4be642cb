"""Look again at probable matches: geometry confirms them or leaves them probable; it never makes one out of nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from matching.match import Match, Reason
from matching.pictures.comparing import FindPicture, Query, compare, hide_nobody, read_all
from matching.pictures.hashing import PicturePool
from matching.pictures.photos import SAME
from matching.pictures.shelf import Seen, Shelf

CONFIRMED: Final = 1 - SAME / 256
"""Score of a match that geometry confirmed: as sure as one by the hash alone."""


def confirm_probable(
    matches: Iterable[Match], find_picture: FindPicture, pool: PicturePool, shelf: Shelf | None = None
) -> Iterator[Match]:
    """Every match again; those of 32 bits and more with what geometry says of them, and a higher score if it agrees."""
    within = find_picture, pool, shelf or Shelf()
    for match in matches:
        if match.score >= CONFIRMED:
            yield match
            continue
        pair = dict(read_all((match.left, match.right), within))
        yield _judge(match, pair.get(match.left), pair.get(match.right))


def _judge(match: Match, left: Seen | None, right: Seen | None) -> Match:
    if left is None or right is None or left[0].fault or right[0].fault:
        return match
    query = Query.seen(right[0], hide_nobody, right[1])
    compared = compare(query, left)
    verb = "confirm" if compared.is_same_photo else "do not confirm"
    count = compared.found.inliers
    sentence = f"{count} places in the two pictures fit one view of the scene: they {verb} that it is the same."
    reason = Reason("geometry", str(count), sentence)
    score = max(match.score, CONFIRMED) if compared.is_same_photo else match.score
    return replace(match, score=score, reasons=(*match.reasons, reason))
