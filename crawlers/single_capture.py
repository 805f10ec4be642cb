"""Preserve one page that a person asked for, without a definition."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawlers import settings as base_settings
from crawlers.archiving.captures import Circumstances, Prepared, Provenance, prepare_exchange, store_captures
from crawlers.archiving.chain import append_anchor
from crawlers.archiving.schema import open_database
from crawlers.archiving.segments import SegmentWriter, cut_uncommitted
from crawlers.archiving.transactions import lock_site, transaction
from crawlers.capture import Capture
from crawlers.faults import CaptureFailedError
from crawlers.fetching.pages import page_request, take_exchange
from crawlers.parsing.address import resolve
from crawlers.version import software_version, user_agent
from crawlers.visit import Fetched
from crawlers.visiting import REDIRECTS

SITE = "captures"
"""Captures that belong to no site are kept under this name."""

_MOST_REDIRECTS = 6


@dataclass(frozen=True, slots=True)
class CaptureRequest:
    """`archive` is the folder of the archive that asked: the hotline's captures go to the hotline's own."""

    url: str
    archive: Path
    allow_loopback: bool = False
    contact: str = "https://example.org/crawler"


class _PageSpider(Spider):
    name = "page"

    def __init__(self, url: str, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.url = url
        self.pages: list[Fetched] = []
        self.fault = ""

    async def start(self) -> AsyncIterator[Any]:
        yield self._request(self.url)

    def _request(self, url: str) -> Request:
        return page_request(url).replace(callback=self.keep, errback=self.fail)

    def keep(self, response: Response) -> Request | None:
        self.pages.append(take_exchange(response, "page"))
        if response.status not in REDIRECTS:
            return None
        location = response.headers.get("Location") or b""
        target = resolve(response.url, location.decode("latin-1"))
        if not target or len(self.pages) > _MOST_REDIRECTS:
            self.fault = f"{response.url}: redirects nowhere or in a circle"
            return None
        return self._request(target)

    def fail(self, failure: Failure) -> None:
        self.fault = str(failure.value)


def capture_page(request: CaptureRequest) -> Capture:
    """Fetch and archive one page, redirects included. Blocks; owns the reactor; call it once per process.

    robots.txt and the address guard hold here too. Raises CaptureFailedError when there was no answer.
    """
    settings = Settings()
    settings.setmodule(base_settings)
    changes = {
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "USER_AGENT": user_agent(request.contact),
        "THREADLINE_ALLOW_LOOPBACK": request.allow_loopback,
        "DOWNLOAD_DELAY": 0,
    }
    settings.update(changes, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(_PageSpider)
    process.crawl(crawler, url=request.url)
    process.start(stop_after_crawl=True)
    spider = crawler.spider
    pages = spider.pages if isinstance(spider, _PageSpider) else []
    if not pages:
        reason = spider.fault if isinstance(spider, _PageSpider) and spider.fault else "no answer"
        message = f"{request.url}: {reason}"
        raise CaptureFailedError(message)
    return _store(request, pages)


def _store(request: CaptureRequest, pages: list[Fetched]) -> Capture:
    provenance = Provenance(SITE, "", user_agent(request.contact), software_version())
    prepared: list[Prepared] = []
    before: list[str] = []
    for page in pages:
        around = Circumstances(page.role, request.url, tuple(before))
        prepared.append(prepare_exchange(page.exchange, page.body, around, provenance))
        before.append(page.exchange.url)
    lock = lock_site(request.archive, SITE)
    connection = open_database(request.archive / "archive.sqlite")
    cut_uncommitted(request.archive, connection, SITE)
    writer = SegmentWriter(request.archive, connection, SITE)
    try:
        places = writer.write([record.content for one in prepared for record in one.records])
        with transaction(connection):
            store_captures(connection, SITE, prepared, places)
            writer.commit()
        append_anchor(request.archive, connection)
    finally:
        writer.close()
        connection.close()
        lock.close()
    main = places[-len(prepared[-1].records)]
    return replace(prepared[-1].capture, warc_path=writer.path, warc_offset=main.start)
