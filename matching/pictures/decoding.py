"""Read a picture of unknown origin into RGB pixels, within limits. Runs in the limited subprocess only."""

import io
import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from matching.pictures.faults import UnreadablePictureError

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
"""Pillow opens some sixty formats; EPS starts Ghostscript, others are rarely fuzzed. Ads use these four."""
MOST_BYTES: Final = 24 << 20
MOST_PIXELS: Final = {
    "JPEG": 64_000_000,
    "progressive": 9_000_000,
    "PNG": 10_000_000,
    "GIF": 10_000_000,
    "WEBP": 6_000_000,
}
"""What stays below 200 MiB and two seconds, measured in a worker that has read others before: a JPEG is read at a
fraction of its size; a progressive one keeps all its coefficients; the WEBP decoder holds four canvases. Ad photos have
one or two million pixels; phones make 12, hardly ever progressive."""
WORK_SIDE: Final = 2048
"""Bigger pictures are read at 1/2, 1/4 or 1/8: nothing here needs more. Their pixel digest is that of what was read."""
LEAST_SIDE: Final = 8
ORIENTATION: Final = 0x0112
SIDEWAYS: Final = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`pixels` is RGB, shape (height, width, 3); `width` and `height` are those of the file after EXIF orientation."""

    pixels: npt.NDArray[np.uint8]
    width: int
    height: int
    format: str
    is_animated: bool


def decode(content: bytes) -> Decoded:
    """The first frame, upright, on white where it is transparent. Raises UnreadablePictureError."""
    if not content:
        message = "empty file"
        raise UnreadablePictureError(message)
    if len(content) > MOST_BYTES:
        message = f"{len(content)} bytes, more than {MOST_BYTES}"
        raise UnreadablePictureError(message)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large and odd files; our own limits and faults say it better
        try:
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                return _read(image)
        except UnreadablePictureError:
            raise
        except UnidentifiedImageError as error:
            message = f"not a {', '.join(FORMATS)} picture"
            raise UnreadablePictureError(message) from error
        except Exception as error:  # Pillow's decoders raise SyntaxError, struct.error, ValueError ... on hostile bytes
            message = f"broken picture: {type(error).__name__}: {error}"[:200]
            raise UnreadablePictureError(message) from error


def _read(image: Image.Image) -> Decoded:
    name, (width, height) = str(image.format), image.size
    most = MOST_PIXELS["progressive" if "progressive" in image.info else name]
    if width * height > most:
        message = f"{width} x {height} pixels, more than {most}"
        raise UnreadablePictureError(message)
    if min(width, height) < LEAST_SIDE:
        message = f"{width} x {height} pixels, too small to compare"
        raise UnreadablePictureError(message)
    is_animated = bool(getattr(image, "is_animated", False))
    turn = image.getexif().get(ORIENTATION, 1)
    flat = _flatten(_reduce(image))
    upright = flat if turn == 1 else ImageOps.exif_transpose(flat)
    if turn in SIDEWAYS:
        width, height = height, width
    # frombuffer over tobytes copies once; asarray would copy three times (2 ms each at 1024 px).
    pixels = np.frombuffer(upright.tobytes(), dtype=np.uint8).reshape(upright.height, upright.width, 3)
    return Decoded(pixels, width, height, name, is_animated)


def _reduce(image: Image.Image) -> Image.Image:
    """At most 2048 px on the longer side, in a mode that averaging makes sense in."""
    if image.format == "JPEG" and max(image.size) > WORK_SIDE:
        image.draft(None, (WORK_SIDE, WORK_SIDE))
    if image.mode in {"P", "PA", "1"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    elif image.mode.startswith("I"):
        image = _narrow(image)
    factor = -(-max(image.size) // WORK_SIDE)
    return image.reduce(factor) if factor > 1 else image


def _narrow(image: Image.Image) -> Image.Image:
    """16-bit and 32-bit grey scaled to 8 bits by the brightest pixel: Pillow's own conversion clips it to white."""
    wide = np.asarray(image)
    step = max(1, -(-int(wide.max()) // 255))
    return Image.fromarray((wide // step).astype(np.uint8))


def _flatten(image: Image.Image) -> Image.Image:
    """RGB; transparency is laid on white, as browsers do."""
    if image.has_transparency_data:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        ground.alpha_composite(layered)
        return ground.convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")
