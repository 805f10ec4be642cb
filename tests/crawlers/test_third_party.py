"""Sites that we did not write, filled with ads whose truth is known."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive import Archive
from tests.crawlers.crawling import REPOSITORY, crawl, free_port, wait_for

pytestmark = pytest.mark.external
_ADS = 300
_RENDERED_ADS = 22


def _truth(external_sites: Path, count: int) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(external_sites / "adgen.py"), str(count), "1"], capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["title"]: row for row in rows}


@contextlib.contextmanager
def _serving(command: list[str], port: int, work: Path) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        env={**os.environ, "SITES_WORK": str(work)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _definition(name: str, port: int, folder: Path) -> Path:
    source = (REPOSITORY / "crawlers" / "sites" / f"{name}.toml").read_text(encoding="utf-8")
    path = folder / f"{name}.toml"
    path.write_text(source.replace("127.0.0.1:8000", f"127.0.0.1:{port}"), encoding="utf-8")
    return path


@pytest.fixture
def classified_site(external_sites: Path, classified_python: Path, tmp_path: Path) -> Iterator[int]:
    port = free_port()
    script = str(external_sites / "django_classified_site.py")
    with _serving([str(classified_python), script, str(_ADS), str(port), "1"], port, tmp_path / "site"):
        yield port


@pytest.fixture
def rendered_site(external_sites: Path, docsify_folder: Path) -> Iterator[int]:
    port = free_port()
    script = str(external_sites / "docsify_site.py")
    with _serving([sys.executable, script, str(_RENDERED_ADS), str(port), "1"], port, docsify_folder):
        yield port


def test_every_ad_of_a_classifieds_application_is_read_right(
    external_sites: Path, classified_site: int, tmp_path: Path
) -> None:
    """300 of 300 with title, phone, price, city and photo, and nothing of a related ad."""
    definition = _definition("django_classified", classified_site, tmp_path)
    outcome = crawl(tmp_path / "archive", definition, pictures=True)
    assert outcome.exit_code == 0, outcome.faults
    truth = _truth(external_sites, _ADS)
    with Archive(tmp_path / "archive") as archive:
        found = {ad.title: ad for ad in archive.ads()}
        assert found.keys() == truth.keys()
        for title, row in truth.items():
            ad = found[title]
            assert ad.text == row["body"]
            assert ad.fields["phone"] == row["phone"]
            assert ad.fields["price"] == f"${row['price']}.00"
            assert ad.fields["place"] == row["city"]
            assert [image.sha256 for image in ad.images] == [row["photo_sha256"]]
            assert archive.picture_path(row["photo_sha256"]) is not None
        assert all(check.ok for check in archive.verify())


@pytest.mark.browser
@pytest.mark.parametrize("render", ["browser", "auto"])
def test_every_ad_of_a_site_made_of_scripts_is_read_right(
    external_sites: Path, rendered_site: int, tmp_path: Path, render: str
) -> None:
    """Nothing on the page without a browser, the identity behind the #; the browser is asked for, or found out."""
    definition = _definition("docsify", rendered_site, tmp_path)
    source = definition.read_text(encoding="utf-8")
    definition.write_text(source.replace('render = "browser"', f'render = "{render}"'), encoding="utf-8")
    most = {"browser": None, "auto": 6}[render]
    outcome = crawl(tmp_path / "archive", definition, pictures=True, max_ads=most)
    assert outcome.exit_code == 0, outcome.faults
    truth = _truth(external_sites, _RENDERED_ADS)
    with Archive(tmp_path / "archive") as archive:
        ads = list(archive.ads())
        assert len(ads) == (most or _RENDERED_ADS)
        for ad in ads:
            row = truth[ad.title]
            assert (ad.ad_id, ad.text) == (f"docsify:{row['id']}", row["body"])
            assert (ad.fields["phone"], ad.fields["price"]) == (row["phone"], f"${row['price']}")
            assert ad.fields["place"] == row["city"]
            assert [image.sha256 for image in ad.images] == [row["photo_sha256"]]
            capture = archive.capture(ad.capture_id)
            assert capture is not None
            assert capture.dom_sha256
            assert capture.screenshot_sha256
            assert capture.peer_address == "127.0.0.1"
        assert all(check.ok for check in archive.verify())
