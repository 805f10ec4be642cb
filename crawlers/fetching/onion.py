"""The way to onion sites: Twisted's handler speaks no SOCKS, so our own proxy speaks it in between."""

import asyncio
from dataclasses import dataclass, field

from crawlers.faults import RefusedAddressError
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.proxy import GuardedProxy
from crawlers.fetching.socks import SocksProxy


@dataclass(slots=True)
class OnionRoute:
    """`socks` is `host:port` of the operator's proxy, empty where there is none."""

    guard: AddressGuard
    socks: str
    _proxy: GuardedProxy | None = None
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def address(self) -> str:
        """Where Scrapy sends a request for an onion site. Raises RefusedAddressError without a SOCKS proxy."""
        if not self.socks:
            message = "an onion address needs a SOCKS proxy, and none is configured"
            raise RefusedAddressError(message)
        async with self._starting:
            if self._proxy is None:
                self._proxy = GuardedProxy(self.guard, socks=SocksProxy.parse(self.socks))
                await self._proxy.start()
        return f"http://127.0.0.1:{self._proxy.port}"

    def is_ours(self, host: str, port: int) -> bool:
        """Whether this is our own proxy, the one loopback address that may always be reached."""
        return self._proxy is not None and host == "127.0.0.1" and port == self._proxy.port

    async def close(self) -> None:
        """Stop the proxy if it ran."""
        if self._proxy is not None:
            await self._proxy.stop()
