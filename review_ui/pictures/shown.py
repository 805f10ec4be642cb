"""Pictures as a page may hold them: decoded in the limited process, re-encoded, blurred unless asked for."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from matching.pictures.agreement import lay_over
from matching.pictures.features import find_features, mirror_features
from matching.pictures.hashing import PicturePool
from matching.pictures.verify import Verification, verify_both_ways
from matching.pictures.view import Pixels, View
from review_ui.evidence import open_archive

SIDE: Final = 480
"""Pixels: enough to compare rooms, too few to be worth keeping."""
BLUR: Final = 14.0


def read_views(digests: Sequence[str]) -> list[View]:
    """The stored ones among these pictures, readable or not, in order."""
    with open_archive() as archive:
        held: list[Path] = [path for one in digests if (path := archive.picture_path(one)) is not None]
        with PicturePool(workers=1) as pool:
            return list(pool.view(held, SIDE))


def to_address(pixels: Pixels, *, is_clear: bool) -> str:
    """A `data:` address: the picture is in the page itself, nothing is left to fetch or to cache."""
    shown = pixels if is_clear else cv2.GaussianBlur(pixels, (0, 0), BLUR)
    _, packed = cv2.imencode(".jpg", np.ascontiguousarray(shown[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return f"data:image/jpeg;base64,{base64.b64encode(packed.tobytes()).decode('ascii')}"


def lay_pair(left: View, right: View) -> tuple[Pixels, Verification]:
    """The right picture laid onto the left one's frame, or scaled to it where nothing fits; and what geometry says."""
    features = find_features(right.pixels)
    found = verify_both_ways(find_features(left.pixels), features, mirror_features(features))
    height, width = left.pixels.shape[:2]
    if found.homography is None:
        return np.asarray(cv2.resize(right.pixels, (width, height)), np.uint8), found
    laid, _ = lay_over(left.pixels, right.pixels, found)
    return laid, found
