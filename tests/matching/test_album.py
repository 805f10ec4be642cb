"""The album keeps hashes and matches, and says which pictures are one photo."""

from pathlib import Path

from matching.match import Match, Reason
from matching.pictures.album import Album
from matching.pictures.image_hash import ImageHash
from matching.pictures.view_hash import ViewHash


def _picture(number: int) -> ImageHash:
    pdq = f"{number:064x}"
    view = ViewHash(pdq, pdq, 90, f"{number:016x}", f"{number:064x}")
    return ImageHash(f"{number:064x}", f"{number + 1000:064x}", 40, 30, "JPEG", whole=view)


def _match(left: int, right: int, distance: int) -> Match:
    reason = Reason("pdq", str(distance), f"{distance} bits differ")
    return Match(f"{left:064x}", f"{right:064x}", 1 - distance / 256, (reason,), "test 1")


def test_hashes_and_matches_come_back_as_they_went_in(tmp_path: Path) -> None:
    with Album(tmp_path) as album:
        album.add([_picture(1), _picture(2)], [_match(1, 2, 10)])
    with Album(tmp_path) as album:
        assert album.get(_picture(1).sha256) == _picture(1)
        assert album.matches_of(_picture(2).sha256) == [_match(1, 2, 10)]
        assert album.missing([_picture(1).sha256, "f" * 64, "f" * 64]) == ["f" * 64]
        assert album.count() == (2, 1)


def test_only_sure_matches_make_one_photo(tmp_path: Path) -> None:
    with Album(tmp_path) as album:
        album.add([_picture(n) for n in range(1, 6)], [_match(1, 2, 31), _match(2, 3, 4), _match(4, 5, 32)])
        one = f"{1:064x}"
        assert album.groups() == {f"{n:064x}": one for n in (1, 2, 3)}


def test_adding_again_changes_nothing(tmp_path: Path) -> None:
    with Album(tmp_path) as album:
        for _ in range(2):
            album.add([_picture(1), _picture(2)], [_match(1, 2, 10)])
        assert album.count() == (2, 1)
        assert len(album.column) == 2


def test_unreadable_pictures_are_named_with_their_fault(tmp_path: Path) -> None:
    with Album(tmp_path) as album:
        album.add([ImageHash("a" * 64, fault="not a picture")], [])
        assert list(album.faults()) == [("a" * 64, "not a picture")]
        assert album.missing(["a" * 64]) == []
