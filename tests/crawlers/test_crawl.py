"""Crawls of a board on loopback, from the first request to the archive."""

from pathlib import Path

import pytest

from crawlers.archive import Archive
from tests.crawlers.board import Board, BoardAd
from tests.crawlers.crawling import crawl


def _ads(archive: Path) -> dict[str, str]:
    with Archive(archive) as held:
        return {ad.ad_id: ad.status for ad in held.ads()}


def test_unedited_pages_are_never_called_changed(board: Board, tmp_path: Path) -> None:
    """Visit counts, related ads, relative dates and picture tokens differ on every fetch; the ads do not."""
    definition = board.definition(tmp_path)
    first = crawl(tmp_path / "archive", definition, pictures=True)
    again = crawl(tmp_path / "archive", definition, pictures=True)
    assert first.exit_code == again.exit_code == 0, (first.faults, again.faults)
    assert first.sites["board"]["ads"] == {"new": 12}
    assert again.sites["board"]["ads"] == {"unchanged": 12}


def test_an_edit_makes_a_revision_and_another_picture_does_too(board: Board, tmp_path: Path) -> None:
    """Revisions grow by content, of text or of pictures."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.ads[3].text = "Garden help, now mornings only."
    board.ads[4].pictures = [board.ads[5].pictures[0]]
    outcome = crawl(tmp_path / "archive", definition)
    assert outcome.sites["board"]["ads"] == {"unchanged": 10, "changed": 2}
    with Archive(tmp_path / "archive") as archive:
        assert [ad.text for ad in archive.revisions("board:3")] == [
            "Garden help number 3, ring any evening.",
            "Garden help, now mornings only.",
        ]
        assert archive.revisions("board:4")[1].images[0].sha256 == archive.revisions("board:5")[0].images[0].sha256


def test_nothing_of_a_related_ad_enters_an_ad(board: Board, tmp_path: Path) -> None:
    """The scope keeps other people's phones and pictures out."""
    crawl(tmp_path / "archive", board.definition(tmp_path))
    with Archive(tmp_path / "archive") as archive:
        for ad in archive.ads():
            number = int(ad.ad_id.partition(":")[2])
            assert ad.fields["phone"] == board.ads[number].phone
            assert len(ad.images) == 1
            others = {other.phone for other in board.ads.values()} - {ad.fields["phone"]}
            assert not any(phone in f"{ad.title} {ad.text} {ad.fields}" for phone in others)


def test_removed_takes_two_gone_fetches_while_another_ad_still_loads(board: Board, tmp_path: Path) -> None:
    """The first 404 makes an ad unknown, the second removed."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    del board.ads[7]
    crawl(tmp_path / "archive", definition)
    assert _ads(tmp_path / "archive")["board:7"] == "unknown"
    crawl(tmp_path / "archive", definition)
    states = _ads(tmp_path / "archive")
    assert states.pop("board:7") == "removed"
    assert set(states.values()) == {"live"}


def test_a_gone_fetch_too_soon_after_the_first_does_not_count(board: Board, tmp_path: Path) -> None:
    """Two looks within the separation are one look."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    del board.ads[7]
    for _ in range(2):
        crawl(tmp_path / "archive", definition, gone_separation=3600.0)
    assert _ads(tmp_path / "archive")["board:7"] == "unknown"


def test_an_ad_that_comes_back_is_live_again(board: Board, tmp_path: Path) -> None:
    """Unknown is not the end."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    ad = board.ads.pop(7)
    crawl(tmp_path / "archive", definition)
    board.ads[7] = ad
    crawl(tmp_path / "archive", definition)
    assert _ads(tmp_path / "archive")["board:7"] == "live"


@pytest.mark.parametrize("status", [403, 404, 429, 503])
def test_a_wall_is_never_taken_for_removal(board: Board, tmp_path: Path, status: int) -> None:
    """Whatever a wall answers, twice over: no ad is called removed, and the crawl does not call itself complete."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.fault_everywhere = lambda path: None if path == "/robots.txt" else (status, {}, b"no")
    for _ in range(2):
        outcome = crawl(tmp_path / "archive", definition)
        assert outcome.exit_code == (9 if status == 404 else 18), outcome
    assert "removed" not in _ads(tmp_path / "archive").values()


