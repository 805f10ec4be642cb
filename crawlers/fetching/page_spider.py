"""Fetches a few pages that a person named, redirects included: for `capture` and `site new`."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from crawlers import settings as base_settings
from crawlers.fetching.pages import page_request, take_exchange
from crawlers.parsing.address import resolve
from crawlers.version import user_agent
from crawlers.visit import Fetched

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 6


@dataclass(slots=True)
class Fetching:
    """What to fetch and what came: `pages` in order; `then` names one more address once the first is there."""

    url: str
    then: Callable[[Fetched], str] | None = None
    pages: list[Fetched] = field(default_factory=list)
    fault: str = ""


class PageSpider(Spider):
    """Asks for one page after the other."""

    name = "page"

    def __init__(self, fetching: Fetching, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fetching = fetching
        self._steps = 0

    async def start(self) -> AsyncIterator[Any]:
        """The page that was named."""
        yield self._request(self.fetching.url)

    def keep(self, response: Response) -> Request | None:
        """Keep the answer; follow a redirect; go on to the second page."""
        fetching = self.fetching
        fetching.pages.append(take_exchange(response, "page"))
        if response.status in REDIRECTS:
            location = response.headers.get("Location") or b""
            target = resolve(response.url, location.decode("latin-1"))
            self._steps += 1
            if not target or self._steps > _MOST_REDIRECTS:
                fetching.fault = f"{response.url}: redirects nowhere or in a circle"
                return None
            return self._request(target)
        if fetching.then is not None:
            then, fetching.then = fetching.then, None
            if target := then(fetching.pages[-1]):
                return self._request(target)
        return None

    def fail(self, failure: Failure) -> None:
        """No answer."""
        self.fetching.fault = str(failure.value)

    def _request(self, url: str) -> Request:
        return page_request(url).replace(callback=self.keep, errback=self.fail)


def fetch_pages(fetching: Fetching, contact: str, *, allow_loopback: bool) -> None:
    """Run the spider. Blocks; owns the reactor; once per process. robots.txt and the address guard hold."""
    settings = Settings()
    settings.setmodule(base_settings)
    changes = {
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "USER_AGENT": user_agent(contact),
        "THREADLINE_ALLOW_LOOPBACK": allow_loopback,
        "DOWNLOAD_DELAY": 0 if allow_loopback else 2.0,
    }
    settings.update(changes, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(PageSpider), fetching=fetching)
    process.start(stop_after_crawl=True)
