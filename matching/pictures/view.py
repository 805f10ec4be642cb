"""A picture as pixels that are safe to work on."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

VIEW_SIDE: Final = 640
"""Local features are stable at this size and take a quarter of the time they take at 1280."""

Pixels = npt.NDArray[np.uint8]


def _nothing() -> Pixels:
    return np.zeros((0, 0, 3), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """RGB `pixels`, shape (height, width, 3), upright; empty where `fault` says why there are none."""

    sha256: str
    pixels: Pixels = field(default_factory=_nothing)
    fault: str = ""


NO_VIEW: Final = View("", fault="not read")
