"""Downloader middlewares: the address guard above everything, and the capture below decompression."""

import hashlib
from datetime import UTC, datetime
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawlers.faults import RefusedAddressError
from crawlers.fetching.browser_log import BROWSER_LOG, BrowserLog
from crawlers.fetching.exchange import Exchange
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.wire import WIRE, WireLog

EXCHANGE: Final = "exchange"
"""Key in `request.meta` under which the finished Exchange lies."""
_STARTED: Final = "exchange_started_at"


class GuardMiddleware:
    """Refuses an address before robots.txt is asked, a slot is taken or a name resolved."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Called by Scrapy."""
        return cls(AddressGuard.of(crawler.settings))

    def process_request(self, request: Request) -> None:
        """Raises IgnoreRequest with the reason."""
        try:
            self._guard.check_url(request.url)
        except RefusedAddressError as error:
            raise IgnoreRequest(str(error)) from error


class CaptureMiddleware:
    """Sits next to the downloader (order above 590), so its bodies are still compressed as they were sent."""

    def process_request(self, request: Request) -> None:
        """Notes when the request left us."""
        request.meta[_STARTED] = datetime.now(UTC)

    def process_response(self, request: Request, response: Response) -> Response:
        """Leaves the Exchange in `request.meta`."""
        browser: BrowserLog | None = request.meta.get(BROWSER_LOG)
        if browser is not None:
            request.meta[EXCHANGE] = _browser_exchange(request, response, browser)
            return response
        log: WireLog = request.meta.pop(WIRE, None) or WireLog()
        request.meta[EXCHANGE] = Exchange(
            url=request.url,
            request_head=_request_head(request),
            status=response.status,
            response_head=bytes(log.head) or _response_head(response),
            wire_body=bytes(log.body) if log.is_chunked else response.body,
            started_at=request.meta.pop(_STARTED, None) or datetime.now(UTC),
            ended_at=datetime.now(UTC),
            # Behind a SOCKS proxy the peer is the proxy, which says nothing about the site.
            peer_address="" if request.meta.get("proxy") else str(response.ip_address or ""),
            protocol=response.protocol or "",
            certificate_sha256=_certificate_sha256(response),
        )
        return response


def _browser_exchange(request: Request, response: Response, log: BrowserLog) -> Exchange:
    return Exchange(
        url=request.url,
        request_head=_request_head(request),
        status=log.status or response.status,
        response_head=log.head or _response_head(response),
        wire_body=log.document,
        started_at=request.meta.pop(_STARTED, None) or datetime.now(UTC),
        ended_at=datetime.now(UTC),
        peer_address=log.peer_address,
        protocol="browser",
    )


def _request_head(request: Request) -> bytes:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{request.method} {target} HTTP/1.1".encode(), b"Host: " + parts.netloc.rpartition("@")[2].encode()]
    lines += [name + b": " + value for name, values in request.headers.items() for value in values]
    return b"\r\n".join([*lines, b"", b""])


def _response_head(response: Response) -> bytes:
    lines = [f"HTTP/1.1 {response.status}".encode()]
    lines += [name + b": " + value for name, values in response.headers.items() for value in values]
    return b"\r\n".join([*lines, b"", b""])


def _certificate_sha256(response: Response) -> str:
    certificate = response.certificate
    return hashlib.sha256(certificate.dumpPEM()).hexdigest() if certificate is not None else ""
