"""Reads stored pages again with a definition of today: after a fix nothing needs to be fetched."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawlers.ad import Ad, AdImage
from crawlers.archiving.replay import read_page
from crawlers.archiving.revisions import Revisions, ad_from
from crawlers.archiving.rows import read_time
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.faults import ArchiveError, NothingToReadError
from crawlers.page_objects import read_ad_page
from crawlers.parsing.found import Found
from crawlers.site import Site


@dataclass(frozen=True, slots=True)
class ReparseCounts:
    """Ads read anew and left as they were (no stored page of theirs could be read), and revisions they have now."""

    ads: int
    kept: int
    revisions: int
    faults: tuple[str, ...] = ()


def reparse(root: Path, connection: sqlite3.Connection, site: Site) -> ReparseCounts:
    """Make every crawled ad's revisions of this site again from its captures, oldest first.

    Revisions are numbered anew; sequences are new, so that whoever follows `ads_since` takes them in. When an ad was
    first and last seen, and its status, stay. Raises ArchiveError while the site is being crawled.
    """
    lock = lock_site(root, site.slug)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    try:
        rows = connection.execute(
            "SELECT DISTINCT ad_id FROM capture WHERE site=? AND role='ad' AND ad_id!='' ORDER BY ad_id", (site.slug,)
        ).fetchall()
        for row in rows:
            read = list(_read_captures(root, connection, site, row["ad_id"], faults))
            if not read:
                counts["kept"] += 1
                continue
            with transaction(connection):
                counts["revisions"] += _store(connection, site, row["ad_id"], read)
            counts["ads"] += 1
    finally:
        lock.close()
    return ReparseCounts(counts["ads"], counts["kept"], counts["revisions"], tuple(faults))


def _read_captures(
    root: Path, connection: sqlite3.Connection, site: Site, ad_id: str, faults: list[str]
) -> Iterator[tuple[sqlite3.Row, Found]]:
    captures = connection.execute(
        "SELECT * FROM capture WHERE ad_id=? AND role='ad' AND status=200 ORDER BY retrieved_at", (ad_id,)
    ).fetchall()
    for capture in captures:
        try:
            found = read_ad_page(read_page(root, connection, capture), site, read_time(capture["retrieved_at"]))
        except (ArchiveError, NothingToReadError) as error:
            faults.append(f"{ad_id}: {error}")
            continue
        if found.missing:
            faults.append(f"{ad_id}: not found on the page: {', '.join(found.missing)}")
        elif f"{site.slug}:{found.native_id}" == ad_id:
            yield capture, found


def _store(connection: sqlite3.Connection, site: Site, ad_id: str, read: list[tuple[sqlite3.Row, Found]]) -> int:
    state = connection.execute("SELECT * FROM ad_state WHERE ad_id=?", (ad_id,)).fetchone()
    pictures = _known_pictures(connection, ad_id)
    connection.execute("DELETE FROM ad WHERE ad_id=?", (ad_id,))
    connection.execute("DELETE FROM ad_state WHERE ad_id=?", (ad_id,))
    revisions = Revisions(connection)
    for capture, found in read:
        revisions.store(_make_ad(site, capture, found, pictures), found.digest())
    if state is not None:
        _restore(connection, state)
    row = connection.execute("SELECT revision FROM ad_state WHERE ad_id=?", (ad_id,)).fetchone()
    return int(row["revision"])


def _restore(connection: sqlite3.Connection, state: sqlite3.Row) -> None:
    """What we know of the ad's life comes from fetches, not from what a page said."""
    names = ("status", "first_seen_at", "due_at", "interval", "gone_count", "gone_at", "listed_round")
    changes = ", ".join(f"{name}=?" for name in names)
    connection.execute(
        f"UPDATE ad_state SET {changes} WHERE ad_id=?", (*(state[name] for name in names), state["ad_id"])
    )


def _known_pictures(connection: sqlite3.Connection, ad_id: str) -> dict[str, str]:
    rows = connection.execute(
        "SELECT capture.url, capture.wire_sha256 FROM capture JOIN picture ON picture.sha256=capture.wire_sha256"
        " WHERE capture.ad_id=? AND role='picture' AND status=200 AND picture.media_type!=''",
        (ad_id,),
    )
    return {row["url"]: row["wire_sha256"] for row in rows}


def _make_ad(site: Site, capture: sqlite3.Row, found: Found, pictures: dict[str, str]) -> Ad:
    images = tuple(AdImage(url, pictures.get(url)) for url in found.image_urls)
    ad = ad_from(site, found, read_time(capture["retrieved_at"]))
    return replace(ad, images=images, capture_id=capture["capture_id"])
