"""Numbers and account names written into pictures: the extra `ocr` reads the text, the pipeline the rest.

Tesseract was measured not good enough on photos; rapidocr ships its models in its wheel and needs no network.
"""

import importlib.util
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractors.faults import MissingExtraError
from extractors.mention import IDENTIFIER_KINDS, Mention
from extractors.pipeline import Pipeline
from extractors.source import Source

NAME: Final = "ocr"
VERSION: Final = "1"
HOW_TO_GET_IT: Final = "make ocr"
# Lines read with less are mostly texture taken for letters.
_LEAST_SURE: Final = 0.5
_KINDS: Final = (*IDENTIFIER_KINDS, "helpline")


@dataclass(frozen=True, slots=True)
class PictureText:
    """`text` is what was read, a line for each of the picture; `sure` is the confidence of the worst line, 0 to 1."""

    text: str
    sure: float


def is_installed() -> bool:
    """Whether the extra `ocr` is here; asking imports nothing."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


class PictureReader:
    """Reads the text of pictures. Making one loads three models (15 MB, about a second)."""

    def __init__(self) -> None:
        try:
            from rapidocr_onnxruntime import RapidOCR
        except ImportError as error:
            message = f"the extra `ocr` is not installed: {HOW_TO_GET_IT}"
            raise MissingExtraError(message) from error
        # One thread: the processors are shared out by whoever starts readers.
        self._engine: Any = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)

    def read(self, path: Path) -> PictureText:
        """Return the text in the picture at `path`; empty when there is none or the file is no picture.

        For pictures we trust; those of strangers are decoded in a limited process and given to `read_pixels`.
        """
        return self._read(str(path))

    def read_pixels(self, pixels: npt.NDArray[np.uint8]) -> PictureText:
        """Return the text in RGB pixels, shape (height, width, 3)."""
        return self._read(np.ascontiguousarray(pixels[:, :, ::-1]))

    def _read(self, picture: Any) -> PictureText:
        try:
            lines, _ = self._engine(picture)
        # The engine raises its own error for a file that is no picture, and cv2's for a broken one.
        except Exception:
            return PictureText("", 0.0)
        kept = [(line, float(sure)) for _, line, sure in lines or () if float(sure) >= _LEAST_SURE]
        return PictureText("\n".join(line for line, _ in kept), min((sure for _, sure in kept), default=0.0))

    def extract(self, path: Path, sha256: str, pipeline: Pipeline, region: str = "") -> tuple[Mention, ...]:
        """Return identifiers and help lines read from the picture at `path` with digest `sha256`."""
        return mentions_in(self.read(path), sha256, pipeline, region)


def mentions_in(read: PictureText, sha256: str, pipeline: Pipeline, region: str = "") -> tuple[Mention, ...]:
    """Return identifiers and help lines in what was read from the picture with digest `sha256`.

    Their `field` is `image:SHA256`; offsets count in the text read, which each carries in `data["text"]`.
    """
    found = pipeline.extract(Source(read.text, region=region)).mentions if read.text else ()
    return tuple(
        replace(
            mention,
            field=f"image:{sha256}",
            confidence=round(mention.confidence * read.sure, 3),
            data={**mention.data, "text": read.text},
        )
        for mention in found
        if mention.kind in _KINDS
    )
