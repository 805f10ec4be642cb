"""Pages that scripts build: scrapy-playwright with the system's Chromium, behind our own proxy.

A browser that dies, hangs or grows old is replaced. scrapy-playwright alone keeps a dead one when its last context
fails to close, waits for ever on a hung one, and tries again within milliseconds.
"""

import asyncio
import contextlib
import logging
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawlers.faults import BodyTooLargeError, BrowserFailedError
from crawlers.fetching.browser_log import BROWSER_LOG, BrowserLog
from crawlers.fetching.chromium import kill, launch_options, new_mark
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.proxy import GuardedProxy
from crawlers.fetching.wire import RecordingHandler

logger = logging.getLogger(__name__)

_LARGEST_DOM: Final = 10 * 1024 * 1024
_SECONDS_TO_CLOSE: Final = 10.0
_SECONDS_TO_LAUNCH: Final = 120.0
_SECONDS_TO_NOTICE: Final = 2.0

_PAUSES: Final = (0.5, 2.0, 5.0)
"""Seconds before a page is rendered again whose browser died under it; then the frontier's back-off takes over."""


class BrowserHandler(ScrapyPlaywrightDownloadHandler, RecordingHandler):  # type: ignore[misc]
    """Renders what asks for it, through our proxy; fetches everything else as RecordingHandler does."""

    browser: Browser

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Its own retries follow each other within milliseconds: ours wait.
        self.config.target_closed_max_retries = 0
        self._proxy = GuardedProxy(AddressGuard.of(crawler.settings))
        self._agent = crawler.settings["THREADLINE_BROWSER_AGENT"]
        self._per_context = crawler.settings.getint("THREADLINE_PAGES_PER_CONTEXT")
        self._per_browser = crawler.settings.getint("THREADLINE_PAGES_PER_BROWSER")
        self._in_browser = self._in_context = 0
        self._generation = 0
        self._deaths = 0
        self._marks: list[str] = []
        self._retired: list[BrowserContext | Browser] = []
        self._limits: set[asyncio.Timeout] = set()

    async def _launch(self) -> None:
        """Called by scrapy-playwright at the start, for http and for https: nothing runs before a page needs it."""

    async def _maybe_launch_browser(self) -> None:
        """Called by scrapy-playwright before it makes a context."""
        async with self.browser_launch_lock:
            if hasattr(self, "browser") and not self.browser.is_connected():
                self._forget()
            if not hasattr(self, "browser"):
                self.browser = await self._new_browser()
                self._in_browser = 0
                self.browser.on("disconnected", self._note_death)

    async def _new_browser(self) -> Browser:
        """A browser started now; where that fails, once more with a new driver."""
        if not self._proxy.port:
            await self._proxy.start()
        for is_last in (False, True):
            if not hasattr(self, "browser_provider"):
                await super()._launch()
            self._marks.append(new_mark())
            self.config.launch_options.update(launch_options(self._proxy.port, self._marks[-1]))
            try:
                async with asyncio.timeout(_SECONDS_TO_LAUNCH):
                    browser: Browser = await self.browser_provider.launch_browser()
                    return browser
            except (PlaywrightError, TimeoutError) as error:
                if is_last:
                    raise
                logger.warning("no browser from this driver: %s", error)
                await self._end_driver()
        raise AssertionError

    async def _end_driver(self) -> None:
        if not hasattr(self, "browser_provider"):
            return
        with contextlib.suppress(TimeoutError, PlaywrightError):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await self.browser_provider.close()
        del self.browser_provider

    def _note_death(self, browser: Browser) -> None:
        """Not every call of Playwright ends when its browser does: the pages that wait are given a moment more."""
        if browser is not getattr(self, "browser", None):
            return
        self._deaths += 1
        self._forget()
        end = asyncio.get_running_loop().time() + _SECONDS_TO_NOTICE
        for limit in self._limits:
            limit.reschedule(min(end, limit.when() or end))

    def _forget(self) -> None:
        """The next page gets a new browser, and a context in it."""
        self._renew()
        with contextlib.suppress(AttributeError):
            del self.browser

    def _renew(self) -> None:
        """The next page gets a new context."""
        self._retired += [wrapper.context for wrapper in self.context_wrappers.values()]
        self.context_wrappers.clear()
        self._generation += 1
        self._in_context = 0

    async def download_request(self, request: Request) -> Response:
        """Fetch or render. Raises BrowserFailedError when browsers died or hung under the page again and again."""
        if not request.meta.get("playwright"):
            return await RecordingHandler.download_request(self, request)
        for pause in (*_PAUSES, 0.0):
            generation = self._generation
            try:
                return await self._render(request)
            except (PlaywrightError, TimeoutError) as error:
                if not self._is_our_fault(error):
                    raise
                fault = f"{request.url}: the browser failed: {error}"
                logger.warning("%s", fault)
            await self._mend(generation)
            await asyncio.sleep(pause)
        raise BrowserFailedError(fault)

    def _is_our_fault(self, error: Exception) -> bool:
        """Whether the browser failed rather than the site."""
        if isinstance(error, PlaywrightTimeoutError) or str(error).startswith("Page.goto: net::"):
            return not self._is_alive()
        return True

    def _is_alive(self) -> bool:
        return hasattr(self, "browser") and self.browser.is_connected()

    async def _mend(self, generation: int) -> None:
        """What closed the page may have closed its context or the browser; a dead driver calls its browser alive."""
        if generation != self._generation or not self._is_alive():
            return
        self._renew()
        try:
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                await (await self.browser.new_context()).close()
        except (TimeoutError, PlaywrightError):
            self._kill()

    def _kill(self) -> None:
        logger.warning("the browser does not answer and is killed: %s", self._marks[-1])
        kill(self._marks[-1])
        self._forget()

    async def _render(self, request: Request) -> Response:
        await self._retire()
        request.meta["playwright_context"] = f"pages-{self._generation}"
        request.meta["playwright_context_kwargs"] = {"user_agent": self._agent, "service_workers": "block"}
        log: BrowserLog = request.meta[BROWSER_LOG]
        log.page = None
        response = await self._render_in_time(request, log)
        log.peer_address = self._proxy.peers.get(urlsplit(response.url).hostname or "", "")
        if len(response.body) > _LARGEST_DOM:
            message = f"{request.url}: rendered page is larger than {_LARGEST_DOM} bytes"
            raise BodyTooLargeError(message)
        return response

    async def _render_in_time(self, request: Request, log: BrowserLog) -> Response:
        deaths, limit = self._deaths, asyncio.timeout(request.meta["browser_seconds"])
        try:
            async with limit:
                self._limits.add(limit)
                response: Response = await super().download_request(request)
                return response
        except TimeoutError as error:
            if self._deaths > deaths or await self._had_to_kill(log.page):
                raise
            message = f"{request.url}: took longer than {request.meta['browser_seconds']} s to render"
            raise DownloadTimeoutError(message) from error
        finally:
            self._limits.discard(limit)

    async def _had_to_kill(self, page: Page | None) -> bool:
        """A page that took too long is closed; a browser that cannot even do that is killed."""
        with contextlib.suppress(TimeoutError, PlaywrightError):
            async with asyncio.timeout(_SECONDS_TO_CLOSE):
                if page is not None:
                    await page.close()
                    return False
        self._kill()
        return True

    async def _retire(self) -> None:
        """Old contexts and old browsers end once their last page is closed."""
        if self._in_browser >= self._per_browser and self._is_alive():
            self._retired.append(self.browser)
            self._forget()
        elif self._in_context >= self._per_context:
            self._renew()
        self._in_browser += 1
        self._in_context += 1
        idle = [one for one in self._retired if not _pages_of(one)]
        self._retired = [one for one in self._retired if one not in idle]
        for one in idle:
            await _close_quietly(one)

    async def _close(self) -> None:
        """Called by scrapy-playwright at the end: what does not close in time is killed."""
        browsers = [one for one in self._retired if isinstance(one, Browser)]
        for one in [*browsers, *([self.browser] if self._is_alive() else [])]:
            await _close_quietly(one)
        for mark in self._marks:
            kill(mark)
        await self._end_driver()

    async def close(self) -> None:
        """Close the browser, then the proxy."""
        await super().close()
        await self._proxy.stop()


def _pages_of(one: BrowserContext | Browser) -> list[Page]:
    if isinstance(one, BrowserContext):
        return one.pages
    return [page for context in one.contexts for page in context.pages]


async def _close_quietly(one: BrowserContext | Browser) -> None:
    with contextlib.suppress(TimeoutError, PlaywrightError):
        async with asyncio.timeout(_SECONDS_TO_CLOSE):
            await one.close()
