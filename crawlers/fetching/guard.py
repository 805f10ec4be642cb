"""Which addresses we never reach, however they are spelt and whatever a name resolves to."""

import ipaddress
import logging
import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings

from crawlers.faults import RefusedAddressError

logger = logging.getLogger(__name__)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Hosts whose last label is a number are IPv4 addresses to a browser (WHATWG URL): 127.1, 0x7f.1, 2130706433, 0177.0.0.1
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Refuses every address that is not public; `allow_loopback` opens 127.0.0.0/8 and ::1 for tests and demos.

    `allow_onion` says that onion addresses go through a SOCKS proxy.
    """

    allow_loopback: bool = False
    allow_onion: bool = False

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """The guard that a crawl's settings ask for."""
        loopback, socks = settings.getbool("THREADLINE_ALLOW_LOOPBACK"), settings.get("THREADLINE_SOCKS")
        return cls(allow_loopback=loopback, allow_onion=bool(socks))

    def refusal(self, address: str) -> str:
        """Why this IP address is refused, or `""`."""
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return f"{address} is not an IP address"
        for ip in _meant(parsed):
            if ip.is_loopback and self.allow_loopback:
                continue
            if not ip.is_global or ip.is_multicast:
                return f"{address} is not a public address"
        return ""

    def check_url(self, url: str) -> None:
        """Raises RefusedAddressError for another scheme, an odd spelling, or a literal address that is refused."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not host:
            message = f"{url}: not an http or https address"
            raise RefusedAddressError(message)
        if parts.username is not None:
            message = f"{url}: carries a user name"
            raise RefusedAddressError(message)
        reason = self._host_refusal(host)
        if reason:
            message = f"{url}: {reason}"
            raise RefusedAddressError(message)

    def _host_refusal(self, host: str) -> str:
        if host.endswith(".onion"):
            if self.allow_onion:
                return ""
            # Asking a name server for it would tell the world what is being looked at.
            return "an onion address needs a SOCKS proxy, and none is configured"
        if host == "localhost" or host.endswith(".localhost"):
            return "" if self.allow_loopback else "localhost is this machine"
        try:
            literal = ipaddress.ip_address(host)
        except ValueError:
            return "an IP address in an odd spelling" if _ENDS_IN_NUMBER.search(host) else ""
        return self.refusal(str(literal))


def _meant(address: Address) -> list[Address]:
    """The address and every IPv4 address hidden in it (mapped, 6to4, Teredo, NAT64)."""
    meant: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        hidden = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            hidden.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        found = [ip for ip in hidden if ip is not None]
        # A mapped address is judged by what it maps to: ::ffff:0:0/96 itself is never global.
        meant = list(found) if address.ipv4_mapped is not None else [address, *found]
    return meant
