"""Scrapy's HTTP handler, made to keep the exact bytes of the answer and to refuse addresses when it connects.

It builds on names that Scrapy and Twisted call private (the lenient parser, the agent): their public parts give headers
in title case and another order, and no reason phrase, which is not evidence. The version of Scrapy is pinned.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from OpenSSL.SSL import Error as SslError
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from service_identity import VerificationError
from twisted.internet.interfaces import IAddress
from twisted.web._newclient import STATUS, ParseError
from twisted.web.client import _HTTP11ClientFactory

from crawlers.faults import CertificateError
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.onion import OnionRoute

WIRE: Final = "wire"
"""Key in `request.meta` under which the handler leaves the WireLog."""

_LARGEST_HEAD: Final = 256 * 1024


@dataclass(slots=True)
class WireLog:
    """Bytes of one answer as they came; `body` is filled only where a transfer coding makes it differ from Scrapy's."""

    head: bytearray = field(default_factory=bytearray)
    body: bytearray = field(default_factory=bytearray)
    is_chunked: bool = False


class _RecordingParser(_LenientHTTPClientParser):
    log: WireLog

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.state == STATUS:
            self.log.head.clear()
        if len(self.log.head) + len(line) > _LARGEST_HEAD:
            message = f"headers are larger than {_LARGEST_HEAD} bytes"
            raise ParseError(message, line[:80])  # type: ignore[no-untyped-call]
        self.log.head += line + b"\n"
        super().lineReceived(line)

    def allHeadersReceived(self) -> None:  # noqa: N802 - Twisted's name
        self.log.is_chunked = bool(self.connHeaders.getRawHeaders(b"transfer-encoding"))
        if hasattr(self, "response"):
            self.response._threadline_log = self.log  # noqa: SLF001 - our own mark on Twisted's object
        super().allHeadersReceived()  # type: ignore[no-untyped-call]

    def rawDataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.log.is_chunked:
            self.log.body += data
        super().rawDataReceived(data)  # type: ignore[no-untyped-call]


class _RecordingProtocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        answer = super().request(request)
        if self._parser is not None:
            self._parser.__class__ = _RecordingParser
            self._parser.log = WireLog()  # type: ignore[attr-defined]
        return answer


class GuardedFactory(_HTTP11ClientFactory):
    """Makes connections to allowed peers only."""

    noisy = False

    def __init__(self, guard: AddressGuard, onion: OnionRoute, *arguments: Any) -> None:
        super().__init__(*arguments)  # type: ignore[no-untyped-call]
        self._guard, self._onion = guard, onion

    def buildProtocol(self, addr: IAddress | None) -> Any:  # noqa: N802 - Twisted's name
        """None closes the connection before a byte is sent: this is where DNS rebinding ends, the peer is the peer."""
        host, port = str(getattr(addr, "host", "")), getattr(addr, "port", 0)
        if not self._onion.is_ours(host, port) and self._guard.refusal(host):
            return None
        return _RecordingProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class _RecordingAgent(_ScrapyAgent):
    def _cb_bodyready(self, txresponse: Any, request: Request) -> Any:
        request.meta[WIRE] = getattr(txresponse, "_threadline_log", WireLog())
        return super()._cb_bodyready(txresponse, request)


def certificate_fault(error: BaseException) -> str:
    """What OpenSSL or the check of the host's name holds against a certificate, or `""` for any other failure."""
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, SslError) and "certificate" in str(one):
            return "; ".join(str(part[-1]) for part in one.args[0]) if one.args else str(one)
        if isinstance(one, VerificationError):
            return "it is for another host"
        reasons = getattr(one, "reasons", None) or []
        waiting += [reason.value for reason in reasons]
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]
    return ""


class RecordingHandler(HTTP11DownloadHandler):
    """Download handler for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        guard = AddressGuard.of(crawler.settings)
        self._onion = OnionRoute(guard, crawler.settings.get("THREADLINE_SOCKS") or "")
        factory: Callable[..., GuardedFactory] = partial(GuardedFactory, guard, self._onion)
        self._pool._factory = factory  # type: ignore[assignment]  # noqa: SLF001 - Scrapy sets it the same way

    async def download_request(self, request: Request) -> Response:
        """Fetch, leaving the WireLog in `request.meta`. Onion sites go through the operator's SOCKS proxy.

        Raises CertificateError where the peer cannot show that it is who the address says.
        """
        if (urlsplit(request.url).hostname or "").endswith(".onion"):
            request.meta["proxy"] = await self._onion.address()
        agent = _RecordingAgent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except Exception as error:
            if reason := certificate_fault(error):
                message = f"{urlsplit(request.url).netloc}: TLS certificate refused: {reason}"
                raise CertificateError(message) from error
            raise

    async def close(self) -> None:
        """Close connections and the way to onion sites."""
        await super().close()
        await self._onion.close()
