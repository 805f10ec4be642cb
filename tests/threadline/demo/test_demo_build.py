"""Building a demo: only in a folder of its own, once, with log-ins that work."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from threadline.config import Settings
from threadline.data_folder import DataFolder, DataFolderError
from threadline.demo.build import build_demo
from threadline.demo.options import DemoOptions
from threadline.demo.truth import read_truth
from threadline.desk_process import at_desk

OPTIONS = DemoOptions(ads=60, seed=5, now=datetime(2026, 11, 1, 12, tzinfo=UTC), port=0)


def watch_nothing(_step: str, _done: int, _all: int) -> None:
    """Nobody watches a test."""


def can_log_in(username: str, password: str) -> bool:
    from review_ui.accounts.models import Account

    return Account.objects.get(username=username).check_password(password)


def count_records() -> tuple[int, int]:
    from review_ui.hotline.models import Tip
    from review_ui.resources.models import Resource

    return Tip.objects.count(), Resource.objects.count()


@pytest.mark.parametrize("made_by", ["init", "use"])
def test_a_folder_in_use_is_refused(tmp_path: Path, made_by: str) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.open("init" if made_by == "init" else "use")
    before = sorted(folder.root.rglob("*"))
    with pytest.raises(DataFolderError, match=made_by):
        build_demo(OPTIONS, Settings(data=folder.root), watch_nothing)
    assert sorted(folder.root.rglob("*")) == before


def test_a_demo_opens_its_desks_and_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THREADLINE_DATA", str(tmp_path / "data"))
    settings = Settings(data=tmp_path / "data")
    made = build_demo(OPTIONS, settings, watch_nothing)
    assert (made.exit_code, made.faults) == (0, ())
    assert made.settings.pictures
    assert made.settings.folder.made_by() == "demo"
    people = made.people
    assert {(account.desk, account.role) for account in people.accounts} >= {
        ("hotline", "worker"), ("hotline", "supervisor"), ("casework", "analyst"), ("casework", "child_safety"),
        ("casework", "investigator"), ("casework", "auditor"),
    }  # fmt: skip
    worker = people.accounts[0]
    assert at_desk(made.settings, "hotline", can_log_in, worker.username, worker.password)
    tips, services = at_desk(made.settings, "hotline", count_records)
    assert tips >= 3
    assert services >= 3 * len(people.cities)
    carrying = [row for row in read_truth(made.settings.folder.demo) if people.number in row["phones"]]
    assert len(carrying) == people.ads >= 3
    assert {row["city"] for row in carrying} == set(people.cities)
    assert people.linked
    assert (made.settings.folder.demo / "accounts.json").stat().st_mode & 0o077 == 0
    again = build_demo(OPTIONS, settings, watch_nothing)
    assert again.people == people
    assert at_desk(made.settings, "hotline", count_records) == (tips, services)
