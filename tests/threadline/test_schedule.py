"""A timetable is checked before anything is fetched, and followed until a signal comes."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from threadline.schedule import Entry, ScheduleError, read_schedule


def test_definitions_are_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "north.toml").touch()
    timetable = tmp_path / "timetable.toml"
    timetable.write_text('[[crawl]]\ndefinition = "north.toml"\nevery = "6h"\n', encoding="utf-8")
    assert read_schedule(timetable) == (Entry(tmp_path / "north.toml", 21_600),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r"no \[\[crawl\]\] table"),
        ("[[crawl]", "timetable.toml"),
        ('[[crawl]]\ndefinition = "absent.toml"\nevery = "6h"', "no such file"),
        ('[[crawl]]\ndefinition = "north.toml"\nevery = "1m"', "ten minutes at least"),
        ('[[crawl]]\ndefinition = "north.toml"\nevery = "often"', "as in 30m"),
        ('[[crawl]]\ndefinition = "north.toml"\nevery = "6h"\nwhen = "noon"', "only `definition` and `every`"),
    ],
)
def test_what_cannot_be_followed_is_named(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "north.toml").touch()
    (tmp_path / "timetable.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScheduleError, match=told):
        read_schedule(tmp_path / "timetable.toml")


def test_a_definition_that_fails_does_not_end_the_timetable_and_a_signal_does(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("slug = 1\n", encoding="utf-8")
    (tmp_path / "timetable.toml").write_text('[[crawl]]\ndefinition = "broken.toml"\nevery = "1d"\n', encoding="utf-8")
    program = Path(sys.executable).with_name("threadline")
    command = [program, "crawl", "--schedule", tmp_path / "timetable.toml", "--data", tmp_path / "data"]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, stderr=log) as running:
        deadline = time.monotonic() + 60
        while not (tmp_path / "data" / "index" / "ingested.json").exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
    assert "broken.toml" in (tmp_path / "log").read_text()
