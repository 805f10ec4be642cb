"""Numbers and account names written into pictures: the extra `ocr` reads the text, the pipeline the rest.

Tesseract was measured not good enough on photos; rapidocr ships its models in its wheel and needs no network.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from extractors.faults import MissingExtraError
from extractors.mention import IDENTIFIER_KINDS, Mention
from extractors.pipeline import Pipeline
from extractors.source import Source

NAME: Final = "ocr"
VERSION: Final = "1"
# Lines read with less are mostly texture taken for letters.
_LEAST_SURE: Final = 0.5
_KINDS: Final = (*IDENTIFIER_KINDS, "helpline")


@dataclass(frozen=True, slots=True)
class PictureText:
    """`text` is what was read, a line for each of the picture; `sure` is the confidence of the worst line, 0 to 1."""

    text: str
    sure: float


class PictureReader:
    """Reads the text of pictures. Making one loads three models (15 MB, about a second)."""

    def __init__(self) -> None:
        try:
            from rapidocr_onnxruntime import RapidOCR
        except ImportError as error:
            message = "the extra `ocr` is not installed: pip install --no-deps rapidocr-onnxruntime pyclipper shapely"
            raise MissingExtraError(message) from error
        self._engine: Any = RapidOCR()

    def read(self, path: Path) -> PictureText:
        """Return the text in the picture at `path`; empty when there is none or the file is no picture."""
        try:
            lines, _ = self._engine(str(path))
        # The engine raises its own error for a file that is no picture, and cv2's for a broken one.
        except Exception:
            return PictureText("", 0.0)
        kept = [(line, float(sure)) for _, line, sure in lines or () if float(sure) >= _LEAST_SURE]
        return PictureText("\n".join(line for line, _ in kept), min((sure for _, sure in kept), default=0.0))

    def extract(self, path: Path, sha256: str, pipeline: Pipeline, region: str = "") -> tuple[Mention, ...]:
        """Return identifiers and help lines read from the picture with digest `sha256`.

        Their `field` is `image:SHA256`; offsets count in the text read, which each carries in `data["text"]`.
        """
        read = self.read(path)
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
