"""SOCKS 5 (RFC 1928) as far as a Tor client needs it: connect by name, so that no name server is asked."""

import asyncio
import struct
from dataclasses import dataclass
from typing import Final, Self

_REPLIES: Final = {
    1: "general failure",
    2: "not allowed",
    3: "no route",
    4: "host unreachable",
    5: "refused",
    6: "expired",
}
_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class SocksProxy:
    """The operator's own proxy."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """`host:port`. Raises ValueError."""
        host, _, port = text.rpartition(":")
        if not host or not port.isdigit():
            message = f"{text!r} is no address of a SOCKS proxy (host:port)"
            raise ValueError(message)
        return cls(host, int(port))

    async def connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to `host` through the proxy, which resolves the name. Raises OSError or TimeoutError."""
        async with asyncio.timeout(_SECONDS):
            reader, writer = await asyncio.open_connection(self.host, self.port)
            try:
                await _ask(reader, writer, host, port)
            except (OSError, asyncio.IncompleteReadError) as error:
                writer.close()
                message = f"SOCKS proxy {self.host}:{self.port}: {error}"
                raise OSError(message) from error
        return reader, writer


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, port: int) -> None:
    writer.write(b"\x05\x01\x00")
    if await reader.readexactly(2) != b"\x05\x00":
        message = "wants a log-in"
        raise OSError(message)
    name = host.encode("idna")
    writer.write(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + struct.pack(">H", port))
    _, reply, _, kind = await reader.readexactly(4)
    if reply != 0:
        message = _REPLIES.get(reply, f"reply {reply}")
        raise OSError(message)
    length = {1: 4, 4: 16}.get(kind)
    await reader.readexactly((length if length is not None else (await reader.readexactly(1))[0]) + 2)
