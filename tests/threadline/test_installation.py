"""A real installation is made once, with checked answers, keys only its owner can read, and a log-in at each desk."""

import sqlite3
import stat
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from threadline.config import Settings
from threadline.data_folder import DataFolder, DataFolderError
from threadline.installation import Installation, InstallationError, install

ANSWERS = ("Example Hotline", "US", "America/Chicago", "en,es", "keeper")


def test_init_makes_settings_keys_databases_and_one_operator_per_desk(tmp_path: Path) -> None:
    made = install(Settings(data=tmp_path / "data"), Installation.read(*ANSWERS))
    folder = DataFolder(tmp_path / "data")
    written = tomllib.loads(folder.installation.read_text(encoding="utf-8"))
    assert written["organisation"] == "Example Hotline"
    assert written["emergency_number"] == "911"
    assert folder.made_by() == "init"
    assert Settings(data=tmp_path / "data").timezone == "America/Chicago"
    assert [account.desk for account in made.accounts] == ["hotline", "casework"]
    for desk in ("hotline", "casework"):
        with closing(sqlite3.connect(folder.database(desk))) as database:
            accounts = database.execute("SELECT username, role, password FROM accounts_account").fetchall()
        assert [account[:2] for account in accounts] == [("keeper", "operator")]
        assert accounts[0][2].startswith("argon2")
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.keys.iterdir()} == {0o600}
    sheet = made.recovery_sheet.read_text(encoding="utf-8")
    assert all(path.read_bytes().hex() in sheet for path in folder.keys.iterdir())


def test_a_folder_in_use_is_never_made_over(tmp_path: Path) -> None:
    DataFolder(tmp_path).open("demo")
    with pytest.raises(InstallationError, match="made by demo already"):
        install(Settings(data=tmp_path), Installation.read(*ANSWERS))


@pytest.mark.parametrize(
    ("at", "wrong", "named"),
    [
        (0, "  ", "organisation"),
        (1, "XX", "country"),
        (2, "Mars/Base", "timezone"),
        (3, "english", "languages"),
        (4, "a b", "administrator"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(at: int, wrong: str, named: str) -> None:
    answers = [wrong if place == at else good for place, good in enumerate(ANSWERS)]
    with pytest.raises(InstallationError, match=named):
        Installation.read(*answers)


def test_quotes_and_line_ends_in_a_name_cannot_add_settings() -> None:
    wanted = Installation.read('Help "Line"\\ \npictures = true', *ANSWERS[1:])
    assert "pictures" not in tomllib.loads(wanted.toml())


def test_a_folder_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    DataFolder(tmp_path).open()
    (tmp_path / "format.json").write_text('{"format": 99, "made_by": "init"}', encoding="utf-8")
    with pytest.raises(DataFolderError, match="newer"):
        DataFolder(tmp_path).open()


def test_an_unreadable_marker_is_named_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "format.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFolderError, match=r"format\.json"):
        DataFolder(tmp_path).open()
    assert (tmp_path / "format.json").read_text(encoding="utf-8") == "{"


def test_a_key_is_made_once_and_stays(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    first = folder.key("one")
    assert len(first) == 32
    assert folder.key("one") == first
    assert folder.key("two") != first
