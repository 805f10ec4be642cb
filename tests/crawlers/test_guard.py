"""Addresses that are never reached, by any spelling, name or redirect."""

import asyncio
import ipaddress
import socket
import socketserver
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.faults import RefusedAddressError
from crawlers.fetching.guard import AddressGuard
from crawlers.fetching.proxy import GuardedProxy
from tests.crawlers.board import Board
from tests.crawlers.crawling import crawl

REFUSED = [
    "127.0.0.1",
    "127.8.9.10",
    "10.0.0.1",
    "172.16.3.4",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "ff02::1",
    "not an address",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    """Private, loopback, link-local, shared, metadata, multicast, and IPv4 hidden in IPv6."""
    assert AddressGuard().refusal(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_are_not(address: str) -> None:
    """Or nothing could be crawled."""
    assert AddressGuard().refusal(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://1.2.3.4.5/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.localhost/",
        "http://user@example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http:///x",
        "http://abcdefghijklmnop.onion/",
    ],
)
def test_odd_spellings_are_refused(url: str) -> None:
    """Whatever a resolver would make of them."""
    with pytest.raises(RefusedAddressError):
        AddressGuard().check_url(url)


@given(st.ip_addresses(v=4))
def test_what_may_be_reached_is_global(address: ipaddress.IPv4Address) -> None:
    """No address that the standard library calls private passes, plain or mapped into IPv6."""
    for spelling in (str(address), f"::ffff:{address}"):
        if AddressGuard().refusal(spelling) == "":
            assert address.is_global


def test_loopback_opens_loopback_alone() -> None:
    """--allow-loopback is no key to the network around us."""
    guard = AddressGuard(allow_loopback=True)
    assert guard.refusal("127.0.0.1") == guard.refusal("::1") == ""
    assert guard.refusal("10.0.0.1")
    assert guard.refusal("169.254.169.254")
    with pytest.raises(RefusedAddressError):
        guard.check_url("http://2130706433/")


def test_a_crawl_without_leave_reaches_no_loopback_address(board: Board, tmp_path: Path) -> None:
    """Not one request, and the fault says why."""
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path), allow_loopback=False)
    assert outcome.exit_code == 9
    assert board.pages_served == 0
    assert any("not a public address" in fault for fault in outcome.faults)


def test_a_connection_to_a_refused_peer_is_closed_before_a_byte_is_sent() -> None:
    """DNS rebinding ends at the socket: whatever a name resolved to a moment ago, the peer is looked at."""
    from twisted.internet.address import IPv4Address, IPv6Address

    from crawlers.fetching.onion import OnionRoute
    from crawlers.fetching.wire import GuardedFactory

    def keep(_: object) -> None:
        raise AssertionError

    for guard, is_built in ((AddressGuard(), False), (AddressGuard(allow_loopback=True), True)):
        factory = GuardedFactory(guard, OnionRoute(guard, ""), keep, "test")
        assert (factory.buildProtocol(IPv4Address("TCP", "127.0.0.1", 80)) is not None) == is_built
        assert (factory.buildProtocol(IPv6Address("TCP", "::1", 80)) is not None) == is_built
    factory = GuardedFactory(AddressGuard(), OnionRoute(AddressGuard(), ""), keep, "test")
    assert factory.buildProtocol(IPv4Address("TCP", "93.184.216.34", 80)) is not None


def test_a_redirect_to_a_private_address_is_not_followed(board: Board, tmp_path: Path) -> None:
    """Neither to another host nor, through a host of the definition, to the metadata address."""
    board.faults["/ad/1"] = lambda: (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b"")
    hosts = ('hosts = ["127.0.0.1"]', 'hosts = ["127.0.0.1", "169.254.169.254"]')
    outcome = crawl(tmp_path / "archive", board.definition(tmp_path, hosts))
    assert outcome.exit_code == 9
    assert any("169.254.169.254 is not a public address" in fault for fault in outcome.faults)


def test_the_browsers_proxy_refuses_the_same(board: Board) -> None:
    """A page's scripts reach no address that we would not."""

    async def ask(guard: AddressGuard, first_line: str) -> bytes:
        proxy = GuardedProxy(guard)
        await proxy.start()
        reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
        writer.write(f"{first_line}\r\nHost: x\r\nProxy-Connection: keep-alive\r\n\r\n".encode())
        answer = await asyncio.wait_for(reader.read(200), 10)
        writer.close()
        await proxy.stop()
        return answer

    address = f"GET {board.url('/robots.txt')} HTTP/1.1"
    assert asyncio.run(ask(AddressGuard(allow_loopback=True), address)).startswith(b"HTTP/1.1 200")
    assert asyncio.run(ask(AddressGuard(), address)).startswith(b"HTTP/1.1 403")
    assert asyncio.run(ask(AddressGuard(), "CONNECT 169.254.169.254:443 HTTP/1.1")).startswith(b"HTTP/1.1 403")
    assert asyncio.run(ask(AddressGuard(), "CONNECT localhost:22 HTTP/1.1")).startswith(b"HTTP/1.1 403")


class _Socks(socketserver.StreamRequestHandler):
    """A SOCKS 5 proxy that knows one name."""

    def handle(self) -> None:
        self.rfile.read(3)
        self.wfile.write(b"\x05\x00")
        self.rfile.read(4)
        name = self.rfile.read(self.rfile.read(1)[0]).decode()
        self.rfile.read(2)
        server = self.server
        assert isinstance(server, _SocksServer)
        server.asked.append(name)
        self.wfile.write(b"\x05\x00\x00\x01" + bytes(6))
        with socket.create_connection(("127.0.0.1", server.board_port)) as upstream:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += self.rfile.readline()
            upstream.sendall(head)
            while part := upstream.recv(65_536):
                self.wfile.write(part)


class _SocksServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, board_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Socks)
        self.board_port = board_port
        self.asked: list[str] = []


def test_onion_sites_are_reached_through_the_operators_proxy_alone(board: Board, tmp_path: Path) -> None:
    """By name, so that no name server hears of it; without the proxy not at all; loopback stays shut."""
    onion = "abcdefghijklmnop.onion"
    hosts = ('hosts = ["127.0.0.1"]', f'hosts = ["{onion}"]')
    definition = board.definition(tmp_path, hosts, (f"http://127.0.0.1:{board.port}", f"http://{onion}"))
    refused = crawl(tmp_path / "archive", definition, allow_loopback=False)
    assert refused.exit_code == 9
    assert any("needs a SOCKS proxy" in fault for fault in refused.faults)
    with _SocksServer(board.port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"127.0.0.1:{server.server_address[1]}"
        outcome = crawl(tmp_path / "archive", definition, allow_loopback=False, socks_proxy=address)
        server.shutdown()
    assert outcome.exit_code == 0, outcome.faults
    assert outcome.sites["board"]["ads"] == {"new": 12}
    assert set(server.asked) == {onion}
