"""A listed picture is sealed before anything stores it; all else passes. The listed picture here is a drawn room."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from cryptography.exceptions import InvalidTag

from matching.pictures.faults import HashListError
from matching.pictures.hash_list import HashList
from matching.pictures.hashing import PicturePool
from matching.pictures.quarantine import Quarantine
from matching.pictures.screening import HashListScreen, open_screen

Pixels = npt.NDArray[np.uint8]
Shoot = Callable[..., Pixels]
KEY = bytes(range(32))


def to_jpeg(pixels: Pixels, quality: int = 90) -> bytes:
    return cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def listed(tmp_path: Path, shoot: Shoot, pool: PicturePool) -> Path:
    """A list with one picture by its PDQ and another by its bytes."""
    alike = pool.hash_bytes(to_jpeg(shoot("listed")))
    assert alike.whole is not None
    exact = digest(to_jpeg(shoot("listed exactly")))
    path = tmp_path / "list.txt"
    path.write_text(f"# a harmless list\n\npdq,{alike.whole.pdq.upper()},drawn room\nsha256,{exact}\n")
    return path


@pytest.fixture
def screen(listed: Path, tmp_path: Path) -> Iterator[HashListScreen]:
    with open_screen(listed, tmp_path / "quarantine", KEY) as opened:
        yield opened


@pytest.mark.parametrize("edit", ["as it is", "saved again", "mirrored", "exact bytes"])
def test_a_listed_picture_is_sealed(edit: str, screen: HashListScreen, shoot: Shoot, tmp_path: Path) -> None:
    content = {
        "as it is": to_jpeg(shoot("listed")),
        "saved again": to_jpeg(shoot("listed"), 60),
        "mirrored": to_jpeg(np.ascontiguousarray(shoot("listed")[:, ::-1])),
        "exact bytes": to_jpeg(shoot("listed exactly")),
    }[edit]
    assert screen.verdict(digest(content), content) == "quarantine"
    quarantine = Quarantine(tmp_path / "quarantine", KEY)
    (task,) = quarantine.open_tasks()
    assert task.sha256 == digest(content)
    assert task.deadline_at - task.noted_at == timedelta(hours=24)
    assert quarantine.unseal(task.task_id) == content
    for path in (tmp_path / "quarantine").iterdir():
        assert content[:64] not in path.read_bytes(), "in clear on the disk"
        assert digest(content) not in path.name
    assert (tmp_path / "quarantine" / f"{task.task_id}.sealed").stat().st_mode & 0o077 == 0


def test_other_pictures_and_unreadable_bytes_pass(screen: HashListScreen, shoot: Shoot, tmp_path: Path) -> None:
    for content in (to_jpeg(shoot("unlisted")), b"not a picture", b""):
        assert screen.verdict(digest(content), content) == "store"
    assert Quarantine(tmp_path / "quarantine", KEY).open_tasks() == []


def test_the_same_picture_again_makes_no_second_task(screen: HashListScreen, shoot: Shoot, tmp_path: Path) -> None:
    first, other = to_jpeg(shoot("listed")), to_jpeg(shoot("unlisted"))
    for content in (first, other, first, first):
        screen.verdict(digest(content), content)
    assert len(Quarantine(tmp_path / "quarantine", KEY).open_tasks()) == 1


def test_the_officer_closes_a_task_and_destroys_the_bytes(screen: HashListScreen, shoot: Shoot, tmp_path: Path) -> None:
    content = to_jpeg(shoot("listed"))
    screen.verdict(digest(content), content)
    quarantine = Quarantine(tmp_path / "quarantine", KEY)
    (task,) = quarantine.open_tasks()
    quarantine.close(task.task_id, "reported")
    quarantine.destroy(task.task_id)
    assert quarantine.open_tasks() == []
    found = quarantine.find(task.sha256)
    assert found is not None
    assert found.outcome == "reported"
    with pytest.raises(FileNotFoundError):
        quarantine.unseal(task.task_id)
    with pytest.raises(FileNotFoundError, match="no such task"):
        quarantine.unseal("../../etc/passwd")


def test_another_key_or_a_changed_file_opens_nothing(screen: HashListScreen, shoot: Shoot, tmp_path: Path) -> None:
    content = to_jpeg(shoot("listed"))
    screen.verdict(digest(content), content)
    (task,) = Quarantine(tmp_path / "quarantine", KEY).open_tasks()
    with pytest.raises(InvalidTag):
        Quarantine(tmp_path / "quarantine", bytes(32)).unseal(task.task_id)


@pytest.mark.parametrize("line", ["md5,abc", "pdq,12", "sha256", f"pdq;{'0' * 64}", f"pdq,{'g' * 64}"])
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"sha256,{'0' * 64}\n{line}\n")
    with pytest.raises(HashListError, match=r"list\.txt:2: give"):
        HashList(path)


def test_an_absent_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(HashListError, match="cannot be read"):
        HashList(tmp_path / "absent.txt")