def test_the_same_page_under_every_address_is_a_block(board: Board, tmp_path: Path) -> None:
    """A challenge page answered with 200 in place of the ads stops the crawl, and is no revision."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    challenge = b"<html><body><p>One moment, checking your browser</p></body></html>"
    board.fault_everywhere = lambda path: (
        (200, {"Content-Type": "text/html"}, challenge) if path.startswith("/ad/") else None
    )
    outcome = crawl(tmp_path / "archive", definition)
    assert outcome.exit_code == 18
    assert any("same page" in fault for fault in outcome.faults)
    with Archive(tmp_path / "archive") as archive:
        assert all(len(archive.revisions(ad.ad_id)) == 1 for ad in archive.ads())


def test_a_crawl_that_failed_goes_on_where_it_was(board: Board, tmp_path: Path) -> None:
    """What is blocked today is asked for tomorrow, without the pages that are through."""
    definition = board.definition(tmp_path)
    board.fault_everywhere = lambda path: (429, {"Retry-After": "7200"}, b"") if path == "/ad/9" else None
    assert crawl(tmp_path / "archive", definition).exit_code == 18
    done_before = set(_ads(tmp_path / "archive"))
    board.fault_everywhere = lambda _: None
    board.asked.clear()
    assert crawl(tmp_path / "archive", definition).exit_code == 0
    assert len(_ads(tmp_path / "archive")) == 12
    assert not {f"/ad/{ad_id.partition(':')[2]}" for ad_id in done_before} & set(board.asked)


def test_flaky_answers_cost_retries_and_no_ad(board: Board, tmp_path: Path) -> None:
    """Every page fails twice with 500 before it answers."""
    board.fault_everywhere = lambda path: (
        (500, {}, b"database is locked") if board.asked[path] <= 2 and path != "/robots.txt" else None
    )
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path))
    assert outcome.exit_code == 0, outcome.faults
    assert len(_ads(tmp_path / "archive")) == 12


def test_a_page_that_always_fails_leaves_the_crawl_incomplete(board: Board, tmp_path: Path) -> None:
    """The others are stored, the fault names the address, the exit code says incomplete."""
    board.faults["/ad/2"] = lambda: (410, {}, b"") if board.asked["/ad/2"] > 99 else (402, {}, b"")
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path))
    assert outcome.exit_code == 9
    assert any(f"{board.url('/ad/2')}: HTTP 402" in fault for fault in outcome.faults)
    assert len(_ads(tmp_path / "archive")) == 11


def test_a_page_that_always_fails_does_not_hide_new_ads(board: Board, tmp_path: Path) -> None:
    """The next crawl reads the lists again, and tries the failed page once more."""
    definition = board.definition(tmp_path)
    board.faults["/ad/2"] = lambda: (402, {}, b"")
    assert crawl(tmp_path / "archive", definition).exit_code == 9
    board.ads[99] = BoardAd(99, "Garden help 99", "A new one, ring any evening.", "(312) 555-0199")
    board.asked.clear()
    assert crawl(tmp_path / "archive", definition).exit_code == 9
    assert "board:99" in _ads(tmp_path / "archive")
    assert board.asked["/ad/2"] == 1


def test_a_broken_definition_writes_no_empty_revisions(tmp_path: Path) -> None:
    """When a field vanishes from all pages the round is withdrawn, and the fault names field and counts."""
    with Board(count=20, per_page=20) as board:
        definition = board.definition(tmp_path)
        crawl(tmp_path / "archive", definition)
        moved = board.definition(tmp_path, ('phone = [".phone"]', 'phone = [".telephone"]'))
        outcome = crawl(tmp_path / "archive", moved)
        assert outcome.exit_code == 9
        assert any("phone was found on 0 of 20 pages, before on 20 of 20" in fault for fault in outcome.faults)
        with Archive(tmp_path / "archive") as archive:
            assert all(ad.fields["phone"] and ad.revision == 1 for ad in archive.ads())


def test_a_crawl_by_timetable_leaves_ads_that_are_not_due(board: Board, tmp_path: Path) -> None:
    """It reads lists and new ads; known ads wait for their own interval and stay live."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.asked.clear()
    outcome = crawl(tmp_path / "archive", definition, revisit="due")
    assert outcome.exit_code == 0, outcome.faults
    assert not any(path.startswith("/ad/") for path in board.asked)
    assert board.asked["/list"] == 1
    assert set(_ads(tmp_path / "archive").values()) == {"live"}


def test_an_ad_that_leaves_its_lists_is_missing_until_it_is_read_again(board: Board, tmp_path: Path) -> None:
    """Absent from the list alone is not removed."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    ad = board.ads.pop(4)
    crawl(tmp_path / "archive", definition, revisit="due")
    assert _ads(tmp_path / "archive")["board:4"] == "missing"
    board.ads[4] = ad
    crawl(tmp_path / "archive", definition)
    assert _ads(tmp_path / "archive")["board:4"] == "live"


def test_a_forum_thread_is_an_ad_by_its_first_post(board: Board, tmp_path: Path) -> None:
    """Thread = ad, the first post's text, its author's handle; replies and their numbers stay out."""
    first = "<article><b class=user>poster7</b><p class=text>Room, ring 312-555-0107</p></article>"
    reply = "<article><b class=user>other</b><p class=text>My number is 312-555-0199</p></article>"
    thread = f"<h1>Forum</h1><h2>Room to let</h2>{first}{reply}"
    board.fault_everywhere = lambda path: (
        (200, {"Content-Type": "text/html"}, thread.encode()) if path == "/ad/3" else None
    )
    definition = board.definition(
        tmp_path,
        ('ad_type = "commercial"', 'ad_type = "forum"'),
        ('scope = "article"', "scope = ['xpath: //article[1]']"),
        ('title = ["h2"]', "title = ['h2', 'xpath: /html/body/h2']\nauthor = ['.user']"),
    )
    assert crawl(tmp_path / "archive", definition).exit_code == 0
    with Archive(tmp_path / "archive") as archive:
        ad = archive.ad("board:3")
        assert ad is not None
        assert (ad.ad_type, ad.title, ad.fields["author"]) == ("forum", "Room to let", "poster7")
        assert ad.text == "Room, ring 312-555-0107"
        assert "0199" not in str(ad)


def test_no_ad_is_missing_after_a_round_that_is_not_complete(board: Board, tmp_path: Path) -> None:
    """A list that could not be read is no proof that an ad has left it."""
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    board.faults["/list?page=2"] = lambda: (402, {}, b"")
    outcome = crawl(tmp_path / "archive", definition, revisit="due")
    assert outcome.exit_code == 9
    assert set(_ads(tmp_path / "archive").values()) == {"live"}
    board.faults.clear()
    del board.ads[4]
    limited = crawl(tmp_path / "archive", definition, revisit="due", max_ads=1)
    assert limited.exit_code == 0, limited.faults
    assert crawl(tmp_path / "archive", definition, revisit="due").exit_code == 0
    assert _ads(tmp_path / "archive")["board:4"] == "missing"
