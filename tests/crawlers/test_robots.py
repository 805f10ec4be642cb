"""robots.txt: obeyed, followed, archived, and forbidding all while it cannot be read."""

from pathlib import Path

import pytest

from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl, held_statuses


def test_robots_txt_is_obeyed_and_archived(board: Board, tmp_path: Path) -> None:
    """What it forbids is not asked for; the file itself is evidence."""
    board.robots = "User-agent: *\nDisallow: /ad/1\nDisallow: /pic/\n"
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path))
    assert outcome.exit_code == 9
    assert {"board:2", "board:9"} <= set(held_statuses(tmp_path / "archive"))
    assert not any(path.startswith(("/ad/1", "/pic")) for path in board.asked)
    segments = list((tmp_path / "archive" / "warc").rglob("*.warc.gz"))
    assert segments


def test_crawl_delay_is_applied_by_us(board: Board, tmp_path: Path) -> None:
    """Scrapy parses Crawl-delay and leaves it at that."""
    board.robots = "User-agent: *\nCrawl-delay: 0.4\n"
    import time

    started = time.monotonic()
    crawl(tmp_path / "archive", board.definition(tmp_path), max_ads=4)
    assert time.monotonic() - started > 0.4 * 4


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_txt_that_cannot_be_read_forbids_all(board: Board, tmp_path: Path, status: int) -> None:
    """RFC 9309: while the server fails to say what is allowed, nothing is; once it says, the crawl goes on."""
    definition = board.definition(tmp_path)
    board.faults["/robots.txt"] = lambda: (status, {}, b"no")
    outcome = crawl(tmp_path / "archive", definition, least_backoff=0.01)
    assert outcome.exit_code == 9
    assert set(board.asked) == {"/robots.txt"}
    assert any(f"robots.txt: HTTP {status}" in fault for fault in outcome.faults)
    board.faults.clear()
    assert crawl(tmp_path / "archive", definition).exit_code == 0
    assert len(held_statuses(tmp_path / "archive")) == 12


def test_robots_txt_that_fails_for_a_while_costs_no_ad(board: Board, tmp_path: Path) -> None:
    """It is asked for again within the same crawl."""
    board.faults["/robots.txt"] = lambda: (503, {}, b"no") if board.asked["/robots.txt"] <= 2 else None
    assert crawl(tmp_path / "archive", board.definition(tmp_path)).exit_code == 0
    assert len(held_statuses(tmp_path / "archive")) == 12


def test_robots_txt_is_read_where_it_redirects_to(board: Board, tmp_path: Path) -> None:
    """A missing one allows all; one that moved is followed; our own name in it counts."""
    board.faults["/robots.txt"] = lambda: (301, {"Location": "/rules"}, b"")
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: threadline\nDisallow: /ad/1\n"
    board.faults["/rules"] = lambda: (200, {"Content-Type": "text/plain"}, rules)
    assert crawl(tmp_path / "archive", board.definition(tmp_path)).exit_code == 9
    assert "board:2" in held_statuses(tmp_path / "archive")
    assert not any(path.startswith("/ad/1") for path in board.asked)
