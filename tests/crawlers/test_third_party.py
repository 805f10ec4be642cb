"""Sites that we did not write, filled with ads whose truth is known."""

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


def _truth(external_sites: Path, count: int) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, str(external_sites / "adgen.py"), str(count), "1"], capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["title"]: row for row in rows}


@pytest.fixture
def classified_site(external_sites: Path, classified_python: Path, tmp_path: Path) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [str(classified_python), str(external_sites / "django_classified_site.py"), str(_ADS), str(port), "1"],
        env={**os.environ, "SITES_WORK": str(tmp_path / "site")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_every_ad_of_a_classifieds_application_is_read_right(
    external_sites: Path, classified_site: int, tmp_path: Path
) -> None:
    """300 of 300 with title, phone, price, city and photo, and nothing of a related ad."""
    source = (REPOSITORY / "crawlers" / "sites" / "django_classified.toml").read_text(encoding="utf-8")
    definition = tmp_path / "site.toml"
    definition.write_text(source.replace("127.0.0.1:8000", f"127.0.0.1:{classified_site}"), encoding="utf-8")
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
