"""A backup holds what cannot be made again, never a key, and says when it was damaged."""

import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from index.removals.listing import RemovalList
from index.removals.removal import Request
from threadline.backup import BackupError, back_up, restore
from threadline.data_folder import DataFolder


def _quiet(_step: str, _done: int, _all: int) -> None:
    """Nobody watches."""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data").open("init")
    folder.key("hotline.records")
    for path in (
        folder.database("hotline"),
        folder.audit("hotline").with_name("case_keys.sqlite3"),
        folder.archive / "archive.sqlite",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("CREATE TABLE kept(word TEXT)")
            database.execute("INSERT INTO kept VALUES('here')")
            database.commit()
    (folder.archive / "warc").mkdir()
    (folder.archive / "warc" / "one.warc.gz").write_bytes(b"evidence")
    folder.index.mkdir()
    (folder.index / "derived").write_bytes(b"can be made again")
    return folder


def test_all_that_cannot_be_made_again_comes_back(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "backup.tar.gz", _quiet)
    copy = DataFolder(tmp_path / "copy")
    restore(copy, tmp_path / "backup.tar.gz", _quiet)
    assert copy.made_by() == "init"
    assert (copy.archive / "warc" / "one.warc.gz").read_bytes() == b"evidence"
    for path in (copy.database("hotline"), copy.archive / "archive.sqlite"):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT word FROM kept").fetchall() == [("here",)]


def test_no_key_and_nothing_derived_is_in_it(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "backup.tar.gz", _quiet)
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        names = tar.getnames()
    assert not [name for name in names if name.startswith(("keys", "index")) or "case_keys" in name]
    assert "format.json" in names


def test_what_was_removed_stays_removed_after_a_restore(folder: DataFolder, tmp_path: Path) -> None:
    RemovalList(folder.root).add(Request("phone:+12125550134", "hide", "operator", "asked to be removed"))
    back_up(folder, tmp_path / "backup.tar.gz", _quiet)
    restore(DataFolder(tmp_path / "copy"), tmp_path / "backup.tar.gz", _quiet)
    assert RemovalList(tmp_path / "copy").removed(["phone:+12125550134", "phone:+12125550135"]) == {
        "phone:+12125550134"
    }


def test_writes_not_yet_in_the_main_file_are_backed_up(folder: DataFolder, tmp_path: Path) -> None:
    with closing(sqlite3.connect(folder.database("hotline"))) as database:
        database.execute("INSERT INTO kept VALUES('late')")
        database.commit()
        back_up(folder, tmp_path / "backup.tar.gz", _quiet)
    restore(DataFolder(tmp_path / "copy"), tmp_path / "backup.tar.gz", _quiet)
    with closing(sqlite3.connect(DataFolder(tmp_path / "copy").database("hotline"))) as database:
        assert ("late",) in database.execute("SELECT word FROM kept").fetchall()


def test_a_folder_in_use_is_never_overwritten(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "backup.tar.gz", _quiet)
    with pytest.raises(BackupError, match="empty folder"):
        restore(folder, tmp_path / "backup.tar.gz", _quiet)
    with pytest.raises(BackupError, match="new file"):
        back_up(folder, tmp_path / "backup.tar.gz", _quiet)


@pytest.mark.parametrize("damage", ["cut", "not a tar file"])
def test_a_damaged_backup_is_refused_by_name(folder: DataFolder, tmp_path: Path, damage: str) -> None:
    backup = tmp_path / "backup.tar.gz"
    back_up(folder, backup, _quiet)
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2] if damage == "cut" else b"nothing")
    with pytest.raises(BackupError, match=r"backup\.tar\.gz"):
        restore(DataFolder(tmp_path / "copy"), backup, _quiet)
