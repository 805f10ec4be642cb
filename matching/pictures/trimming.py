"""Find the part of a picture that is not border, letterbox or the bars of a phone's screenshot."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""RGB, shape (height, width, 3)."""
Grey = npt.NDArray[np.uint8]
"""Shape (height, width)."""

BUSY_STEP: Final = 12
"""Levels by which a pixel must differ from its line's median level: JPEG 30 ringing stays below it."""
QUIET_SHARE: Final = 0.08
"""A line with fewer busy pixels is quiet: a status bar's clock and battery keep below it, furniture does not."""
LEAST_GAP: Final = 0.012
"""Quiet lines (share of the height or width) that part a photo from the bars above and below it."""
LEAST_SIDE: Final = 0.25
"""A rest narrower than this share of the picture is no photo but a caption: then nothing is trimmed."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in shares (0 to 1) of its height and width."""

    top: float
    bottom: float
    left: float
    right: float

    def cut(self, pixels: Pixels) -> Pixels:
        """That part of a picture of any size, as a view into it."""
        height, width = pixels.shape[:2]
        rows = slice(round(self.top * height), round(self.bottom * height))
        return pixels[rows, round(self.left * width) : round(self.right * width)]


def trim(pixels: Pixels) -> Box | None:
    """The largest busy part; None when there is no border, or when too little would remain."""
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    rows = _largest_band(grey)
    columns = _largest_band(grey[rows].T)
    inner = _largest_band(grey[rows, columns])
    top, bottom = rows.start + inner.start, rows.start + inner.stop
    height, width = grey.shape
    box = Box(top / height, bottom / height, columns.start / width, columns.stop / width)
    if box == Box(0, 1, 0, 1) or min(box.bottom - box.top, box.right - box.left) < LEAST_SIDE:
        return None
    return box


def _largest_band(grey: Grey) -> slice:
    """The longest run of lines without a quiet gap in it."""
    busy = _busy_lines(grey)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], busy.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    if len(starts) == 0:
        return slice(0, len(busy))
    parted = starts[1:] - ends[:-1] > len(busy) * LEAST_GAP
    first = starts[np.concatenate(([True], parted))]
    last = ends[np.concatenate((parted, [True]))]
    longest = int(np.argmax(last - first))
    return slice(int(first[longest]), int(last[longest]))


def _busy_lines(grey: Grey) -> npt.NDArray[np.bool_]:
    """For each row, whether it carries structure. Sampling every third pixel of a row is a third of the time."""
    sample = grey[:, ::3]
    middle = sample.shape[1] // 2
    # Quietness is about one level per line, so the line's median is its background.
    median = np.partition(sample, middle, axis=1)[:, middle : middle + 1].astype(np.int16)
    differs = np.abs(sample - median) > BUSY_STEP
    shares: npt.NDArray[np.bool_] = differs.mean(axis=1) >= QUIET_SHARE
    return shares
