"""A forward proxy on loopback, so that the address guard and byte limits hold for the browser and for onion sites."""

import asyncio
import contextlib
import ipaddress
import logging
import socket
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from crawlers.faults import RefusedAddressError
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.socks import SocksProxy

logger = logging.getLogger(__name__)

_LARGEST_HEAD: Final = 64 * 1024
_SECONDS_TO_CONNECT: Final = 15.0
_DROPPED: Final = (b"proxy-connection", b"proxy-authorization", b"connection", b"keep-alive")


@dataclass(slots=True)
class GuardedProxy:
    """Speaks HTTP/1.1 to the browser: CONNECT for https, absolute addresses for http.

    A name is resolved here, once, and the very address that was checked is connected to: no room for DNS rebinding.
    `most_bytes` is what one connection may bring in; `peers` says which address each host last had.
    """

    guard: AddressGuard
    most_bytes: int = 30 * 1024 * 1024
    socks: SocksProxy | None = None
    port: int = 0
    peers: dict[str, str] = field(default_factory=dict)
    _server: asyncio.Server | None = field(default=None)

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LARGEST_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening; connections that stand end with their peers."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                url = f"https://{host}:{port}/"
            else:
                url = target
            upstream = await self._connect(url)
        except RefusedAddressError as error:
            logger.warning("browser: %s", error)
            await _refuse(writer, "403 Refused")
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await _refuse(writer, "502 No answer")
        else:
            await self._join(reader, writer, upstream, b"" if method == "CONNECT" else _rewrite(head, url))

    async def _connect(self, url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self.guard.check_url(url)
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if self.socks is not None and (parts.hostname or "").endswith(".onion"):
            return await self.socks.connect(parts.hostname or "", port)
        address = await self._resolve(parts.hostname or "", port)
        self.peers[parts.hostname or ""] = address
        async with asyncio.timeout(_SECONDS_TO_CONNECT):
            return await asyncio.open_connection(address, port)

    async def _resolve(self, host: str, port: int) -> str:
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(host))
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(entry[4][0]) for entry in found]
        for address in addresses:
            if reason := self.guard.refusal(address):
                message = f"{host}: {reason}"
                raise RefusedAddressError(message)
        if not addresses:
            message = f"{host}: no address"
            raise OSError(message)
        return addresses[0]

    async def _join(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        upstream: tuple[asyncio.StreamReader, asyncio.StreamWriter],
        head: bytes,
    ) -> None:
        their_reader, their_writer = upstream
        if head:
            their_writer.write(head)
        else:
            writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        up = asyncio.create_task(_pipe(reader, their_writer, self.most_bytes))
        await _pipe(their_reader, writer, self.most_bytes)
        up.cancel()
        for stream in (writer, their_writer):
            stream.close()


async def _pipe(source: asyncio.StreamReader, sink: asyncio.StreamWriter, most_bytes: int) -> None:
    passed = 0
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while passed <= most_bytes and (part := await source.read(65_536)):
            passed += len(part)
            sink.write(part)
            await sink.drain()


def _rewrite(head: bytes, url: str) -> bytes:
    """The request as an origin server expects it; one request per connection, so each is checked."""
    parts = urlsplit(url)
    first, *lines = head.rstrip(b"\r\n").split(b"\r\n")
    method, _, version = first.split(b" ", 2)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [line for line in lines if line.split(b":", 1)[0].strip().lower() not in _DROPPED]
    return b"\r\n".join([b" ".join([method, target.encode("latin-1"), version]), *kept, b"Connection: close", b"", b""])


async def _refuse(writer: asyncio.StreamWriter, status: str) -> None:
    with contextlib.suppress(OSError):
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
    writer.close()
