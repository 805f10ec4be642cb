"""The archive as evidence: what was on the wire is there, and nothing can be changed unseen."""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawlers.archive import Archive, Check
from crawlers.archiving.schema import open_database
from crawlers.archiving.tombstones import Erasure
from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of a small crawl, not to be changed."""
    folder = tmp_path_factory.mktemp("crawled")
    with Board(count=6) as board:
        board.faults["/ad/3"] = lambda: (
            (
                200,
                {"Content-Encoding": "gzip", "Content-Type": "text/html", "X-oDD-cAse": "kept"},
                gzip.compress(board.page(board.ads[3]).encode()),
            )
            if board.asked["/ad/3"] % 2
            else None
        )
        board.faults["/ad/4"] = lambda: (302, {"Location": "/ad/4/slug"}, b"")
        assert crawl(folder / "archive", board.definition(folder), pictures=True).exit_code == 0
    return folder / "archive"


@pytest.fixture
def archive_copy(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(crawled, tmp_path / "archive"))


def _faults(root: Path) -> list[Check]:
    with Archive(root) as archive:
        return [check for check in archive.verify() if not check.ok]


def _segment(root: Path) -> Path:
    return next((root / "warc").rglob("*.warc.gz"))


def _records(root: Path) -> list[tuple[str, str, dict[str, str], bytes]]:
    found = []
    with _segment(root).open("rb") as stream:
        for record in ArchiveIterator(stream):
            headers = dict(record.rec_headers.headers)
            found.append((record.rec_type, headers["WARC-Target-URI"], headers, record.raw_stream.read()))
    return found


def _change(root: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(root / "archive.sqlite")
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def test_an_untouched_archive_verifies(crawled: Path) -> None:
    """No fault, and something was checked."""
    with Archive(crawled) as archive:
        checks = list(archive.verify())
    assert [check.what for check in checks] == ["records", "anchor", "pictures"]
    assert all(check.ok for check in checks)


def test_standard_tools_read_the_archive(crawled: Path) -> None:
    """warcio's own checker finds every digest right."""
    tool = [sys.executable, "-m", "warcio.cli", "check", "-v", str(_segment(crawled))]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout
    assert "fail" not in done.stdout


def test_the_wire_bytes_are_kept_as_they_were(crawled: Path) -> None:
    """Compressed body and the spelling of headers survive; the record does not contradict itself."""
    kept = [body for kind, url, _, body in _records(crawled) if kind == "response" and url.endswith("/ad/3")]
    with _segment(crawled).open("rb") as stream:
        raw = gzip.decompress(stream.read())
    assert b"X-oDD-cAse: kept\r\n" in raw
    assert gzip.decompress(kept[0]).startswith(b"<h1>The Board")


def test_a_capture_says_when_where_and_by_what(crawled: Path) -> None:
    """Redirect chain, peer, clock, definition, versions: in the record, not only in our database."""
    facts = [
        json.loads(body)
        for kind, url, _, body in _records(crawled)
        if kind == "metadata" and url.endswith("/ad/4/slug")
    ]
    assert len(facts) == 1
    assert facts[0]["redirects"] == [facts[0]["url"]]
    assert facts[0]["url"].endswith("/ad/4")
    assert facts[0]["peer_address"] == "127.0.0.1"
    assert facts[0]["clock"] in ("synchronised", "unsynchronised", "unknown")
    assert facts[0]["started_at"] < facts[0]["ended_at"]
    assert len(facts[0]["definition_sha256"]) == 64
    assert facts[0]["user_agent"].startswith("Threadline/")


def test_picture_bytes_live_in_the_store_alone(crawled: Path) -> None:
    """The WARC holds their heads and digests."""
    pictures = [row for row in _records(crawled) if "/pic/" in row[1] and row[0] != "metadata"]
    assert {kind for kind, *_ in pictures} == {"revisit", "request"}
    with Archive(crawled) as archive:
        for ad in archive.ads():
            path = archive.picture_path(ad.images[0].sha256 or "")
            assert path is not None
            assert path.read_bytes().startswith(b"\x89PNG")


def test_a_changed_byte_is_found_and_reading_goes_on(archive_copy: Path) -> None:
    """The fault names file and offset; every other record is still checked."""
    path = _segment(archive_copy)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    faults = _faults(archive_copy)
    assert len(faults) == 2
    assert path.name in faults[0].detail
    with Archive(archive_copy) as archive:
        assert len(list(archive.ads())) == 6


