"""The demo's site: what it serves is what the truth says, seen through the real spider."""

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.archive import Archive
from crawlers.site import load_site
from threadline.demo.crawling import crawl_in_child
from threadline.demo.definitions import write_definitions
from threadline.demo.import_road import import_world
from threadline.demo.options import DemoOptions
from threadline.demo.site_pages import print_date
from threadline.demo.site_server import serving
from threadline.demo.truth import WorldMismatchError, read_truth, settle, write_truth

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
OPTIONS = DemoOptions(ads=130, seed=3, now=NOW, port=0)


def watch_nothing(_step: str, _done: int, _all: int) -> None:
    """Nobody watches a test."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_truth(OPTIONS, folder, watch_nothing)
    return folder


def get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            return answer.status, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_spider_brings_back_the_truth_field_by_field(world: Path, tmp_path: Path) -> None:
    with serving(world, OPTIONS.port) as port:
        outcome = crawl_in_child(write_definitions(tmp_path / "sites", port), tmp_path / "archive", lambda _: None)
    assert (outcome.exit_code, outcome.faults) == (0, ())
    with Archive(tmp_path / "archive") as archive:
        held = {ad.ad_id: ad for ad in archive.ads()}
        for row in read_truth(world):
            ad = held.pop(row["ad_id"])
            found = [ad.fields.get(name, "") for name in ("title", "text", "phone", "price", "place")]
            shown = [row[name] for name in ("title", "text", "phone_shown", "price_shown", "place_shown")]
            # A crawler may print a no-break space as a space.
            assert [" ".join(part.split()) for part in found] == [" ".join(part.split()) for part in shown]
            assert [image.sha256 for image in ad.images] == [one for one in [row["photo_sha256"]] if one]
            assert ad.ad_type == row["ad_type"]
            posted = datetime.fromisoformat(row["posted_at"])
            assert ad.posted_at is not None
            assert abs(ad.posted_at - posted) <= timedelta(days=1, hours=1)
    assert not held


def test_pages_carry_the_traps_that_a_definition_must_avoid(world: Path) -> None:
    row = next(row for row in read_truth(world) if row["photo_sha256"])
    with serving(world, 0) as port:
        status, page = get(port, f"/board/ad/{row['native_id']}")
        assert status == 200
        assert page.index("<h1>Demo Board</h1>") < page.index(f'<h2 class="ad-title">{row["title"][:4]}')
        related = page.partition('<aside class="related">')[2]
        assert related.count("/thumbs/") >= 1
        assert related.count('class="phone"') >= 3
        assert get(port, "/robots.txt") == (200, "User-agent: *\nDisallow: /account/\nDisallow: /thumbs/\n")
        assert get(port, f"/thumbs/{row['photo_sha256']}.jpg")[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/board/ad/0", "/photos/../truth.jsonl", "/photos/%2e%2e", "/other/", "/board/ad/x/y"]
)
def test_nothing_else_is_served(world: Path, path: str) -> None:
    with serving(world, 0) as port:
        assert get(port, path)[0] == 404


def test_a_taken_port_is_passed_over(world: Path) -> None:
    with serving(world, 0) as taken, serving(world, taken) as other:
        assert other != taken
        assert get(other, "/jobs/")[0] == 200


def test_pagination_ends(world: Path) -> None:
    with serving(world, 0) as port:
        assert 'rel="next"' in get(port, "/board/")[1]
        last = get(port, "/board/?page=2")[1]
        assert 'rel="next"' not in last
        assert "native" not in get(port, "/board/?page=999")[1]


@pytest.mark.parametrize(
    ("age", "printed"),
    [
        (timedelta(seconds=30), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=8), "Oct 24, 2026"),
    ],
)
def test_dates_are_relative_for_a_week(age: timedelta, printed: str) -> None:
    assert print_date(NOW - age, NOW) == printed


def test_shipped_definitions_are_valid(tmp_path: Path) -> None:
    sites = [load_site(path) for path in write_definitions(tmp_path, 4321)]
    assert [site.slug for site in sites] == ["demo-board", "demo-jobs"]
    assert all(":4321/" in site.start[0] for site in sites)


def test_a_second_run_takes_over_the_first_ones_world(tmp_path: Path) -> None:
    later = DemoOptions(ads=130, seed=3, now=NOW + timedelta(hours=5))
    assert settle(OPTIONS, tmp_path) == OPTIONS
    assert settle(later, tmp_path).now == NOW
    with pytest.raises(WorldMismatchError, match="choose another"):
        settle(DemoOptions(ads=131, seed=3), tmp_path)


def test_truth_is_not_written_again(world: Path) -> None:
    before = (world / "truth.jsonl").stat().st_mtime_ns
    write_truth(OPTIONS, world, watch_nothing)
    assert (world / "truth.jsonl").stat().st_mtime_ns == before


def test_the_import_road_stores_the_same_ads(world: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    counts = list(import_world(read_truth(world), tmp_path / "partner", archive))
    assert sum(one.new for one in counts) == OPTIONS.ads
    assert not any(one.faults for one in counts)
    with Archive(archive) as held:
        ads = {ad.ad_id: ad for ad in held.ads()}
    truth = {row["ad_id"]: row for row in read_truth(world)}
    assert set(ads) == set(truth)
    assert all(ads[ad_id].text == row["text"] and ads[ad_id].ad_type == row["ad_type"] for ad_id, row in truth.items())
    assert all(json.loads(json.dumps(row)) for row in truth.values())
