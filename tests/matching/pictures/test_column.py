"""The column: what goes in is found, exactly and after a crash; what is forgotten is gone."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from matching.pictures.column import Column, to_bytes
from matching.pictures.faults import ColumnError
from matching.pictures.image_hash import ImageHash
from matching.pictures.view_hash import ViewHash


def view(pdq: bytes) -> ViewHash:
    return ViewHash(pdq.hex(), pdq[::-1].hex(), 100, "0" * 16, "0" * 64)


def made_up(number: int) -> ImageHash:
    chance = np.random.default_rng(number)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    trimmed = view(chance.bytes(32)) if number % 3 == 0 else None
    return ImageHash(digest, digest, 640, 480, "JPEG", whole=view(chance.bytes(32)), trimmed=trimmed)


def flipped(pdq: str, bits: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    changed = int(pdq, 16) ^ ((1 << bits) - 1)
    return to_bytes(f"{changed:064x}")


def test_search_agrees_with_counting_bits_one_by_one(tmp_path: Path) -> None:
    pictures = [made_up(number) for number in range(300)]
    column = Column(tmp_path)
    assert column.add(pictures) == 300
    chance = np.random.default_rng(5)
    queries = np.stack([np.frombuffer(chance.bytes(32), np.uint8) for _ in range(5)])
    stored = [(picture.sha256, name, seen.pdq) for picture in pictures for name, seen in _named(picture)]
    for query, hits in zip(queries, column.search(queries, 115), strict=True):
        asked = int(query.tobytes().hex(), 16)
        expected = {(sha, name, (int(pdq, 16) ^ asked).bit_count()) for sha, name, pdq in stored}
        expected = {row for row in expected if row[2] <= 115}
        assert expected, "radius too small to prove anything"
        assert {(hit.sha256, hit.view, hit.distance) for hit in hits} == expected
        assert [hit.distance for hit in hits] == sorted(hit.distance for hit in hits)


def _named(picture: ImageHash) -> list[tuple[str, ViewHash]]:
    return list(zip(("whole", "trimmed"), picture.views, strict=False))


def test_the_radius_is_inclusive(tmp_path: Path) -> None:
    column, picture = Column(tmp_path), made_up(1)
    column.add([picture])
    assert picture.whole is not None
    (near,) = column.search(flipped(picture.whole.pdq, 31)[np.newaxis], 31)
    (far,) = column.search(flipped(picture.whole.pdq, 32)[np.newaxis], 31)
    assert [hit.distance for hit in near] == [31]
    assert far == []


def test_adding_again_changes_nothing_and_another_process_reads_it(tmp_path: Path) -> None:
    pictures = [made_up(number) for number in range(9)]
    Column(tmp_path).add(pictures)
    column = Column(tmp_path)
    assert len(column) == 12
    assert column.add([*pictures, made_up(9)]) == 1
    assert len(column) == 14
    assert pictures[4].sha256 in column
    assert made_up(77).sha256 not in column


def test_an_unreadable_picture_has_no_row(tmp_path: Path) -> None:
    column = Column(tmp_path)
    assert column.add([ImageHash(sha256="ab" * 32, fault="empty file")]) == 0
    assert len(column) == 0


def test_forgotten_pictures_are_blanked_on_disk(tmp_path: Path) -> None:
    column, picture = Column(tmp_path), made_up(3)
    column.add([picture, made_up(4)])
    assert column.forget([picture.sha256]) == 2
    assert picture.whole is not None
    (hits,) = column.search(to_bytes(picture.whole.pdq)[np.newaxis], 256)
    assert {hit.sha256 for hit in hits} == {made_up(4).sha256}
    for path in tmp_path.iterdir():
        assert bytes.fromhex(picture.sha256) not in path.read_bytes()
        assert bytes.fromhex(picture.whole.pdq) not in path.read_bytes()


@pytest.mark.parametrize("cut", [1, 20, 33])
def test_a_torn_write_loses_at_most_the_torn_rows(tmp_path: Path, cut: int) -> None:
    Column(tmp_path).add([made_up(1), made_up(2)])
    path = tmp_path / "pdq.hashes"
    path.write_bytes(path.read_bytes()[:-cut])
    column = Column(tmp_path)
    assert len(column) == (1 if cut <= 32 else 0)
    column.add([made_up(2), made_up(4)])
    assert all(made_up(number).sha256 in Column(tmp_path) for number in (2, 4))


def test_missing_owners_are_a_named_fault(tmp_path: Path) -> None:
    Column(tmp_path).add([made_up(1)])
    (tmp_path / "pdq.owners").write_bytes(b"")
    with pytest.raises(ColumnError, match="threadline rebuild"):
        Column(tmp_path)
