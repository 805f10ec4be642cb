"""Same-photo search: light edits, mirrors and borders are found, other scenes are not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from matching.pictures.column import Column
from matching.pictures.hashing import PicturePool
from matching.pictures.photos import PROBABLE, PhotoSearch

Draw = Callable[[int], Image.Image]
Keep = Callable[[str, Image.Image], Path]


def watermarked(image: Image.Image) -> Image.Image:
    marked = image.copy()
    ImageDraw.Draw(marked).text((20, 440), "call 312 555 0134", fill=(255, 255, 255), font_size=26)
    return marked


def framed(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", (image.width + 200, image.height + 260), (10, 10, 10))
    ground.paste(image, (100, 130))
    return ground


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "half size": lambda image: image.resize((320, 240)),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.3),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "watermarked": watermarked,
    "mirrored": lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "framed": framed,
    "framed and mirrored": lambda image: framed(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_copy_is_found_first(edit: str, pool: PicturePool, scene: Draw, keep: Keep, tmp_path: Path) -> None:
    column = Column(tmp_path / "column")
    column.add(pool.hash([keep(f"{seed}.jpg", scene(seed)) for seed in range(12)]))
    (original,) = pool.hash([keep("3.jpg", scene(3))])
    (query,) = pool.hash([keep("query.jpg", EDITS[edit](scene(3)))])
    found = PhotoSearch(column).search(query)
    assert [photo.sha256 for photo in found] == [original.sha256]
    assert found[0].is_mirrored == ("mirrored" in edit)


def test_different_scenes_do_not_match(pool: PicturePool, scene: Draw, keep: Keep, tmp_path: Path) -> None:
    column = Column(tmp_path / "column")
    pictures = list(pool.hash([keep(f"{seed}.jpg", scene(seed)) for seed in range(40)]))
    column.add(pictures)
    assert list(PhotoSearch(column).match(pictures)) == []


def test_plain_pictures_never_match_each_other(pool: PicturePool, keep: Keep, tmp_path: Path) -> None:
    column = Column(tmp_path / "column")
    paths = [keep(f"{level}.png", Image.new("RGB", (200, 200), (level, level, level))) for level in (10, 90, 200)]
    plain = list(pool.hash(paths))
    column.add(plain)
    assert all(picture.is_too_plain for picture in plain)
    assert list(PhotoSearch(column).match(plain)) == []


def test_a_match_names_its_pair_once_with_figures(pool: PicturePool, scene: Draw, keep: Keep, tmp_path: Path) -> None:
    column = Column(tmp_path / "column")
    paths = [keep("a.jpg", scene(1)), keep("b.jpg", EDITS["framed and mirrored"](scene(1))), keep("c.jpg", scene(2))]
    pictures = list(pool.hash(paths))
    column.add(pictures)
    (match,) = PhotoSearch(column).match(pictures)
    assert (match.left, match.right) == tuple(sorted(picture.sha256 for picture in pictures[:2]))
    names = [reason.name for reason in match.reasons]
    assert names == ["pdq", "mirrored", "trimmed"]
    assert int(match.reasons[0].value) <= PROBABLE
    assert match.score == pytest.approx(1 - int(match.reasons[0].value) / 256)
    assert "same photo" in match.reasons[0].sentence
