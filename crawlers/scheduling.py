"""Scrapy's scheduler, replaced by our frontier: Scrapy only asks what is next."""

from typing import Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawlers.site_run import SiteRun
from crawlers.spider import AdsSpider


class FrontierScheduler(BaseScheduler):
    """Hands out what the site's frontier says is due."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._spider: AdsSpider | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Called when the spider opens."""
        if not isinstance(spider, AdsSpider):
            message = f"{spider.name}: only the ads spider keeps a frontier"
            raise TypeError(message)
        self._spider = spider
        # Scrapy looks for due retries once per heartbeat; its 5 seconds would idle a crawl whose back-off is shorter.
        self._crawler.engine._SLOT_HEARTBEAT_INTERVAL = 0.25  # noqa: SLF001 - there is no setting for it

    @property
    def _run(self) -> SiteRun:
        if self._spider is None:
            message = "the scheduler is not open"
            raise RuntimeError(message)
        return self._spider.run

    def has_pending_requests(self) -> bool:
        """Whether anything is queued, due now or later."""
        return self._run.has_more()

    def enqueue_request(self, request: Request) -> bool:  # noqa: ARG002 - Scrapy's signature
        """Nothing enters here: pages enter the frontier together with the page that named them."""
        return False

    def next_request(self) -> Request | None:
        """The next page that is due."""
        entry = self._run.next_entry()
        return self._spider.request(entry) if entry is not None and self._spider is not None else None
