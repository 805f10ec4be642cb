"""`capture` for the hotline, and interruptions before anything was asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawlers.archive import Archive
from tests.crawlers.board import Board

_INTERRUPTED = """
import os, signal, sys
{moment}
sys.argv = ["threadline", "crawl", sys.argv[1], "--data", sys.argv[2]]
from threadline.cli import main
main()
"""
_WHILE_IT_READS = """
import crawlers.crawl
crawlers.crawl.load_site = lambda path: os.kill(os.getpid(), signal.SIGINT)
"""
_WHILE_IT_LOADS = """
import threadline.cli
threadline.cli.load_commands = lambda: os.kill(os.getpid(), signal.SIGINT)
"""


@pytest.mark.parametrize("moment", [_WHILE_IT_READS, _WHILE_IT_LOADS], ids=["definition", "commands"])
def test_an_interruption_before_the_first_request_is_one_of_the_contract(tmp_path: Path, moment: str) -> None:
    """11, not 130: at any moment, not only while pages are fetched."""
    with Board(count=1) as board:
        definition = board.definition(tmp_path)
        command = [sys.executable, "-c", _INTERRUPTED.format(moment=moment), str(definition), str(tmp_path / "data")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 11, done.stderr
        assert board.pages_served == 0


def test_what_the_hotline_asks_for_is_kept_in_its_own_archive(tmp_path: Path) -> None:
    """The common archive, which the ad desks read, does not hear of it; `archive verify` examines both."""
    program = str(Path(sys.executable).with_name("threadline"))
    data = ["--json", "--data", str(tmp_path / "data")]
    with Board(count=2) as board:
        command = [program, "capture", board.url("/ad/2"), "--desk", "hotline", "--allow-loopback", *data]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with Archive(tmp_path / "data" / "desks" / "hotline" / "archive") as own:
        assert own.capture(told["capture_id"]) is not None
    with Archive(tmp_path / "data" / "archive") as common:
        assert common.capture(told["capture_id"]) is None
    segment = next((tmp_path / "data" / "desks" / "hotline" / "archive" / "warc").rglob("*.warc.gz"))
    segment.write_bytes(segment.read_bytes()[:-9])
    verify = subprocess.run(
        [program, "archive", "verify", *data], capture_output=True, text=True, timeout=60, check=False
    )
    assert verify.returncode == 1
    assert "truncated" in verify.stdout
