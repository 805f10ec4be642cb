"""Show a person why two pictures were matched: what fits where, and what does not."""

import os
import secrets
from pathlib import Path
from typing import Final, cast

import cv2
import numpy as np

from matching.pictures.agreement import lay_over
from matching.pictures.features import Points
from matching.pictures.verify import Verification
from matching.pictures.view import Pixels

DOT: Final = (255, 210, 0)
GAP: Final = 6


def explain(left: Pixels, right: Pixels, found: Verification) -> Pixels:
    """Four panels of the left picture's size: left and right with the matched places, the overlay, the difference.

    Without a homography only the upper two.
    """
    height, width = left.shape[:2]
    flipped = np.ascontiguousarray(right[:, ::-1]) if found.is_mirrored else right
    marked_left = _mark(left, found.left_points)
    marked_right = _fit(_mark(flipped, found.right_points), (width, height))
    upper = _beside(marked_left, marked_right)
    if found.homography is None:
        return upper
    warped, covered = lay_over(left, right, found)
    seen = (covered > 0)[..., None]
    overlay = np.where(seen, left // 2 + warped // 2, left // 3).astype(np.uint8)
    difference = np.where(seen, cv2.absdiff(left, warped), 0).astype(np.uint8)
    lower = _beside(overlay, difference)
    gap = np.full((GAP, upper.shape[1], 3), 255, np.uint8)
    return np.vstack((upper, gap, lower))


def write_explanation(folder: Path, name: str, panels: Pixels) -> Path:
    """Keep the panels as `folder/name.png`, whole or not at all; only the owner can read it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.png"
    _, encoded = cv2.imencode(".png", np.ascontiguousarray(panels[:, :, ::-1]))
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(encoded.tobytes())
    draft.replace(path)
    return path


def _mark(picture: Pixels, points: Points | None) -> Pixels:
    marked = picture.copy()
    for x, y in points if points is not None else ():
        cv2.circle(marked, (round(float(x)), round(float(y))), 4, (0, 0, 0), 3, cv2.LINE_AA)
        cv2.circle(marked, (round(float(x)), round(float(y))), 4, DOT, 2, cv2.LINE_AA)
    return marked


def _fit(picture: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture inside the size, its shape kept."""
    width, height = size
    scale = min(width / picture.shape[1], height / picture.shape[0])
    small = cv2.resize(picture, (max(1, int(picture.shape[1] * scale)), max(1, int(picture.shape[0] * scale))))
    ground = np.zeros((height, width, 3), np.uint8)
    ground[: small.shape[0], : small.shape[1]] = small
    return ground


def _beside(left: Pixels, right: Pixels) -> Pixels:
    gap = np.full((left.shape[0], GAP, 3), 255, np.uint8)
    return cast("Pixels", np.hstack((left, gap, right)))
