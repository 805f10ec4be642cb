"""Tries a definition on saved pages: per field, how often it is found and what it yields."""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crawlers.archiving.replay import read_page
from crawlers.archiving.rows import read_time
from crawlers.archiving.schema import open_database
from crawlers.faults import ArchiveError, NothingToReadError
from crawlers.page_objects import read_ad_page
from crawlers.parsing.listing import read_listing
from crawlers.site import Site

_SAMPLES: Final = 3
_SAMPLE_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class FieldTrial:
    """`coverage` is the share of pages that yield the field; `samples` are what the first of them yield."""

    field: str
    coverage: float
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteTrial:
    """What a definition makes of saved pages; `faults` name the pages it cannot read."""

    listings: int
    ads: int
    links: int
    fields: tuple[FieldTrial, ...]
    faults: tuple[str, ...] = ()


def try_site(site: Site, archive: Path, most: int = 50) -> SiteTrial:
    """Read the newest saved pages of the site, without a request. `ads` is 0 when none are saved yet."""
    connection = open_database(archive / "archive.sqlite")
    try:
        return _try_pages(site, archive, connection, most)
    finally:
        connection.close()


def _newest(connection: sqlite3.Connection, site: Site, role: str, most: int) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT *, MAX(retrieved_at) FROM capture WHERE site=? AND role=? AND status=200 GROUP BY final_url"
        " ORDER BY retrieved_at DESC LIMIT ?",
        (site.slug, role, most),
    ).fetchall()


def _try_pages(site: Site, root: Path, connection: sqlite3.Connection, most: int) -> SiteTrial:
    faults: list[str] = []
    links = 0
    listings = _newest(connection, site, "listing", most)
    for row in listings:
        try:
            links += len(read_listing(read_page(root, connection, row), site).ads)
        except ArchiveError as error:
            faults.append(str(error))
    hits: Counter[str] = Counter()
    samples: dict[str, list[str]] = {}
    ads = _newest(connection, site, "ad", most)
    for row in ads:
        try:
            found = read_ad_page(read_page(root, connection, row), site, read_time(row["retrieved_at"]))
        except (ArchiveError, NothingToReadError) as error:
            faults.append(str(error))
            continue
        told: Mapping[str, str] = {**found.fields, "images": " ".join(found.image_urls)}
        for name, value in told.items():
            if value:
                hits[name] += 1
                samples.setdefault(name, []).append(" ".join(value.split())[:_SAMPLE_LENGTH])
    names = [*site.fields, *(("images",) if site.image_selectors else ())]
    total = max(len(ads), 1)
    trials = tuple(FieldTrial(name, hits[name] / total, tuple(samples.get(name, ())[:_SAMPLES])) for name in names)
    return SiteTrial(len(listings), len(ads), links, trials, tuple(faults))
