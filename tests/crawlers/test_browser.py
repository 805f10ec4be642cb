"""Pages that scripts build: whatever happens to the browser costs a retry, never an ad."""

import json
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive
from tests.crawlers.crawling import Outcome, Setting, start_crawl
from tests.crawlers.script_board import (
    NOTICE,
    ScriptBoard,
    descendants_of,
    is_browser,
    is_driver,
    is_renderer,
    signal_those,
)

pytestmark = pytest.mark.browser
_KILL = signal.SIGKILL


@pytest.fixture
def script_board() -> Iterator[ScriptBoard]:
    """A board that shows nothing without a browser."""
    with ScriptBoard(count=3) as running:
        yield running


class Watched:
    """A crawl whose browser meets accidents; they are arranged before it begins."""

    def __init__(self) -> None:
        self._pid = 0
        self._started = threading.Event()
        self.accidents = 0
        self.browsers: set[int] = set()

    def accident(self, is_meant: Callable[[bytes], bool], number: int) -> Callable[[], None]:
        """Send this signal to the processes that are meant."""

        def happen() -> None:
            self._started.wait(60)
            self.accidents += signal_those(self._pid, number, is_meant)

        return happen

    def look(self) -> None:
        """Note which browsers run."""
        self._started.wait(60)
        self.browsers |= {pid for pid, command in descendants_of(self._pid).items() if is_browser(command)}

    def crawl(self, board: ScriptBoard, folder: Path, browser: str = "", **options: Any) -> Outcome:
        """Crawl the board to its end."""
        table = ("[fields]", f"[browser]\n{browser}\n[fields]")
        definition = board.definition(folder, table, top='render = "browser"')
        running = start_crawl(folder / "archive", definition, **options)
        self._pid = running.pid
        self._started.set()
        return running.outcome()


def _assert_all_held(folder: Path, board: ScriptBoard) -> None:
    with Archive(folder / "archive") as archive:
        assert {ad.ad_id for ad in archive.ads()} == {f"board:{number}" for number in board.ads}
        for ad in archive.ads():
            truth = board.ads[int(ad.ad_id.partition(":")[2])]
            assert (ad.title, ad.text, ad.fields["phone"]) == (truth.title, truth.text, truth.phone)
        assert [check for check in archive.verify() if not check.ok] == []


@pytest.mark.parametrize("path", ["/raw/list", "/raw/ad/1"])
def test_a_browser_that_dies_costs_a_retry_and_no_ad(script_board: ScriptBoard, tmp_path: Path, path: str) -> None:
    """Killed while it waits for this very answer, twice: a new one takes its place, for a list as for an ad."""
    watched = Watched()
    script_board.moments[path] = [watched.accident(is_browser, _KILL)] * 2
    outcome = watched.crawl(script_board, tmp_path)
    assert watched.accidents == 2
    assert outcome.exit_code == 0, outcome.faults
    _assert_all_held(tmp_path, script_board)


def test_retries_do_not_use_up_the_limit_of_ads(script_board: ScriptBoard, tmp_path: Path) -> None:
    """Five deaths under one ad, more than one visit tries: --max-ads 3 still brings three."""
    watched = Watched()
    script_board.moments["/raw/ad/2"] = [watched.accident(is_browser, _KILL)] * 5
    outcome = watched.crawl(script_board, tmp_path, max_ads=3)
    assert watched.accidents == 5
    assert outcome.exit_code == 0, outcome.faults
    _assert_all_held(tmp_path, script_board)


@pytest.mark.parametrize(
    ("is_meant", "number"),
    [(is_browser, signal.SIGSTOP), (is_renderer, _KILL), (is_driver, _KILL)],
    ids=["browser hangs", "page crashes", "driver dies"],
)
def test_what_hangs_or_crashes_is_replaced(
    script_board: ScriptBoard, tmp_path: Path, is_meant: Callable[[bytes], bool], number: int
) -> None:
    """A browser that stops listening is killed; a page's own process or Playwright's may die instead."""
    watched = Watched()
    script_board.moments["/raw/ad/2"] = [watched.accident(is_meant, number)]
    outcome = watched.crawl(script_board, tmp_path, "timeout = 3")
    assert watched.accidents > 0
    assert outcome.exit_code == 0, outcome.faults
    _assert_all_held(tmp_path, script_board)


def test_a_list_that_scripts_have_not_filled_is_read_again(script_board: ScriptBoard, tmp_path: Path) -> None:
    """What `wait_for` names did not come: that list is not empty, it is unread."""
    empty = [b"", b""]
    script_board.faults["/list"] = lambda: (200, {"Content-Type": "text/html"}, empty.pop()) if empty else None
    outcome = Watched().crawl(script_board, tmp_path, 'wait_for = "ul.ads, article"\ntimeout = 2')
    assert outcome.exit_code == 0, outcome.faults
    assert not empty
    _assert_all_held(tmp_path, script_board)


def test_the_browser_is_renewed_after_so_many_pages(script_board: ScriptBoard, tmp_path: Path) -> None:
    """Memory that a browser keeps is given back; no page notices."""
    watched = Watched()
    for number in script_board.ads:
        script_board.moments[f"/raw/ad/{number}"] = [watched.look]
    settings = "crawlers.fetching.browser_settings"
    constants = {f"{settings}._PAGES_PER_BROWSER": 2, f"{settings}._PAGES_PER_CONTEXT": 1}
    outcome = watched.crawl(script_board, tmp_path, setting=Setting(constants))
    assert outcome.exit_code == 0, outcome.faults
    assert len(watched.browsers) >= 2
    _assert_all_held(tmp_path, script_board)


def test_the_one_declared_click_is_in_the_evidence(script_board: ScriptBoard, tmp_path: Path) -> None:
    """An age notice is pressed away once per page, and the record of each page says so."""
    script_board.shell = NOTICE
    outcome = Watched().crawl(script_board, tmp_path, 'click = "button#adult"\nwait_for = "ul.ads, article"')
    assert outcome.exit_code == 0, outcome.faults
    _assert_all_held(tmp_path, script_board)
    clicked = []
    for path in (tmp_path / "archive" / "warc").rglob("*.warc.gz"):
        with path.open("rb") as stream:
            told = [json.loads(one.raw_stream.read()) for one in ArchiveIterator(stream) if one.rec_type == "metadata"]
        clicked += [facts["clicked"] for facts in told if "rendered_by" in facts]
    assert clicked == ["button#adult"] * 4
