"""Pages that scripts build: scrapy-playwright with the system's Chromium, behind our own proxy."""

import asyncio
import contextlib
import logging
import os
import shutil
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawlers.fetching.browser_log import BROWSER_LOG, BrowserLog
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.proxy import GuardedProxy
from crawlers.fetching.wire import RecordingHandler
from crawlers.site import BrowserRules

logger = logging.getLogger(__name__)

# One context grew from 4 to 18 GB over 700 pages (Playwright #6319).
_PAGES_PER_CONTEXT: Final = 100
_LARGEST_DOM: Final = 10 * 1024 * 1024
_SETTLE_MS: Final = 1_500
_NO_PROXY_BYPASS: Final = (
    # Chromium goes around any proxy for loopback, and resolves names itself for prefetches, unless told not to.
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
)


def browser_meta(rules: BrowserRules, *, with_screenshot: bool) -> dict[str, Any]:
    """What `request.meta` needs for the browser to render a page."""
    log = BrowserLog()

    async def begin(page: Page, request: Request) -> None:  # noqa: ARG001 - scrapy-playwright's signature
        log.watch(page)

    async def render(page: Page) -> None:
        await _settle(page, rules, log)
        if with_screenshot:
            with contextlib.suppress(PlaywrightError):
                log.screenshot = await page.screenshot(type="png", timeout=5_000)
        await log.close()

    return {
        "playwright": True,
        "playwright_page_init_callback": begin,
        "playwright_page_methods": [PageMethod(render)],
        "playwright_page_goto_kwargs": {"wait_until": "load", "timeout": rules.timeout * 1000},
        "browser_seconds": rules.timeout * 3,
        BROWSER_LOG: log,
    }


async def _settle(page: Page, rules: BrowserRules, log: BrowserLog) -> None:
    """One declared click, then until the awaited element is there, or the network is quiet."""
    if rules.click:
        with contextlib.suppress(PlaywrightError):
            await page.click(rules.click, timeout=3_000)
            log.clicked = rules.click
    with contextlib.suppress(PlaywrightError):
        if rules.wait_for:
            await page.wait_for_selector(rules.wait_for, timeout=rules.timeout * 1000)
        else:
            await page.wait_for_load_state("networkidle", timeout=_SETTLE_MS * 2)


def may_abort(request: Any) -> bool:
    """What the browser does not fetch: media, fonts, beacons, and any form that a page would send."""
    if request.resource_type in ("media", "font", "ping", "websocket", "eventsource"):
        return True
    return request.method not in ("GET", "HEAD", "OPTIONS") and request.resource_type not in ("xhr", "fetch")


def playwright_settings(user_agent: str) -> dict[str, Any]:
    """Settings of scrapy-playwright, the proxy apart, which is known only once it listens."""
    return {
        "DOWNLOAD_HANDLERS": {
            "http": "crawlers.fetching.browser.BrowserHandler",
            "https": "crawlers.fetching.browser.BrowserHandler",
        },
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_ABORT_REQUEST": "crawlers.fetching.browser.may_abort",
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,
        "THREADLINE_BROWSER_AGENT": user_agent,
    }


class BrowserHandler(ScrapyPlaywrightDownloadHandler, RecordingHandler):  # type: ignore[misc]
    """Renders what asks for it, through our proxy; fetches everything else as RecordingHandler does."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard = AddressGuard.of(crawler.settings)
        self._proxy = GuardedProxy(guard)
        self._agent = crawler.settings["THREADLINE_BROWSER_AGENT"]
        self._rendered = 0

    async def _launch(self) -> None:
        await self._proxy.start()
        self.config.launch_options.update(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            proxy={"server": f"http://127.0.0.1:{self._proxy.port}"},
            args=list(_NO_PROXY_BYPASS),
            # The sandbox needs user namespaces, which root does not get.
            chromium_sandbox=os.geteuid() != 0,
        )
        await super()._launch()

    async def download_request(self, request: Request) -> Response:
        """Fetch or render. A browser that hangs ends as a timeout, which the frontier retries."""
        if not request.meta.get("playwright"):
            return await RecordingHandler.download_request(self, request)
        await self._close_old_contexts()
        request.meta["playwright_context"] = f"pages-{self._rendered // _PAGES_PER_CONTEXT}"
        request.meta["playwright_context_kwargs"] = {"user_agent": self._agent, "service_workers": "block"}
        self._rendered += 1
        try:
            async with asyncio.timeout(request.meta["browser_seconds"]):
                response: Response = await super().download_request(request)
        except TimeoutError as error:
            message = f"{request.url}: the browser took longer than {request.meta['browser_seconds']} s"
            raise DownloadTimeoutError(message) from error
        log: BrowserLog = request.meta[BROWSER_LOG]
        log.peer_address = self._proxy.peers.get(urlsplit(response.url).hostname or "", "")
        if len(response.body) > _LARGEST_DOM:
            message = f"{request.url}: rendered page is larger than {_LARGEST_DOM} bytes"
            raise PlaywrightError(message)
        return response

    async def _close_old_contexts(self) -> None:
        current = f"pages-{self._rendered // _PAGES_PER_CONTEXT}"
        for name, wrapper in list(self.context_wrappers.items()):
            if name != current and not wrapper.context.pages:
                with contextlib.suppress(PlaywrightError):
                    await wrapper.context.close()

    async def close(self) -> None:
        """Close the browser, then the proxy."""
        await super().close()
        await self._proxy.stop()
