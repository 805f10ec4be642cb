"""Hostile and odd files: handled or refused by name, in bounded time and memory."""

import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from matching.pictures.decoding import decode
from matching.pictures.faults import UnreadablePictureError
from matching.pictures.hashing import PicturePool

Draw = Callable[[int], Image.Image]


def png_of(width: int, height: int) -> bytes:
    """A valid PNG header and a little data: what a decompression bomb looks like before it is opened."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1 << 20), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n0 0 moveto showpage\n%%EOF\n"
REFUSED = {
    "zero bytes": (b"", "empty file"),
    "text": (b"<html>not found</html>", "not a JPEG"),
    "EPS named .jpg": (EPS, "not a JPEG"),
    "TIFF named .jpg": (saved(Image.new("RGB", (50, 50)), "TIFF"), "not a JPEG"),
    "400 megapixels": (png_of(20_000, 20_000), "400000000|20000 x 20000"),
    "one pixel": (saved(Image.new("RGB", (1, 1)), "PNG"), "too small"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_name(name: str, tmp_path: Path, pool: PicturePool) -> None:
    content, words = REFUSED[name]
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)
    (found,) = pool.hash([path])
    assert any(word in found.fault for word in words.split("|")), found.fault
    assert found.sha256
    assert found.whole is None


def test_truncated_files_are_refused_and_named_broken(tmp_path: Path, pool: PicturePool, scene: Draw) -> None:
    for kind in ("JPEG", "PNG", "WEBP", "GIF"):
        content = saved(scene(1), kind)
        path = tmp_path / f"cut.{kind.lower()}"
        path.write_bytes(content[: len(content) // 2])
        (found,) = pool.hash([path])
        assert "broken picture" in found.fault or "not a JPEG" in found.fault, (kind, found)


ODD: dict[str, Callable[[Image.Image], bytes]] = {
    "CMYK": lambda image: saved(image.convert("CMYK"), "JPEG"),
    "palette": lambda image: saved(image.convert("P"), "PNG"),
    "palette with transparency": lambda image: saved(image.convert("P"), "PNG", transparency=0),
    "grey": lambda image: saved(image.convert("L"), "JPEG"),
    "16-bit grey": lambda image: saved(image.convert("L").convert("I;16").point(lambda level: level * 256), "PNG"),
    "alpha": lambda image: saved(image.convert("RGBA"), "WEBP"),
    "one-bit": lambda image: saved(image.convert("1"), "PNG"),
    "animated": lambda image: saved(image, "GIF", save_all=True, append_images=[image.rotate(90), image.rotate(180)]),
    "polyglot (a zip behind a JPEG)": lambda image: saved(image, "JPEG", quality=95) + b"PK\x03\x04" + bytes(2000),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_but_honest_pictures_are_hashed(name: str, tmp_path: Path, pool: PicturePool, scene: Draw) -> None:
    path = tmp_path / "odd"
    path.write_bytes(ODD[name](scene(2)))
    (found,) = pool.hash([path])
    assert not found.fault
    assert found.whole is not None
    assert found.quality >= 50
    assert found.is_animated == (name == "animated")


def test_bad_pictures_take_less_than_two_seconds_and_200_mib(tmp_path: Path, scene: Draw) -> None:
    contents = [content for content, _ in REFUSED.values()]
    contents += [make(scene(3)) for make in ODD.values()]
    noise = Image.effect_noise((1000, 1000), 90).convert("RGB")
    contents += [
        saved(noise.resize((4000, 2490)).convert("RGBA"), "PNG", compress_level=1),
        saved(noise.resize((2990, 2990)), "JPEG", progressive=True, subsampling=0),
        saved(noise.resize((7900, 7900)), "JPEG", quality=30),
        saved(noise.resize((2440, 2440)), "WEBP", quality=20, method=0),
        saved(noise.resize((3160, 3160)).convert("P"), "PNG", transparency=3, compress_level=1),
    ]
    paths = [tmp_path / f"{number}" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    program = (
        "import sys, json, time\nfrom pathlib import Path\nfrom matching.pictures import worker\n"
        "worker.limit_process()\n"
        "for name in sys.argv[1:]:\n"
        "    begun = time.process_time()\n"
        "    found = worker.hash_file(Path(name))\n"
        "    print(json.dumps([time.process_time() - begun, found.fault]))\n"
    )
    root = Path(__file__).resolve().parents[3]
    # ru_maxrss would be that of the process that forked us.
    shown = "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program + shown, *map(str, paths)],
        env={"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    *answers, peak_kib = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths)
    assert [fault for _, fault in answers[-5:]] == [""] * 5
    assert max(seconds for seconds, _ in answers) < 2
    assert peak_kib < 200 * 1024, f"{peak_kib} KiB"


def test_a_picture_that_breaks_the_limits_costs_one_answer(tmp_path: Path, pool: PicturePool, scene: Draw) -> None:
    """A named pipe that nobody writes to hangs the reader; a device without end is stopped by the size limit."""
    path = tmp_path / "good.png"
    scene(4).save(path)
    endless, good = pool.hash([Path("/dev/zero"), path])
    assert endless.fault
    assert not good.fault


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_raise_our_fault_or_decode(data: st.DataObject, scene: Draw) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
    content = bytearray(saved(scene(5).resize((96, 72)), kind))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = decode(bytes(content))
    except UnreadablePictureError:
        return
    assert decoded.pixels.shape[2] == 3
