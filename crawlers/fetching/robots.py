"""What robots.txt asks beyond yes and no."""

import logging
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

# A site can make us slow; it cannot make a page wait for days.
_LONGEST_DELAY: Final = 120.0


def apply_crawl_delay(crawler: Crawler, robotparser: Any, request: Request) -> None:
    """Make the host's delay at least its Crawl-delay, now and for slots opened later."""
    asked = robotparser.crawl_delay(crawler.settings["USER_AGENT"])
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
