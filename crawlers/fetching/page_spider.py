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
from crawlers.faults import NothingToReadError
from crawlers.fetching.browser_page import browser_meta
from crawlers.fetching.browser_settings import playwright_settings
from crawlers.fetching.pages import page_request, take_exchange
from crawlers.parsing.address import resolve
from crawlers.parsing.page import Page
from crawlers.rendering import looks_like_shell
from crawlers.site import BrowserRules
from crawlers.version import user_agent
from crawlers.visit import Fetched

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 6


@dataclass(slots=True)
class Fetching:
    """What to fetch and what came: `pages` in order; `then` names further addresses once the first is there.

    `renders`: `then` found nothing before the browser had rendered the page, which renders all from there on.
    """

    url: str
    then: Callable[[Fetched], list[str]] | None = None
    pages: list[Fetched] = field(default_factory=list)
    fault: str = ""
    renders: bool = False


class PageSpider(Spider):
    """Asks for one page after the other."""

    name = "page"

    def __init__(self, fetching: Fetching, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fetching = fetching
        self._steps = 0
        self._waiting: list[str] | None = []

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
            self._waiting = self._further(fetching.pages[-1])
            if self._waiting is None:
                return self._request(fetching.pages[-1].exchange.url)
        return self._request(self._waiting.pop(0)) if self._waiting else None

    def _further(self, fetched: Fetched) -> list[str] | None:
        """What `then` says; None when the page has to be rendered first."""
        fetching = self.fetching
        try:
            found = fetching.then(fetched) if fetching.then is not None else []
        except NothingToReadError:
            if not fetching.renders and looks_like_shell(page_of(fetched)):
                fetching.renders = True
                return None
            found = []
        fetching.then = None
        return found

    def fail(self, failure: Failure) -> None:
        """No answer."""
        self.fetching.fault = str(failure.value)

    def _request(self, url: str) -> Request:
        meta = browser_meta(BrowserRules(), with_screenshot=False) if self.fetching.renders else {}
        return page_request(url, meta).replace(callback=self.keep, errback=self.fail)


def page_of(fetched: Fetched) -> Page:
    """What was fetched, as parsers take it: the document after its scripts ran where the browser rendered it."""
    dom = next((one for one in fetched.derived if one.kind == "dom"), None)
    exchange = fetched.exchange
    if dom is not None:
        return Page(exchange.url, dom.content, dom.media_type, exchange.status)
    return Page(exchange.url, fetched.body, fetched.content_type, exchange.status)


def fetch_pages(fetching: Fetching, contact: str, *, allow_loopback: bool) -> None:
    """Run the spider. Blocks; owns the reactor; once per process. robots.txt and the address guard hold."""
    settings = Settings()
    settings.setmodule(base_settings)
    changes = {
        **playwright_settings(user_agent(contact)),
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "USER_AGENT": user_agent(contact),
        "THREADLINE_ALLOW_LOOPBACK": allow_loopback,
        "DOWNLOAD_DELAY": 0 if allow_loopback else 2.0,
    }
    settings.update(changes, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(PageSpider), fetching=fetching)
    process.start(stop_after_crawl=True)
