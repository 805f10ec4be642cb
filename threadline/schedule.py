"""Crawl by a timetable: each site in a process of its own, `ingest` after it, until a signal comes."""

import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from threadline.config import Settings
from threadline.signals import stop_on_signal

UNITS: Final = {"m": 60, "h": 3600, "d": 86_400}
SHORTEST_SECONDS: Final = 600
"""Ten minutes: more often than that is no longer polite to anybody's board."""
EXPIRE_SECONDS: Final = 86_400
LOOK_SECONDS: Final = 0.5


class ScheduleError(Exception):
    """A timetable cannot be used; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A definition, and the seconds from the end of one crawl to the start of the next."""

    definition: Path
    every_seconds: int


def read_schedule(path: Path) -> tuple[Entry, ...]:
    """Read `[[crawl]]` tables of `definition` (relative to the file) and `every` (`30m`, `6h`, `1d`).

    Raises ScheduleError.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("crawl", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise ScheduleError(message) from error
    entries = tuple(_read_entry(path, number, table) for number, table in enumerate(tables, 1))
    if not entries:
        message = f"{path}: no [[crawl]] table"
        raise ScheduleError(message)
    return entries


def _read_entry(path: Path, number: int, table: object) -> Entry:
    told = table if isinstance(table, dict) else {}
    definition = path.parent / str(told.get("definition", ""))
    every = re.fullmatch(r"([1-9]\d{0,4})([mhd])", str(told.get("every", "")))
    seconds = int(every[1]) * UNITS[every[2]] if every else 0
    problems = (
        (told.keys() <= {"definition", "every"}, "only `definition` and `every` are known"),
        (definition.is_file(), f"definition: no such file: {definition}"),
        (seconds >= SHORTEST_SECONDS, "every: as in 30m, 6h or 1d, ten minutes at least"),
    )
    for is_good, problem in problems:
        if not is_good:
            message = f"{path}: [[crawl]] table {number}: {problem}"
            raise ScheduleError(message)
    return Entry(definition, seconds)


def follow(settings: Settings, entries: tuple[Entry, ...], say: Callable[[str], None]) -> int:
    """Crawl what is due, one site after another, until SIGINT or SIGTERM; then 0.

    A crawl that failed is tried again when it is due next; what it said stands on standard error.
    """
    due, expire_at = dict.fromkeys(entries, 0.0), 0.0
    with stop_on_signal() as asked:
        while not asked:
            ready = [entry for entry in entries if due[entry] <= time.monotonic()]
            for entry in ready[:1]:
                say(f"crawling {entry.definition.name}")
                _run(settings, asked, "crawl", "--due", str(entry.definition))
                _run(settings, asked, "ingest")
                due[entry] = time.monotonic() + entry.every_seconds
            if ready and expire_at <= time.monotonic():
                _run(settings, asked, "expire", "--reason", "retention clock of the timetable")
                expire_at = time.monotonic() + EXPIRE_SECONDS
            time.sleep(0 if ready else LOOK_SECONDS)
    return 0


def _run(settings: Settings, asked: list[int], *arguments: str) -> None:
    if asked:
        return
    program = Path(sys.executable).with_name("threadline")
    command = [str(program), *arguments, "--data", str(settings.data.resolve())]
    # A session of its own, so that Ctrl-C reaches us alone and the crawl is asked to end in order.
    child = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603
    while child.poll() is None:
        if asked:
            child.terminate()
        time.sleep(LOOK_SECONDS)
