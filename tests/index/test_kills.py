"""SIGKILL in the middle of writing: nothing acknowledged is lost, nothing is broken, readers never wait."""

import importlib.util
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from index.check import check
from index.open import open_index
from index.query import Query

SCRIPT = Path(__file__).with_name("endless_writer.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("endless_writer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def writing(folder: Path, start: int) -> Iterator[subprocess.Popen[str]]:
    """A process that writes; killed at the end, and past its first acknowledgement, so that kills meet writing."""
    command = [sys.executable, str(SCRIPT), str(folder), str(start)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def write_until_killed(folder: Path, start: int, seconds: float) -> int:
    """The number of the first batch that was not acknowledged."""
    with writing(folder, start) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return int(rest[-1] if rest else first) + 1


def kill_and_verify(folder: Path, writer: ModuleType, kills: int) -> None:
    batch, chance = 0, random.Random(kills)
    for _ in range(kills):
        batch = write_until_killed(folder, batch, chance.uniform(0.05, 0.6))
        engine = open_index(folder)
        engine.put(())  # what the next ingest does first
        acknowledged = [writer.make(number) for number in range(batch * writer.BATCH)]
        held = engine.get([document.ad.ad_id for document in acknowledged])
        newest = {document.ad.ad_id: document for document in acknowledged}
        lost = [ad_id for ad_id, document in newest.items() if held[ad_id].ad.revision < document.ad.revision]
        assert lost == []
        assert [one for one in check(engine) if not one.ok] == []
        sequences = [change.sequence for change in engine.changes(0)]
        assert sequences == sorted(set(sequences))
        engine.close()


def test_two_kills_lose_nothing_acknowledged(tmp_path: Path, writer: ModuleType) -> None:
    kill_and_verify(tmp_path / "index", writer, 2)


@pytest.mark.soak
def test_thirty_kills_lose_nothing_acknowledged(tmp_path: Path, writer: ModuleType) -> None:
    kill_and_verify(tmp_path / "index", writer, 30)


def test_a_full_disk_loses_nothing_acknowledged(tmp_path: Path, writer: ModuleType) -> None:
    folder = tmp_path / "index"
    command = [sys.executable, str(SCRIPT), str(folder), "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def leave_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, text=True, env=environment, check=False,
        timeout=120, preexec_fn=leave_little_room,
    )  # fmt: skip
    assert done.returncode != 0
    assert "is the disk full?" in done.stderr
    batches = [int(line) for line in done.stdout.split()]
    assert batches
    engine = open_index(folder)
    engine.put(())
    held = {document.ad.ad_id for document in engine.scan(Query())}
    assert {writer.make(n).ad.ad_id for n in range((batches[-1] + 1) * writer.BATCH)} <= held
    assert [one for one in check(engine) if not one.ok] == []
    engine.close()


def test_another_process_reads_while_one_writes(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with writing(folder, 0) as process:
        assert process.stdout is not None
        process.stdout.readline()
        engine = open_index(folder)
        totals = []
        for _ in range(40):
            totals.append(engine.search(Query(text="words")).total)
            assert engine.summary([]).generation >= 1
            time.sleep(0.01)
    engine.close()
    assert totals == sorted(totals)
    assert totals[-1] > totals[0] >= 1
