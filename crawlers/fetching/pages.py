"""Requests as we make them, and answers as the rest of the crawler takes them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawlers.archiving.records import sha256
from crawlers.fetching.browser_log import BROWSER_LOG, BrowserLog
from crawlers.fetching.capturing import EXCHANGE
from crawlers.fetching.exchange import Exchange
from crawlers.visit import Derived, Fetched


def is_rendered(response: Response) -> bool:
    """Whether the browser made this response: its body is then the rendered document."""
    return response.request is not None and bool(response.request.meta.get("playwright"))


def page_request(url: str, more: Mapping[str, Any] = MappingProxyType({})) -> Request:
    """A GET that comes back whatever its status, at the very address given; `more` goes into its meta."""
    meta = {"handle_httpstatus_all": True, "verbatim_url": True, **more}
    return Request(url, callback=NO_CALLBACK, meta=meta, dont_filter=True)


def take_exchange(response: Response, role: str) -> Fetched:
    """The exchange that the capture middleware left beside this response."""
    request = response.request
    if request is None:
        message = f"{response.url}: no request"
        raise ValueError(message)
    exchange: Exchange = request.meta.pop(EXCHANGE)
    log: BrowserLog | None = request.meta.pop(BROWSER_LOG, None)
    if log is None:
        return Fetched(exchange, response.body, role, header_of(response, "Content-Type"))
    return Fetched(exchange, log.document, role, facts=_browser_facts(log, response), derived=_derived(log, response))


def _browser_facts(log: BrowserLog, response: Response) -> dict[str, Any]:
    return {
        "rendered_by": "chromium",
        "rendered_url": response.url,
        "rendered_redirects": list(log.redirects),
        "clicked": log.clicked,
        "awaited_in_vain": log.lacks,
        "dom_sha256": sha256(response.body),
        "screenshot_sha256": sha256(log.screenshot) if log.screenshot else "",
        "response_head": "as the browser tells it: content coding removed, length adjusted",
    }


def _derived(log: BrowserLog, response: Response) -> tuple[Derived, ...]:
    dom = Derived("dom", "text/html; charset=utf-8", response.body)
    return (dom, Derived("screenshot", "image/png", log.screenshot)) if log.screenshot else (dom,)


def header_of(response: Response, name: str) -> str:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else ""
