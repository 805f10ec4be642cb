"""--max-ads, and what a crawl that brings nothing says."""

from pathlib import Path

from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl, held_statuses


def test_the_limit_of_ads_is_kept_and_the_rest_waits(board: Board, tmp_path: Path) -> None:
    """--max-ads ends well; the next crawl fetches the rest."""
    definition = board.definition(tmp_path)
    assert crawl(tmp_path / "archive", definition, max_ads=5).exit_code == 0
    assert len(held_statuses(tmp_path / "archive")) == 5
    assert crawl(tmp_path / "archive", definition).exit_code == 0
    assert len(held_statuses(tmp_path / "archive")) == 12


def test_retries_do_not_count_against_the_limit_ofheld_statuses(board: Board, tmp_path: Path) -> None:
    """Every page fails twice: --max-ads 5 still brings five, and none is left behind as if it were done."""
    board.fault_everywhere = lambda path: (
        (500, {}, b"busy") if board.asked[path] <= 2 and path.startswith("/ad/") else None
    )
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path), max_ads=5)
    assert outcome.exit_code == 0, outcome.faults
    assert len(held_statuses(tmp_path / "archive")) == 5


def test_a_limit_reached_by_failures_alone_is_no_success(board: Board, tmp_path: Path) -> None:
    """The exit code is not 0 when what was begun did not come to its end."""
    board.fault_everywhere = lambda path: (402, {}, b"") if path.startswith("/ad/") else None
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path), max_ads=3)
    assert outcome.exit_code == 9
    assert held_statuses(tmp_path / "archive") == {}


def test_a_crawl_whose_lists_lead_nowhere_says_so(board: Board, tmp_path: Path) -> None:
    """A definition that finds no ad is no success."""
    definition = board.definition(tmp_path, ("ul.ads a::attr(href)", "ul.items a::attr(href)"))
    outcome = crawl(tmp_path / "archive", definition)
    assert outcome.exit_code == 1
    assert any("no list led to an ad" in fault for fault in outcome.faults)
