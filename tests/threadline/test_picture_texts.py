"""A number that stands only in a picture leads to its ad: through crawl, ingest, index and look-up."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from crawlers.archive import Archive
from extractors.ocr import PictureText
from index.open import open_index
from matching.links.keys import LinkKey
from threadline.config import Settings
from threadline.data_folder import DataFolder
from threadline.demo.definitions import write_definitions
from threadline.demo.options import DemoOptions
from threadline.demo.site_server import serving
from threadline.demo.truth import read_truth, write_truth
from threadline.doctor import examine
from threadline.picture_texts import PictureTexts
from threadline.pipeline import Work, ingest, rebuild

NUMBER = "+13125550147"
HAS_EXTRA = importlib.util.find_spec("rapidocr_onnxruntime") is not None


def run(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("threadline")
    environment = os.environ | {f"THREADLINE_{name.upper()}": value for name, value in settings.items()}
    return subprocess.run([program, *words], env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A crawled data folder, and the digest of the one picture in which `NUMBER` is written."""
    root = tmp_path_factory.mktemp("pictures")
    world, data = root / "world", root / "data"
    write_truth(DemoOptions(ads=12, seed=4, now=datetime(2026, 11, 1, tzinfo=UTC)), world, lambda *_: None)
    photo = next(row["photo_sha256"] for row in read_truth(world) if row["photo_sha256"])
    path = world / "photos" / f"{photo}.jpg"
    picture = Image.new("RGB", (640, 240), (214, 226, 233))
    ImageDraw.Draw(picture).text((24, 80), "312-555-0147", fill=(25, 25, 40), font=ImageFont.load_default(64))
    picture.save(path, "JPEG", quality=92)
    with serving(world, 0) as port:
        board, _ = write_definitions(root / "sites", port)
        done = run("crawl", board, "--allow-loopback", "--delay", "0", "--data", data, pictures="true")
    assert done.returncode == 0, done.stderr
    return data, sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def world(crawled: tuple[Path, str], tmp_path: Path) -> tuple[DataFolder, str]:
    """A copy of the crawled folder that a test may ingest, and the digest."""
    data, digest = crawled
    shutil.copytree(data, tmp_path / "data")
    return DataFolder(tmp_path / "data"), digest


def carriers(folder: DataFolder) -> list[str]:
    engine = open_index(folder.index)
    try:
        return list(engine.by_key(LinkKey("phone", NUMBER)))
    finally:
        engine.close()


def shown_in(folder: DataFolder, digest: str) -> set[str]:
    with Archive(folder.archive) as archive:
        return {ad.ad_id for ad in archive.ads() if any(image.sha256 == digest for image in ad.images)}


def keep_texts(folder: DataFolder, digest: str, text: str) -> None:
    """What an earlier ingest with the extra leaves behind."""
    with Archive(folder.archive) as archive, PictureTexts(folder.pictures) as texts:
        for image in (image for ad in archive.ads() for image in ad.images if image.sha256):
            texts.put(image.sha256, PictureText("", 0.0))
        texts.put(digest, PictureText(text, 0.97))


def test_a_number_read_from_a_picture_leads_to_its_ads(world: tuple[DataFolder, str]) -> None:
    folder, digest = world
    keep_texts(folder, digest, "Call me\n312-555-0147")
    counts = ingest(Work(folder, picture_texts=True))
    assert counts.faults == ()
    ads = shown_in(folder, digest)
    assert set(carriers(folder)) == ads != set()
    engine = open_index(folder.index)
    (mention,) = [one for one in engine.get(list(ads)[:1]).popitem()[1].mentions if one.field == f"image:{digest}"]
    engine.close()
    assert mention.data["text"][mention.start : mention.end] == mention.raw == "312-555-0147"
    answer = run("lookup", NUMBER, "--reason", "test", "--json", "--data", folder.root)
    assert json.loads(answer.stdout)["ads"] == len(ads)


def test_with_the_setting_off_nothing_in_a_picture_is_used(world: tuple[DataFolder, str]) -> None:
    folder, digest = world
    keep_texts(folder, digest, "312-555-0147")
    ingest(Work(folder))
    assert carriers(folder) == []


def test_a_picture_that_is_no_longer_held_says_nothing(world: tuple[DataFolder, str]) -> None:
    folder, digest = world
    keep_texts(folder, digest, "312-555-0147")
    with Archive(folder.archive) as archive:
        held = archive.picture_path(digest)
        assert held is not None
        held.unlink()
    ingest(Work(folder, picture_texts=True))
    assert carriers(folder) == []
    with Archive(folder.archive) as archive, PictureTexts(folder.pictures) as texts:
        texts.forget_absent(archive.picture_path)
        assert texts.get(digest) is None


def test_only_pictures_that_this_version_has_not_read_are_missing(tmp_path: Path) -> None:
    with PictureTexts(tmp_path) as texts:
        texts.put("a" * 64, PictureText("here", 0.9))
        assert texts.missing(["a" * 64, "b" * 64, "b" * 64]) == ["b" * 64]
    with PictureTexts(tmp_path) as texts:
        assert texts.get("a" * 64) == PictureText("here", 0.9)


@pytest.mark.skipif(not HAS_EXTRA, reason="extra ocr is not installed: make ocr")
def test_the_whole_road_from_pixels_to_the_look_up(world: tuple[DataFolder, str]) -> None:
    folder, digest = world
    command = ("--json", "--data", folder.root)
    done = run("ingest", *command, pictures="true", picture_texts="true")
    assert done.returncode == 0, done.stderr
    assert set(carriers(folder)) == shown_in(folder, digest) != set()
    with PictureTexts(folder.pictures) as texts, Archive(folder.archive) as archive:
        shown = [image.sha256 for ad in archive.ads() for image in ad.images if image.sha256]
        assert texts.missing(shown) == []
    # Made again from the archive, without reading a picture twice: the text kept is used, not the pixels.
    with PictureTexts(folder.pictures) as texts:
        texts.put(digest, PictureText("312-555-0148", 0.97))
    rebuild(Work(folder, picture_texts=True))
    assert carriers(folder) == []


@pytest.mark.skipif(HAS_EXTRA, reason="extra ocr is installed")
def test_without_the_extra_an_ingest_says_what_is_missing_and_goes_on(world: tuple[DataFolder, str]) -> None:
    folder, _ = world
    done = run("ingest", "--json", "--data", folder.root, pictures="true", picture_texts="true")
    assert done.returncode == 1
    assert "make ocr" in done.stderr
    assert json.loads(done.stdout)["ads"] > 0


def test_the_doctor_says_whether_texts_can_be_read(tmp_path: Path) -> None:
    def found(**settings: bool) -> list[tuple[bool, str]]:
        return [
            (one.ok, one.remedy) for one in examine(Settings(data=tmp_path, **settings)) if one.check == "picture texts"
        ]

    assert found() == []
    assert found(pictures=True, picture_texts=True) == [(HAS_EXTRA, "make ocr")]
    assert found(pictures=False, picture_texts=True)[0][0] is False
