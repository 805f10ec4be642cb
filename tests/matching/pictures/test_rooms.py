"""Known hotel rooms: taken in as evidence, found again from another side, named as leads only."""

import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from crawlers.archive import Archive
from matching.pictures.column import Column
from matching.pictures.hashing import PicturePool
from matching.pictures.hotels import import_hotels, index_hotels
from matching.pictures.lead import PictureLead
from matching.pictures.matcher import match_photo
from matching.pictures.quarantine_tasks import QuarantineTasks
from matching.pictures.rooms import RoomBook
from matching.pictures.screening import open_screen
from matching.pictures.sources import Sources

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]
HOTELS, ROOMS = 4, 3


def save(path: Path, picture: Pixels) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), picture[:, :, ::-1])
    return path


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory, shoot: Shoot) -> Path:
    """HOTEL/ROOM/photo.jpg."""
    folder = tmp_path_factory.mktemp("hotels")
    for hotel in range(HOTELS):
        for room in range(ROOMS):
            save(folder / f"Hotel {hotel}" / f"10{room}" / "one.jpg", shoot(f"{hotel}-{room}", 0))
    return folder


@pytest.fixture(scope="module")
def imported(photos: Path, pool: PicturePool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    with RoomBook(root / "book") as book:
        counts = import_hotels(photos, root / "archive", book, pool)
    assert (counts.rows, counts.new, counts.faults) == (HOTELS * ROOMS, HOTELS * ROOMS, ())
    return root


@pytest.fixture
def book(imported: Path) -> Iterator[RoomBook]:
    with RoomBook(imported / "book") as opened:
        yield opened


def search(path: Path, root: Path, book: RoomBook, pool: PicturePool) -> list[PictureLead]:
    (picture,), (view,) = list(pool.hash([path])), list(pool.view([path]))
    with Archive(root / "archive") as archive:
        sources = Sources(Column(root / "ads"), archive.picture_path, book, root / "explanations")
        return list(match_photo(view, picture, sources, pool))


def test_a_new_photo_with_somebody_in_it_leads_to_its_room_among_others(
    imported: Path, book: RoomBook, pool: PicturePool, shoot: Shoot, tmp_path: Path
) -> None:
    for hotel in range(3):
        query = save(tmp_path / f"{hotel}.jpg", shoot(f"{hotel}-1", 1, figure=True))
        leads = search(query, imported, book, pool)
        assert {lead.kind for lead in leads} == {"room"}
        assert (leads[0].hotel, leads[0].room, leads[0].verdict) == (f"Hotel {hotel}", "101", "similar_room")
        assert [lead.verdict for lead in leads[1:]] == ["weak_lead"] * (len(leads) - 1)
        assert len({lead.hotel for lead in leads}) > 1, "one hotel alone reads like an identification"
        assert leads[0].visible_area is not None
        assert set(leads[0].scores) >= {"inliers", "cells", "correlation", "votes", "pdq_distance"}
        assert leads[0].explanation is not None
        assert leads[0].explanation.stat().st_mode & 0o077 == 0


def test_an_unknown_room_has_weak_leads_only(
    imported: Path, book: RoomBook, pool: PicturePool, shoot: Shoot, tmp_path: Path
) -> None:
    leads = search(save(tmp_path / "q.jpg", shoot("nowhere", 1)), imported, book, pool)
    assert {lead.verdict for lead in leads} <= {"weak_lead"}


def test_the_reference_photo_itself_is_found(imported: Path, book: RoomBook, photos: Path, pool: PicturePool) -> None:
    leads = search(photos / "Hotel 2" / "100" / "one.jpg", imported, book, pool)
    assert (leads[0].hotel, leads[0].room) == ("Hotel 2", "100")
    assert leads[0].scores["pdq_distance"] == 0


def test_references_are_evidence_and_a_second_import_changes_nothing(
    imported: Path, book: RoomBook, photos: Path, pool: PicturePool
) -> None:
    before = len(book)
    counts = import_hotels(photos, imported / "archive", book, pool)
    assert (counts.rows, counts.new, len(book)) == (HOTELS * ROOMS, 0, before)
    with Archive(imported / "archive") as archive:
        assert [check for check in archive.verify() if not check.ok] == []


def test_the_book_is_made_again_from_the_archive_alone(imported: Path, tmp_path: Path, pool: PicturePool) -> None:
    with RoomBook(tmp_path / "fresh") as fresh, RoomBook(imported / "book") as old:
        assert index_hotels(imported / "archive", fresh, pool) == []
        assert len(fresh) == len(old) == HOTELS * ROOMS


def test_a_list_names_its_rows_faults_and_takes_the_rest(tmp_path: Path, pool: PicturePool, shoot: Shoot) -> None:
    save(tmp_path / "good.jpg", shoot("csv"))
    (tmp_path / "text.jpg").write_text("not a picture")
    rows = [
        {"file": "good.jpg", "hotel": "Example Inn", "room": "7", "lat": "41.9", "lon": "-87.6", "licence": "CC0"},
        {"file": "absent.jpg", "hotel": "Example Inn"},
        {"file": "text.jpg", "hotel": "Example Inn"},
        {"file": "good.jpg", "hotel": " "},
        {"file": "good.jpg", "hotel": "Example Inn", "lat": "north"},
        {"file": "good.jpg", "hotel": "Example Inn", "lat": "41.9"},
        {"file": "../../etc/passwd", "hotel": "Example Inn"},
        {"file": "/etc/passwd", "hotel": "Example Inn"},
    ]
    listed = tmp_path / "hotels.csv"
    with listed.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, ["file", "hotel", "room", "lat", "lon", "licence"])
        writer.writeheader()
        writer.writerows(rows)
    with RoomBook(tmp_path / "book") as book:
        counts = import_hotels(tmp_path, tmp_path / "archive", book, pool)
        assert (counts.rows, counts.new) == (8, 1)
        assert [fault.split(": ")[0] for fault in counts.faults] == [f"{listed}:{line}" for line in range(3, 10)]
        (found,) = book.rooms_of(next(iter(book.column.search(np.zeros((1, 32), np.uint8), 256)))[0].sha256)
        assert (found.hotel, found.room, found.lat, found.licence) == ("Example Inn", "7", 41.9, "CC0")


def test_nothing_to_import_is_an_error(tmp_path: Path, pool: PicturePool) -> None:
    with RoomBook(tmp_path / "book") as book, pytest.raises(FileNotFoundError, match="no such file"):
        import_hotels(tmp_path / "absent", tmp_path / "archive", book, pool)


def test_a_listed_photo_is_sealed_and_never_archived_as_a_reference(
    tmp_path: Path, pool: PicturePool, shoot: Shoot
) -> None:
    content = save(tmp_path / "photos" / "Example Inn" / "7" / "listed.png", shoot("listed")).read_bytes()
    save(tmp_path / "photos" / "Example Inn" / "8" / "other.png", shoot("other"))
    sha256 = hashlib.sha256(content).hexdigest()
    (tmp_path / "list.txt").write_text(f"sha256,{sha256}\n")
    sealed = tmp_path / "quarantine"
    with open_screen(tmp_path / "list.txt", sealed, bytes(32)) as screen, RoomBook(tmp_path / "book") as book:
        counts = import_hotels(tmp_path / "photos", tmp_path / "archive", book, pool, screen)
        assert (counts.rows, counts.new, len(counts.faults)) == (2, 1, 1)
        assert sha256 not in book.digests()
    assert [task.sha256 for task in QuarantineTasks(sealed).open_tasks()] == [sha256]
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "photos" not in path.parts]
    assert not any(content in one for one in kept)
