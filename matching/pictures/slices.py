"""PDQ hashes as link keys, so that any engine finds pictures within 31 bits exactly by looking keys up."""

from collections.abc import Iterator
from typing import Final

from matching.links.keys import LinkKey
from matching.pictures.image_hash import LEAST_QUALITY, ImageHash

SLICES: Final = 16
SLICE_BITS: Final = 16
PICTURE: Final = "picture"
"""Kind of the key that holds the SHA-256 of a picture's bytes."""
PIXELS: Final = "pixels"
"""Kind of the key that holds the SHA-256 of its decoded pixels."""
SLICE: Final = "pdq"
"""Kind of a hash slice: `pdq:00-26e4`, slice number and its 16 bits."""


def picture_keys(picture: ImageHash) -> tuple[LinkKey, ...]:
    """Exact digests, then 16 slices for each view that is not too plain to be matched."""
    exact = [LinkKey(PICTURE, picture.sha256)] if picture.sha256 else []
    if picture.pixel_sha256:
        exact.append(LinkKey(PIXELS, picture.pixel_sha256))
    slices = (key for view in picture.views if view.quality >= LEAST_QUALITY for key in slice_keys(view.pdq))
    return (*exact, *dict.fromkeys(slices))


def slice_keys(pdq: str) -> tuple[LinkKey, ...]:
    """The 16 keys under which a hash is stored. Two hashes within 15 bits share at least one of them."""
    width = SLICE_BITS // 4
    return tuple(
        LinkKey(SLICE, f"{number:02d}-{pdq[number * width : (number + 1) * width]}") for number in range(SLICES)
    )


def probe_keys(pdq: str) -> Iterator[LinkKey]:
    """The 272 keys that find every stored hash within 31 bits: each slice as it is, and with each bit flipped.

    31 differing bits over 16 slices leave at least one slice with at most one of them.
    """
    for number, key in enumerate(slice_keys(pdq)):
        yield key
        bits = int(key.value.partition("-")[2], 16)
        for flip in range(SLICE_BITS):
            yield LinkKey(SLICE, f"{number:02d}-{bits ^ 1 << flip:04x}")
