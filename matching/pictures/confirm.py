"""Look again at probable matches: geometry confirms them or leaves them probable; it never makes one out of nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from matching.match import Match, Reason
from matching.pictures.agreement import measure_agreement
from matching.pictures.comparing import LEAST_CORRELATION, FindPicture
from matching.pictures.features import LocalFeatures, find_features
from matching.pictures.hashing import PicturePool
from matching.pictures.photos import SAME
from matching.pictures.verify import CONSISTENT, SURE_INLIERS, verify
from matching.pictures.view import NO_VIEW, View

CONFIRMED: Final = 1 - SAME / 256
"""Score of a match that geometry confirmed: as sure as one by the hash alone."""
KEPT: Final = 64
"""Pictures whose pixels and features are kept for the next comparison: copies come in runs. 100 MB at most."""


def confirm_probable(matches: Iterable[Match], find_picture: FindPicture, pool: PicturePool) -> Iterator[Match]:
    """Every match again; those of 32 bits and more with what geometry says of them, and a higher score if it agrees."""

    @lru_cache(maxsize=KEPT)
    def seen(sha256: str, *, is_mirrored: bool) -> tuple[View, LocalFeatures]:
        path = find_picture(sha256)
        (view,) = pool.view([path]) if path is not None else (NO_VIEW,)
        if not view.fault and is_mirrored:
            view = View(view.sha256, np.ascontiguousarray(view.pixels[:, ::-1]))
        return view, find_features(view.pixels) if not view.fault else _NO_FEATURES

    for match in matches:
        if match.score >= CONFIRMED:
            yield match
            continue
        is_mirrored = any(reason.name == "mirrored" for reason in match.reasons)
        left, right = seen(match.left, is_mirrored=False), seen(match.right, is_mirrored=is_mirrored)
        yield _judge(match, left, right)


def _judge(match: Match, left: tuple[View, LocalFeatures], right: tuple[View, LocalFeatures]) -> Match:
    if left[0].fault or right[0].fault:
        return match
    found = verify(left[1], right[1])
    correlation = measure_agreement(left[0].pixels, right[0].pixels, found).correlation
    is_agreed = correlation >= LEAST_CORRELATION or found.inliers >= SURE_INLIERS
    is_confirmed = found.is_verified and found.consistency >= CONSISTENT and is_agreed
    verb = "confirm" if is_confirmed else "do not confirm"
    sentence = f"{found.inliers} places in the two pictures fit one view of the scene: they {verb} that it is the same."
    reason = Reason("geometry", str(found.inliers), sentence)
    score = max(match.score, CONFIRMED) if is_confirmed else match.score
    return replace(match, score=score, reasons=(*match.reasons, reason))


_NO_FEATURES: Final = LocalFeatures(np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32), 1, 1)
