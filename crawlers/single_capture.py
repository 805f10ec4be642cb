"""Preserve pages that a person asked for: one without a definition, or the two that a definition is drafted from."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from crawlers.archiving.captures import Circumstances, Prepared, Provenance, prepare_exchange, store_captures
from crawlers.archiving.chain import append_anchor
from crawlers.archiving.records import sha256
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import SegmentWriter, cut_uncommitted
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.capture import Capture
from crawlers.drafting.links import AdLinks, find_ad_links
from crawlers.drafting.writing import Drawn, draft
from crawlers.faults import CaptureFailedError
from crawlers.fetching.page_spider import REDIRECTS, Fetching, fetch_pages, page_of
from crawlers.parsing.page import Page
from crawlers.pictures import STORE_ALL, Screen, media_type_of
from crawlers.version import software_version, user_agent
from crawlers.visit import Fetched

_ADS: Final = 2
"""Ads that a definition is drafted from: what differs between two is theirs, what does not is the site's."""

SITE: Final = "captures"
"""Captures that belong to no site are kept under this name."""


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """`archive` is the folder of the archive that asked: the hotline's captures go to the hotline's own. `screen` sees
    what is a picture before it is stored."""

    url: str
    archive: Path
    allow_loopback: bool = False
    contact: str = "https://example.org/crawler"
    screen: Screen = STORE_ALL


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted definition, and the two pages it was drafted from, archived under its slug."""

    toml: str
    listing_url: str
    ad_url: str


def capture_page(request: CaptureRequest) -> Capture:
    """Fetch and archive one page, redirects included. Blocks; owns the reactor; call it once per process.

    robots.txt and the address guard hold here too. Raises CaptureFailedError when there was no answer, or when it is a
    picture that the screen keeps apart.
    """
    fetching = _fetch(Fetching(request.url), request)
    for page in fetching.pages:
        if media_type_of(page.body) and request.screen.verdict(sha256(page.body), page.body) != "store":
            message = f"{page.exchange.url}: a picture on the hash list; nothing of it is archived"
            raise CaptureFailedError(message)
    return _store(request, fetching.pages, SITE)


def draft_site(request: CaptureRequest) -> Draft:
    """Fetch a listing page and two of its ads, archive them, and draft a definition. Once per process.

    A list that shows nothing without scripts is asked for once more in the browser, and so are its ads then.
    Raises CaptureFailedError or NothingToReadError with what to do about it.
    """
    found: list[tuple[Page, AdLinks]] = []

    def choose(fetched: Fetched) -> list[str]:
        page = page_of(fetched)
        links = find_ad_links(page)
        found.append((page, links))
        return list(links.urls[:_ADS])

    fetching = _fetch(Fetching(request.url, then=choose), request)
    whole = [page for page in fetching.pages if page.exchange.status not in REDIRECTS]
    if not found:
        listing = page_of(whole[-1]) if whole else Page(request.url, b"")
        find_ad_links(listing)
        message = f"{request.url}: HTTP {fetching.pages[-1].exchange.status}"
        raise CaptureFailedError(message)
    listing, links = found[0]
    ads = tuple(page_of(page) for page in whole if page.exchange.url != listing.url and page.exchange.status == 200)
    if not ads:
        message = f"{listing.url}: none of {', '.join(links.urls[:_ADS])} could be fetched"
        raise CaptureFailedError(message)
    toml = draft(Drawn(listing, links, ads, is_rendered=fetching.renders))
    slug = toml.partition('slug = "')[2].partition('"')[0]
    wanted = {ad.url for ad in ads}
    roles = [replace(page, role="ad" if page.exchange.url in wanted else "listing") for page in fetching.pages]
    _store(request, roles, slug)
    return Draft(toml, listing.url, ads[0].url)


def _fetch(fetching: Fetching, request: CaptureRequest) -> Fetching:
    fetch_pages(fetching, request.contact, allow_loopback=request.allow_loopback)
    if fetching.fault or not fetching.pages:
        message = f"{request.url}: {fetching.fault or 'no answer'}"
        raise CaptureFailedError(message)
    return fetching


def _store(request: CaptureRequest, pages: list[Fetched], site: str) -> Capture:
    provenance = Provenance(site, "", user_agent(request.contact), software_version())
    prepared: list[Prepared] = []
    first, before = "", list[str]()
    for page in pages:
        first = first or page.exchange.url
        around = Circumstances(page.role, first, tuple(before))
        prepared.append(prepare_exchange(page.exchange, page.body, around, provenance))
        if page.exchange.status in REDIRECTS:
            before.append(page.exchange.url)
        else:
            first, before = "", []
    lock = lock_site(request.archive, site)
    connection = open_database(request.archive / "archive.sqlite")
    cut_uncommitted(request.archive, connection, site)
    writer = SegmentWriter(request.archive, connection, site)
    try:
        places = writer.write([record.content for one in prepared for record in one.records])
        with transaction(connection):
            store_captures(connection, site, prepared, places)
            writer.commit()
        append_anchor(request.archive, connection)
    finally:
        writer.close()
        connection.close()
        lock.close()
    main = places[-len(prepared[-1].records)]
    return replace(prepared[-1].capture, warc_path=writer.path, warc_offset=main.start)
