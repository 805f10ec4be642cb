"""The one spider: it reads any site that has a definition."""

from collections.abc import AsyncIterator
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.faults import BodyTooLargeError, BrowserFailedError
from crawlers.fetching.browser_page import browser_meta
from crawlers.fetching.capturing import EXCHANGE
from crawlers.fetching.pages import page_request
from crawlers.fetching.robots import apply_crawl_delay
from crawlers.frontier import Entry
from crawlers.site_run import FailureKind, SiteRun
from crawlers.visit import Fetched
from crawlers.visiting import Visitor

_ENTRY = "entry"


class AdsSpider(Spider):
    """Fetches what the frontier hands out; what comes of a page goes to the recorder in one piece."""

    name = "ads"

    def __init__(self, run: SiteRun, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.run = run
        self.end_reason = ""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> Self:
        """Called by Scrapy."""
        spider = super().from_crawler(crawler, *arguments, **named)
        crawler.signals.connect(spider.keep_robots, signals.response_received)
        crawler.signals.connect(spider.slow_down, signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Queue the definition's start pages; the scheduler then hands out what is due."""
        self.run.begin()
        nothing: tuple[Any, ...] = ()
        for item in nothing:
            yield item

    def request(self, entry: Entry) -> Request:
        """The request for one entry of the frontier."""
        meta: dict[str, Any] = {}
        if self.run.rendering.needs_browser(entry.url):
            meta = browser_meta(self.run.site.browser, with_screenshot=entry.role == "ad")
        request = page_request(entry.url, meta)
        request.meta[_ENTRY] = entry
        return request.replace(callback=self.read_page, errback=self.read_failure)

    async def read_page(self, response: Response) -> None:
        """Read the answer and store all that came of it."""
        entry: Entry = response.meta[_ENTRY]
        run = self.run
        visitor = Visitor(run.site, self._fetch, run.known_pictures, base=run.base, rendering=run.rendering)
        try:
            visit = await visitor.visit(entry, response)
        except IgnoreRequest as error:
            run.fail(entry, str(error), "final")
        except Exception as error:  # one page must not end the crawl; it is named in the outcome
            self.logger.exception("%s", entry.url)
            run.fail(entry, f"{type(error).__name__}: {error}", _kind_of(error))
        else:
            run.finish(visit)

    def read_failure(self, failure: Failure) -> None:
        """No answer: refused by us, forbidden by robots.txt, or the network."""
        entry: Entry = failure.request.meta[_ENTRY]  # type: ignore[attr-defined]
        error = failure.value
        exchange = failure.request.meta.pop(EXCHANGE, None)  # type: ignore[attr-defined]
        if exchange is not None:
            # Answered, but too large once decompressed, or cut off: what came is evidence all the same.
            self.run.recorder.add_loose(Fetched(exchange, b"", entry.role))
        self.run.fail(entry, f"{type(error).__name__}: {error}", _kind_of(error))

    def keep_robots(self, response: Response, request: Request) -> None:
        """robots.txt is evidence of what we were allowed."""
        if request.meta.get("dont_obey_robotstxt") and EXCHANGE in request.meta:
            self.run.recorder.add_loose(Fetched(request.meta.pop(EXCHANGE), response.body, "robots"))

    def slow_down(self, robotparser: Any, request: Request) -> None:
        """Scrapy parses Crawl-delay but does not apply it."""
        apply_crawl_delay(self.crawler, robotparser, request)

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end."""
        self.end_reason = reason

    async def _fetch(self, request: Request) -> Response:
        return await self.crawler.engine.download_async(request)


def _kind_of(error: BaseException | None) -> FailureKind:
    if isinstance(error, IgnoreRequest | BodyTooLargeError):
        return "final"
    return "our browser" if isinstance(error, BrowserFailedError) else "no answer"
