"""Text written into a picture. Needs the extra `ocr`."""

from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.mention import ASSERTED
from extractors.pipeline import Pipeline


@pytest.fixture(scope="module")
def reader():
    pytest.importorskip("rapidocr_onnxruntime", reason="extra ocr is not installed")
    from extractors.ocr import PictureReader

    return PictureReader()


def draw(folder: Path, *lines: str) -> Path:
    picture = Image.new("RGB", (640, 240), (214, 226, 233))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((430, 20, 620, 210), fill=(180, 200, 170))
    for row, line in enumerate(lines):
        pen.text((24, 40 + 70 * row), line, fill=(25, 25, 40), font=ImageFont.load_default(44))
    path = folder / "drawn.png"
    picture.save(path)
    return path


def test_a_number_in_a_picture_becomes_a_mention_of_that_picture(reader, pipeline: Pipeline, tmp_path: Path) -> None:
    path = draw(tmp_path, "Call me today", "312-555-0147")
    digest = sha256(path.read_bytes()).hexdigest()
    (mention,) = [each for each in reader.extract(path, digest, pipeline, "US") if each.kind == "phone"]
    assert mention.value == "+13125550147"
    assert mention.field == f"image:{digest}"
    assert mention.confidence >= ASSERTED
    assert mention.data["text"][mention.start : mention.end] == mention.raw


def test_a_picture_without_text_says_nothing(reader, pipeline: Pipeline, tmp_path: Path) -> None:
    assert reader.extract(draw(tmp_path), "0" * 64, pipeline) == ()


def test_a_file_that_is_no_picture_says_nothing(reader, tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_bytes(b"\x00not a picture")
    assert reader.read(path).text == ""


def test_without_the_extra_the_fault_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.faults import MissingExtraError
    from extractors.ocr import PictureReader

    monkeypatch.setitem(__import__("sys").modules, "rapidocr_onnxruntime", None)
    with pytest.raises(MissingExtraError, match="extra `ocr`"):
        PictureReader()
