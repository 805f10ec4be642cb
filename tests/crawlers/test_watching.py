"""What a crawl is handed, what it tells while it runs, and when it looks again."""

import hashlib
from pathlib import Path

import pytest

from crawlers.archive import Archive
from crawlers.archiving.revisions import Change
from crawlers.archiving.schema import open_database
from crawlers.crawl import status
from crawlers.lifecycle import FIRST_INTERVAL, LONGEST_INTERVAL, SHORTEST_INTERVAL, next_interval
from tests.crawlers.board import Board
from tests.crawlers.crawling import Setting, crawl, held_statuses


def test_an_empty_list_where_ads_were_is_a_wall_and_no_end(board: Board, tmp_path: Path) -> None:
    """The start page answers, well-formed and without one ad: no ad is missing, and the crawl says blocked."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.faults["/list"] = lambda: (200, {"Content-Type": "text/html"}, b"<h1>The Board</h1><ul class=ads></ul>")
    outcome = crawl(tmp_path / "archive", definition, revisit="due")
    assert outcome.exit_code == 18
    assert any("empty list" in fault for fault in outcome.faults)
    assert set(held_statuses(tmp_path / "archive").values()) == {"live"}


@pytest.mark.parametrize(
    ("interval", "change", "expected"),
    [
        (0.0, "new", FIRST_INTERVAL),
        (10_000.0, "unchanged", 15_000.0),
        (10_000.0, "changed", 5_000.0),
        (4_000.0, "changed", SHORTEST_INTERVAL),
        (LONGEST_INTERVAL, "unchanged", LONGEST_INTERVAL),
    ],
)
def test_the_interval_follows_how_often_an_ad_changes(interval: float, change: Change, expected: float) -> None:
    """Half after a change, half as long again after none, within an hour and two weeks."""
    assert next_interval(interval, change) == expected


def test_each_ad_has_an_interval_of_its_own(board: Board, tmp_path: Path) -> None:
    """The one that was edited is due sooner than the others."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.ads[3].text = "Garden help, now mornings only."
    crawl(tmp_path / "archive", definition)
    connection = open_database(tmp_path / "archive" / "archive.sqlite")
    intervals = {row["ad_id"]: row["interval"] for row in connection.execute("SELECT ad_id, interval FROM ad_state")}
    connection.close()
    assert intervals.pop("board:3") == FIRST_INTERVAL / 2
    assert set(intervals.values()) == {FIRST_INTERVAL * 1.5}


def test_progress_is_told_while_the_crawl_runs_and_status_after(board: Board, tmp_path: Path) -> None:
    """Live figures grow; what is left shows as queued, and no complete round is claimed."""
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path), max_ads=5)
    assert outcome.progress
    assert outcome.progress[-1]["site"] == "board"
    assert [told["done"] for told in outcome.progress] == sorted(told["done"] for told in outcome.progress)
    (site,) = status(tmp_path / "archive")
    assert (site.site, site.failed, site.blocked_hosts, site.last_complete_at) == ("board", 0, (), None)
    assert site.queued > 0
    assert site.done >= 6
    assert 0 < site.coverage < 1
    crawl(tmp_path / "archive", board.definition(tmp_path))
    (site,) = status(tmp_path / "archive")
    assert (site.queued, site.coverage) == (0, 1.0)
    assert site.last_complete_at is not None


def test_what_is_on_the_removal_list_is_neither_asked_for_nor_stored(board: Board, tmp_path: Path) -> None:
    """An ad by its id before the request, an identifier by what the page says; their pages are in no record."""
    setting = Setting(removed=["board:3", board.ads[4].phone])
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path), setting=setting, pictures=True)
    assert outcome.exit_code == 0, outcome.faults
    held = held_statuses(tmp_path / "archive")
    assert len(held) == 10
    assert not {"board:3", "board:4"} & held.keys()
    assert "/ad/3" not in board.asked
    connection = open_database(tmp_path / "archive" / "archive.sqlite")
    kept = connection.execute("SELECT COUNT(*) FROM capture WHERE url LIKE '%/ad/4'").fetchone()[0]
    connection.close()
    assert kept == 0


def test_a_picture_in_quarantine_is_not_stored_and_not_named(board: Board, tmp_path: Path) -> None:
    """The screen sees the bytes before they are kept."""
    digest = hashlib.sha256(board.ads[2].pictures[0]).hexdigest()
    crawl(tmp_path / "archive", board.definition(tmp_path), setting=Setting(quarantined=[digest]), pictures=True)
    with Archive(tmp_path / "archive") as archive:
        assert archive.picture_path(digest) is None
        ads = {ad.ad_id: ad.images[0].sha256 for ad in archive.ads()}
        assert ads.pop("board:2") is None
        assert all(ads.values())


def test_a_job_posting_is_read_from_its_machine_readable_part(board: Board, tmp_path: Path) -> None:
    """schema.org JobPosting: its description is HTML, and text in what we keep."""
    posting = (
        '<script type="application/ld+json">{"@type": "JobPosting", "title": "Gardener",'
        '"description": "<p>Tidy work &amp; tools.</p><ul><li>mornings</li></ul>", "datePosted": "2026-11-03",'
        '"jobLocation": {"address": {"addressLocality": "Denver"}}, "baseSalary": {"value": {"value": 21}}}</script>'
    )
    page = f"<article><h2>x</h2>{posting}</article>".encode()
    board.faults["/ad/3"] = lambda: (200, {"Content-Type": "text/html"}, page)
    place = "jsonld: JobPosting.jobLocation.address.addressLocality"
    definition = board.definition(
        tmp_path,
        (
            'title = ["h2"]',
            f'title = ["jsonld: JobPosting.title", "h2"]\nplace = ["{place}"]',
        ),
        (
            'text = [".text"]',
            'text = ["jsonld: JobPosting.description", ".text"]\nprice = ["jsonld: JobPosting.baseSalary.value.value"]',
        ),
        ('posted_at = [".posted"]', 'posted_at = ["jsonld: JobPosting.datePosted", ".posted"]'),
    )
    assert crawl(tmp_path / "archive", definition).exit_code == 0
    with Archive(tmp_path / "archive") as archive:
        ad = archive.ad("board:3")
    assert ad is not None
    assert (ad.title, ad.text) == ("Gardener", "Tidy work & tools.\nmornings")
    assert (ad.fields["place"], ad.fields["price"], ad.posted_precision) == ("Denver", "21", "day")
