"""`capture` and `site new`: pages that a person asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from crawlers.archive import Archive
from crawlers.site import load_site
from crawlers.trial import try_site
from tests.crawlers.board import Board
from tests.crawlers.crawling import REPOSITORY, crawl
from tests.crawlers.script_board import ScriptBoard

_CAPTURE = """
import sys
from pathlib import Path
from crawlers.crawl import CaptureRequest, capture_page, draft_site
request = CaptureRequest(sys.argv[2], Path(sys.argv[3]), allow_loopback=True)
print(draft_site(request).toml if sys.argv[1] == "draft" else capture_page(request).capture_id)
"""


def _run(what: str, url: str, archive: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _CAPTURE, what, url, str(archive)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)


def test_one_page_is_preserved_with_its_redirects(board: Board, tmp_path: Path) -> None:
    """The capture says what was asked, where it led, and is in the archive."""
    board.faults["/old"] = lambda: (301, {"Location": "/ad/3"}, b"")
    done = _run("capture", board.url("/old"), tmp_path / "archive")
    assert done.returncode == 0, done.stderr
    with Archive(tmp_path / "archive") as archive:
        capture = archive.capture(done.stdout.strip())
        assert capture is not None
        assert (capture.url, capture.final_url, capture.status) == (board.url("/old"), board.url("/ad/3"), 200)
        assert b"Garden help 3" in archive.read_record(capture.capture_id).content_stream().read()
        assert all(check.ok for check in archive.verify())


def test_a_page_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    """No archive entry, a message with the address."""
    done = _run("capture", "http://127.0.0.1:9/x", tmp_path / "archive")
    assert done.returncode != 0
    assert "CaptureFailedError: http://127.0.0.1:9/x" in done.stderr


def test_a_drafted_definition_crawls_the_board(board: Board, tmp_path: Path) -> None:
    """From one address to all ads with titles, texts and phones, without an edit but the lawful basis."""
    done = _run("draft", board.url("/list"), tmp_path / "archive")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "drafted.toml"
    path.write_text(done.stdout, encoding="utf-8")
    site = load_site(path)
    trial = try_site(site, tmp_path / "archive")
    assert (trial.ads, trial.links, trial.faults) == (2, 5, ())
    assert {field.field: field.coverage for field in trial.fields}["phone"] == 1.0
    outcome = crawl(tmp_path / "archive", path)
    assert outcome.exit_code == 0, outcome.faults
    with Archive(tmp_path / "archive") as archive:
        ads = {ad.ad_id.partition(":")[2]: ad for ad in archive.ads()}
    assert ads.keys() == {str(number) for number in board.ads}
    for number, truth in board.ads.items():
        ad = ads[str(number)]
        assert (ad.title, ad.text, ad.fields["phone"]) == (truth.title, truth.text, truth.phone)


@pytest.mark.browser
def test_a_site_made_of_scripts_is_drafted_in_the_browser(tmp_path: Path) -> None:
    """Found out, not asked for; the draft says so and crawls."""
    with ScriptBoard(count=3) as board:
        done = _run("draft", board.url("/list"), tmp_path / "archive")
        assert done.returncode == 0, done.stderr
        path = tmp_path / "drafted.toml"
        path.write_text(done.stdout, encoding="utf-8")
        assert load_site(path).render == "browser"
        outcome = crawl(tmp_path / "archive", path)
        assert outcome.exit_code == 0, outcome.faults
        with Archive(tmp_path / "archive") as archive:
            ads = {ad.ad_id.partition(":")[2]: ad for ad in archive.ads()}
        assert {number: ad.title for number, ad in ads.items()} == {
            str(number): truth.title for number, truth in board.ads.items()
        }
