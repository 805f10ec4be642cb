"""Hashing: fixed width, upright, the same for the same pixels, and never a crash."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from matching.pictures.hashing import PicturePool, hash_picture
from matching.pictures.image_hash import ImageHash

Keep = Callable[[str, Image.Image], Path]
Draw = Callable[[int], Image.Image]


def distance(left: str, right: str) -> int:
    return (int(left, 16) ^ int(right, 16)).bit_count()


def only(pool: PicturePool, path: Path) -> ImageHash:
    (found,) = pool.hash([path])
    return found


def whole_pdq(picture: ImageHash) -> str:
    assert picture.whole is not None, picture.fault
    return picture.whole.pdq


def test_hashes_have_fixed_width_and_the_digest_of_the_bytes(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    path = keep("a.png", scene(1))
    found = only(pool, path)
    assert found.whole is not None
    assert re.fullmatch("[0-9a-f]{64}", found.whole.pdq)
    assert re.fullmatch("[0-9a-f]{16}", found.whole.phash64)
    assert re.fullmatch("[0-9a-f]{64}", found.whole.phash256)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.width, found.height, found.format, found.fault) == (640, 480, "PNG", "")


def test_leading_zeros_are_kept(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    paths = [keep(f"{seed}.png", scene(seed)) for seed in range(40)]
    hashes = [whole_pdq(found) for found in pool.hash(paths)]
    assert any(pdq.startswith("0") for pdq in hashes), "no hash with a leading zero: draw more scenes"
    assert {len(pdq) for pdq in hashes} == {64}


def test_the_same_pixels_in_another_file_format_share_the_pixel_digest(
    pool: PicturePool, scene: Draw, keep: Keep
) -> None:
    png, webp = keep("a.png", scene(2)), keep("a.gif", scene(2))
    lossless = png.with_name("a.webp")
    scene(2).save(lossless, lossless=True)
    first, second, palette = only(pool, png), only(pool, lossless), only(pool, webp)
    assert first.sha256 != second.sha256
    assert first.pixel_sha256 == second.pixel_sha256 != palette.pixel_sha256


def test_a_photo_is_hashed_the_way_up_that_exif_says(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    upright = keep("up.png", scene(3))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = upright.with_name("turned.jpg")
    scene(3).rotate(90, expand=True).save(turned, exif=exif, quality=95)
    first, second = only(pool, upright), only(pool, turned)
    assert (second.width, second.height) == (640, 480)
    assert distance(whole_pdq(first), whole_pdq(second)) <= 16


def test_the_mirrored_hash_is_that_of_the_flipped_picture(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    plain = only(pool, keep("a.png", scene(4)))
    flipped = only(pool, keep("b.png", scene(4).transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    assert plain.whole is not None
    assert distance(plain.whole.pdq_mirrored, whole_pdq(flipped)) <= 4


def test_a_border_is_trimmed_and_the_rest_matches(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    framed = Image.new("RGB", (800, 900), (245, 245, 245))
    framed.paste(scene(5), (80, 200))
    plain, bordered = only(pool, keep("a.png", scene(5))), only(pool, keep("b.png", framed))
    assert bordered.trimmed is not None
    assert min(distance(bordered.trimmed.pdq, view.pdq) for view in plain.views) <= 31
    assert distance(whole_pdq(bordered), whole_pdq(plain)) > 72


def test_a_plain_picture_is_said_to_be_too_plain_not_dropped(pool: PicturePool, keep: Keep) -> None:
    found = only(pool, keep("grey.png", Image.new("RGB", (300, 300), (120, 120, 120))))
    assert found.is_too_plain
    assert found.whole is not None
    assert not found.fault


def test_order_is_kept_and_a_broken_file_stops_nothing(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    good, broken = keep("a.png", scene(6)), keep("c.png", scene(7))
    broken.write_bytes(b"no picture")
    answers = list(pool.hash([good, broken, good.with_name("absent.png"), good]))
    assert [bool(answer.fault) for answer in answers] == [False, True, True, False]
    assert answers[0] == answers[3]


def test_one_picture_alone_gets_the_same_hash(pool: PicturePool, scene: Draw, keep: Keep) -> None:
    path = keep("a.png", scene(8))
    assert hash_picture(path) == only(pool, path)


def test_a_file_named_like_a_library_beside_us_is_not_imported(
    scene: Draw, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep("a.png", scene(9))
    path.with_name("numpy.py").write_text("raise SystemExit('imported from the current folder')")
    monkeypatch.chdir(path.parent)
    assert not hash_picture(path).fault
