"""What the browser does with one page: render it, click what the definition declares, wait for what it awaits."""

import contextlib
from typing import Any, Final

from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request
from scrapy_playwright.page import PageMethod

from crawlers.fetching.browser_log import BROWSER_LOG, BrowserLog
from crawlers.site import BrowserRules

_SETTLE_MS: Final = 3_000
_CLICK_MS: Final = 3_000
_SCREENSHOT_MS: Final = 5_000


def browser_meta(rules: BrowserRules, *, with_screenshot: bool) -> dict[str, Any]:
    """What `request.meta` needs for the browser to render a page."""
    log = BrowserLog()

    async def begin(page: Page, request: Request) -> None:  # noqa: ARG001 - scrapy-playwright's signature
        log.watch(page)

    async def render(page: Page) -> None:
        await _settle(page, rules, log)
        if with_screenshot:
            with contextlib.suppress(PlaywrightTimeoutError):
                log.screenshot = await page.screenshot(type="png", timeout=_SCREENSHOT_MS)
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
    """One declared click, then until the awaited element is there, or the network is quiet.

    Only time running out is passed over, and noted: a page that closes under us must not be read as an empty one.
    """
    if rules.click:
        with contextlib.suppress(PlaywrightTimeoutError):
            await page.click(rules.click, timeout=_CLICK_MS)
            log.clicked = rules.click
    try:
        if rules.wait_for:
            await page.wait_for_selector(rules.wait_for, timeout=rules.timeout * 1000)
        else:
            await page.wait_for_load_state("networkidle", timeout=_SETTLE_MS)
    except PlaywrightTimeoutError:
        # Pages that poll for ever are never quiet; an element that was named and is missing is another matter.
        log.lacks = rules.wait_for
