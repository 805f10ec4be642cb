"""kill -9 at any moment: no ad lost, no revision twice, the archive whole."""

import contextlib
import os
import random
import signal
import time
from pathlib import Path

import pytest

from crawlers.archive import Archive
from tests.crawlers.board import Board
from tests.crawlers.crawling import start_crawl


def _crawl_with_kills(folder: Path, board: Board, kills: int) -> int:
    """Crawl, killing the process after random numbers of answers, until it ends by itself; how often it was killed.

    Counted in answers, not in seconds, so that a fast machine and a slow one are killed at the same places.
    """
    chance = random.Random(4)
    definition = board.definition(folder)
    longest = 4 * len(board.ads) // (kills + 2)
    killed = 0
    while True:
        running = start_crawl(folder / "archive", definition, pictures=True)
        if killed < kills:
            served = board.pages_served + chance.randint(0, longest)
            while board.pages_served < served and Path(f"/proc/{running.pid}").exists():
                time.sleep(0.002)
            with contextlib.suppress(ProcessLookupError):
                os.kill(running.pid, signal.SIGKILL)
        if running.wait() == 0:
            return killed
        killed += 1


def _assert_all_held(folder: Path, count: int) -> None:
    with Archive(folder / "archive") as archive:
        ads = list(archive.ads())
        assert len(ads) == count
        assert all(len(archive.revisions(ad.ad_id)) == 1 for ad in ads)
        assert all(ad.images[0].sha256 and archive.picture_path(ad.images[0].sha256) for ad in ads)
        assert [check for check in archive.verify() if not check.ok] == []
        assert archive.site_states()[0][1] is not None


def test_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    """A small crawl, killed several times."""
    with Board(count=150, per_page=10) as board:
        assert _crawl_with_kills(tmp_path, board, kills=4) > 0
    _assert_all_held(tmp_path, 150)


@pytest.mark.soak
def test_twenty_kills_of_a_large_crawl_lose_nothing(tmp_path: Path) -> None:
    """4,000 ads, 20 kills: Scrapy's JOBDIR loses 42 to 52 % after one."""
    with Board(count=4000, per_page=100) as board:
        assert _crawl_with_kills(tmp_path, board, kills=20) >= 15
    _assert_all_held(tmp_path, 4000)
