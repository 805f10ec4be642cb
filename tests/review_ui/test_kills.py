"""A desk that is killed in the middle loses no tip that it has said to be kept; a full disk gives 503 and no data."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

WRITER = Path(__file__).with_name("tip_writer.py")


def start(data: Path, what: str) -> subprocess.Popen[str]:
    environment = os.environ | {"THREADLINE_DATA": str(data), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, WRITER, what], env=environment, stdout=subprocess.PIPE, text=True)


def kill_again_and_again(data: Path, times: int) -> None:
    kept: list[str] = []
    for number in range(times):
        with start(data, "write") as running:
            assert running.stdout
            kept.append(running.stdout.readline().strip())
            time.sleep(0.05 * (number % 8))
            running.kill()
            kept += [line.strip() for line in running.stdout if line.endswith("\n")]
    with start(data, "read") as reading:
        told, _ = reading.communicate(timeout=300)
    assert reading.returncode == 0
    assert len(kept) >= times
    assert set(kept) - {""} <= set(told.splitlines())


def test_tips_survive_kills(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 3)


@pytest.mark.soak
def test_tips_survive_fifty_kills(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 50)


def test_a_full_disk_gives_no_data_and_keeps_the_words_in_the_page(tmp_path: Path) -> None:
    with start(tmp_path, "fill") as running:
        told, _ = running.communicate(timeout=300)
    assert running.returncode == 0
    assert told.strip().splitlines()[-1] == "[503, 503] True 0"
