"""The hashes of one view (whole or border-trimmed) of a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewHash:
    """Fixed-width lower-case hex, leading zeros kept: PDQ and its mirror image 64 digits, pHash 16 and 64 digits.

    `quality` is PDQ's own, 0 to 100; below 50 the view is too plain to be matched. `pdq_mirrored` is the
    hash of the picture seen in a mirror, for the query side.
    """

    pdq: str
    pdq_mirrored: str
    quality: int
    phash64: str
    phash256: str
