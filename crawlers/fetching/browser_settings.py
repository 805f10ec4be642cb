"""What scrapy-playwright is told."""

from typing import Any, Final

# One context grew from 4 to 18 GB over 700 pages (Playwright #6319).
_PAGES_PER_CONTEXT: Final = 100
_PAGES_PER_BROWSER: Final = 1_000


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
        "PLAYWRIGHT_ABORT_REQUEST": "crawlers.fetching.browser_settings.may_abort",
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 4,
        "THREADLINE_PAGES_PER_CONTEXT": _PAGES_PER_CONTEXT,
        "THREADLINE_PAGES_PER_BROWSER": _PAGES_PER_BROWSER,
        "THREADLINE_BROWSER_AGENT": user_agent,
    }