def test_a_truncated_record_is_found(archive_copy: Path) -> None:
    """The last record, cut in the middle."""
    path = _segment(archive_copy)
    path.write_bytes(path.read_bytes()[:-20])
    faults = _faults(archive_copy)
    assert "truncated" in faults[0].detail


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM record WHERE sequence=5",
        "DELETE FROM record WHERE sequence>(SELECT MAX(sequence)-3 FROM record)",
        "UPDATE record SET sequence=CASE sequence WHEN 7 THEN -1 ELSE sequence END",
        "UPDATE record SET kind='request' WHERE sequence=1",
        "UPDATE record SET erased=1 WHERE sequence=4",
    ],
    ids=["removed", "cut off at the end", "reordered", "relabelled", "erased without a tombstone"],
)
def test_tampering_with_the_index_is_found(archive_copy: Path, sql: str) -> None:
    """Removing, re-ordering and relabelling break the chain; cutting its end breaks the anchor."""
    _change(archive_copy, sql)
    assert _faults(archive_copy)


def test_a_changed_picture_is_found(archive_copy: Path) -> None:
    """Its bytes no longer have its name."""
    path = next(path for path in (archive_copy / "pictures").rglob("*") if path.is_file())
    path.write_bytes(b"other")
    assert any(path.name in check.what for check in _faults(archive_copy))


def test_what_a_killed_run_left_behind_is_cut_before_the_next(archive_copy: Path, tmp_path: Path) -> None:
    """Half a record behind the last commit would stop every reader."""
    path = _segment(archive_copy)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x1f\x8b half a record")
    with Board(count=6) as board:
        outcome = crawl(archive_copy, board.definition(tmp_path), pictures=True)
    assert "bytes of an interrupted run cut" in outcome.log
    assert path.read_bytes() == whole
    assert not _faults(archive_copy)


def test_the_same_body_is_stored_once(board: Board, tmp_path: Path) -> None:
    """A page that did not change by a byte becomes a revisit record that names the first."""
    board.faults["/list"] = lambda: (
        200,
        {"Content-Type": "text/html"},
        b'<ul class=ads><li><a href="/ad/1">a</a></ul>',
    )
    definition = board.definition(tmp_path)
    crawl(tmp_path / "archive", definition)
    crawl(tmp_path / "archive", definition)
    found = []
    for path in sorted((tmp_path / "archive" / "warc").rglob("*.warc.gz")):
        with path.open("rb") as stream:
            found += [
                (record.rec_type, record.rec_headers.get_header("WARC-Refers-To-Target-URI"))
                for record in ArchiveIterator(stream)
                if record.rec_headers.get_header("WARC-Target-URI") == board.url("/list")
                and record.rec_type in ("response", "revisit")
            ]
    assert found == [("response", None), ("revisit", board.url("/list"))]


def test_erasing_an_ad_leaves_a_signed_tombstone_and_a_whole_chain(archive_copy: Path) -> None:
    """Page, picture and fields are gone from disk; the chain verifies; another signature does not pass."""
    with Archive(archive_copy) as archive:
        ad = archive.ad("board:2")
        assert ad is not None
        picture = archive.picture_path(ad.images[0].sha256 or "")
        assert picture is not None
        counts = archive.erase(["board:2"], Erasure("retention", "operator", b"k" * 32))
        assert (counts.ads, counts.pictures) == (1, 1)
        # Page, picture and the one list that named it: three records each.
        assert counts.records == 9
        assert archive.ad("board:2") is None
        assert not picture.exists()
        others = list(archive.ads())
        assert len(others) == 5
        assert all(archive.read_record(ad.capture_id).rec_type == "response" for ad in others)
    assert not _faults(archive_copy)
    raw = b"".join(gzip.decompress(path.read_bytes()) for path in (archive_copy / "warc").rglob("*.warc.gz"))
    assert b"Garden help number 2," not in raw
    assert b"Garden help number 3," not in raw
    assert b"Garden help number 5," in raw
    lists = [body for kind, url, _, body in _records(archive_copy) if kind == "response" and "/list" in url]
    assert not any(b"/ad/2" in body for body in lists)
    assert any(b"/ad/6" in body for body in lists)
    _change(archive_copy, "UPDATE tombstone SET told=replace(told, 'operator', 'nobody')")
    assert any("tombstone" in check.detail for check in _faults(archive_copy))


def test_an_archive_of_an_earlier_version_opens(archive_copy: Path) -> None:
    """Version 1 lacked two columns and two tables."""
    connection = sqlite3.connect(archive_copy / "archive.sqlite")
    for sql in (
        "ALTER TABLE record DROP COLUMN erased",
        "ALTER TABLE ad DROP COLUMN round",
        "DROP TABLE tombstone",
        "DROP TABLE rendered",
        "PRAGMA user_version=1",
    ):
        connection.execute(sql)
    connection.commit()
    connection.close()
    open_database(archive_copy / "archive.sqlite").close()
    assert not _faults(archive_copy)
