"""Make the hashes of decoded pixels. Pure functions of the pixels; run in the limited subprocess."""

import hashlib
from typing import Final

import cv2
import imagehash
import numpy as np
import numpy.typing as npt
import pdqhash
from PIL import Image

from matching.pictures.decoding import Decoded
from matching.pictures.image_hash import ImageHash
from matching.pictures.trimming import trim
from matching.pictures.view_hash import ViewHash

Pixels = npt.NDArray[np.uint8]

WORK_SIDE: Final = 320
"""Every view is brought to 320 x 320 px by INTER_AREA (PDQ and pHash ignore the aspect ratio). PDQ of 1024 px takes
22 ms, of 512 px 3 to 7, of 320 px 1 to 2. At 320 px its sampling grid is symmetric, so that the mirrored hash comes
exactly from the same transform (at 512 px it is 6 to 18 bits off). Measured distance to the hash of the full-size
picture: 2 to 12 bits."""
PLAIN: Final = 0
MIRRORED: Final = 5
"""Places of the plain and the left-right mirrored hash in the list that `pdqhash.compute_dihedral` returns."""


def hash_decoded(sha256: str, decoded: Decoded) -> ImageHash:
    """All hashes of one picture."""
    small = shrink(decoded.pixels)
    inner = trim(small)
    trimmed = None
    if inner is not None:
        trimmed = hash_view(shrink(inner.cut(decoded.pixels)))
    return ImageHash(
        sha256=sha256,
        pixel_sha256=digest_pixels(decoded.pixels),
        width=decoded.width,
        height=decoded.height,
        format=decoded.format,
        is_animated=decoded.is_animated,
        whole=hash_view(small),
        trimmed=trimmed,
    )


def shrink(pixels: Pixels) -> Pixels:
    """320 x 320 px, whatever the shape was; smaller pictures grow."""
    is_small = min(pixels.shape[:2]) < WORK_SIDE
    how = cv2.INTER_LINEAR if is_small else cv2.INTER_AREA
    return np.asarray(cv2.resize(pixels, (WORK_SIDE, WORK_SIDE), interpolation=how), dtype=np.uint8)


def digest_pixels(pixels: Pixels) -> str:
    """Digest of size and pixels: the same picture saved again without loss keeps it."""
    digest = hashlib.sha256(f"{pixels.shape[1]}x{pixels.shape[0]} RGB\n".encode())
    digest.update(np.ascontiguousarray(pixels).data)
    return digest.hexdigest()


def hash_view(pixels: Pixels) -> ViewHash:
    """The hashes of one view of 320 x 320 px."""
    hashes, quality = pdqhash.compute_dihedral(pixels)
    # pHash looks at 32 and 64 px: from 128 px its own reduction takes a fifth of the time and changes few bits.
    small = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (128, 128), interpolation=cv2.INTER_AREA)
    grey = Image.fromarray(small)
    return ViewHash(
        pdq=_to_hex(hashes[PLAIN]),
        pdq_mirrored=_to_hex(hashes[MIRRORED]),
        quality=int(quality),
        phash64=_to_hex(imagehash.phash(grey, hash_size=8).hash),
        phash256=_to_hex(imagehash.phash(grey, hash_size=16).hash),
    )


def _to_hex(bits: npt.ArrayLike) -> str:
    """Fixed width: formatting through an integer would drop leading zeros."""
    return np.packbits(np.asarray(bits, dtype=np.uint8).ravel()).tobytes().hex()
