"""robots.txt by RFC 9309: asked for before anything else of a host, and obeyed; what cannot be read forbids all."""

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import build_from_crawler, load_object

from crawlers.faults import RobotsUnreachableError

logger = logging.getLogger(__name__)

PRODUCT: Final = "Threadline"
"""The name by which a robots.txt may address us."""

# A site can make us slow; it cannot make a page wait for days.
_LONGEST_DELAY: Final = 120.0
# RFC 9309: follow at least five redirects, read at least 500 KiB, ask again after a day at the latest.
_MOST_REDIRECTS: Final = 5
_MOST_BYTES: Final = 512 * 1024
_SECONDS_VALID: Final = 86_400.0


@dataclass(slots=True)
class _Host:
    """What one host allows; `parser` is None where it sets no rules."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    parser: Any = None
    read_at: float | None = None


class RobotsMiddleware:
    """Takes the place of Scrapy's, which follows no redirect here and takes an error of the server for leave.

    Every answer on the way is archived as evidence of what we were allowed (`AdsSpider.keep_robots`).
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts: dict[str, _Host] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest where robots.txt forbids the page, RobotsUnreachableError while it cannot be read."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._hosts.setdefault(origin, _Host())
        async with host.lock:
            if host.read_at is None or time.monotonic() - host.read_at > _SECONDS_VALID:
                host.parser = await self._read(f"{origin}/robots.txt", request)
                host.read_at = time.monotonic()
        if host.parser is not None and not host.parser.allowed(request.url, PRODUCT):
            message = "Forbidden by robots.txt"
            raise IgnoreRequest(message)

    async def _read(self, url: str, request: Request) -> Any:
        response = await self._fetch(url)
        if response is None or 400 <= response.status < 500:
            return None
        content = response.body[:_MOST_BYTES]
        parser = build_from_crawler(load_object(self._crawler.settings["ROBOTSTXT_PARSER"]), self._crawler, content)
        await self._crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    async def _fetch(self, url: str) -> Response | None:
        """The answer, redirects followed; None after too many of them, which counts as no rules (RFC 9309, 2.3.1.2)."""
        engine = self._crawler.engine
        for _ in range(_MOST_REDIRECTS + 1):
            meta = {"dont_obey_robotstxt": True, "handle_httpstatus_all": True}
            try:
                response = await engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK, priority=1000))
            except IgnoreRequest:
                raise
            except Exception as error:  # whatever kept it from us, we do not know what is allowed
                message = f"{url}: no answer, so nothing is asked of this host: {type(error).__name__}: {error}"
                raise RobotsUnreachableError(message) from error
            if response.status >= 500 or response.status == 429:
                message = f"{url}: HTTP {response.status}, so nothing is asked of this host until it answers"
                raise RobotsUnreachableError(message)
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or not location:
                return response
            url = urljoin(url, location.decode("latin-1"))
        return None


def apply_crawl_delay(crawler: Crawler, robotparser: Any, request: Request) -> None:
    """Make the host's delay at least its Crawl-delay, now and for slots opened later."""
    asked = robotparser.crawl_delay(PRODUCT)
    if not asked:
        return
    host = urlsplit(request.url).hostname or ""
    downloader = crawler.engine.downloader
    own = crawler.settings.getfloat("DOWNLOAD_DELAY")
    delay = max(own, min(float(asked), _LONGEST_DELAY))
    settings = {"delay": delay, "concurrency": 1, "jitter": 0.0}
    downloader.per_slot_settings[host] = settings
    if host in downloader.slots:
        slot = downloader.slots[host]
        slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0
    logger.info("%s asks for a Crawl-delay of %s s; we keep %s s", host, asked, delay)
