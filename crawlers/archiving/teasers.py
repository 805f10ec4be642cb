"""Where an ad shows beside its own page: lists that link to it or quote its title."""

import html
import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from crawlers.archiving.replay import read_page
from crawlers.faults import ArchiveError

# Shorter titles ("Massage", "Room") stand on lists for others as well.
_SHORTEST_TITLE: Final = 12


def lists_that_show(root: Path, connection: sqlite3.Connection, ad_ids: Iterable[str]) -> list[str]:
    """Capture ids of stored listing pages on which any of these ads appears.

    Pages of other ads that show one of them among related ads are not among these: they are other people's evidence.
    """
    marks = re.compile("|".join(sorted(_marks(connection, ad_ids))) or r"(?!)")
    sites = {ad_id.partition(":")[0] for ad_id in ad_ids}
    found = []
    for site in sorted(sites):
        captures = connection.execute(
            "SELECT * FROM capture WHERE site=? AND role='listing' AND status=200", (site,)
        ).fetchall()
        for capture in captures:
            try:
                page = read_page(root, connection, capture)
            except ArchiveError:
                # A revisit of a page that is gone already, or a damaged record, which `archive verify` names.
                continue
            if marks.search(html.unescape(page.text())):
                found.append(capture["capture_id"])
    return found


def _marks(connection: sqlite3.Connection, ad_ids: Iterable[str]) -> set[str]:
    """Patterns of each ad's addresses and titles, over all its revisions."""
    marks = set()
    for ad_id in ad_ids:
        rows = connection.execute("SELECT payload FROM ad WHERE ad_id=?", (ad_id,)).fetchall()
        for told in (json.loads(row["payload"]) for row in rows):
            parts = urlsplit(told["url"])
            written = parts.path + (f"?{parts.query}" if parts.query else "")
            written += f"#{parts.fragment}" if parts.fragment else ""
            if written.strip("/"):
                marks.add(re.escape(written) + r"(?![\w-])")
            if len(told["title"]) >= _SHORTEST_TITLE:
                marks.add(rf"(?<!\w){re.escape(told['title'])}(?!\w)")
    return marks
