"""A small classifieds board on loopback: listing pages, ads with related ads, pictures, and faults to order."""

import contextlib
import hashlib
import ssl
import struct
import threading
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class BoardAd:
    """One made-up ad."""

    number: int
    title: str
    text: str
    phone: str
    pictures: list[bytes] = field(default_factory=list)


def draw(seed: int) -> bytes:
    """A small PNG of one colour, different for every seed."""
    rows = b"".join(b"\x00" + bytes([seed % 256, seed // 256 % 256, 90]) * 8 for _ in range(8))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


DEFINITION = """
slug = "board"
name = "Test board"
hosts = ["127.0.0.1"]
start = ["{scheme}://127.0.0.1:{port}/list"]
ad_type = "commercial"
country = "US"
timezone = "America/Chicago"
languages = ["en"]
lawful_basis = "a test on this machine"
images = "on"
{top}
[listing]
ad_links = ["ul.ads a::attr(href)"]
next = ["a.next::attr(href)"]
max_pages = 50
[ad]
scope = "article"
exclude = [".related"]
native_id = '/ad/(\\d+)'
required = ["title", "text"]
gone = [".expired"]
blocked = ["#challenge"]
[fields]
title = ["h2"]
text = [".text"]
phone = [".phone"]
posted_at = [".posted"]
images = ["img::attr(src)"]
"""


class Board:
    """Serves `ads`; `faults` maps a path to a function that answers in its place (None: the normal answer)."""

    def __init__(self, count: int = 12, per_page: int = 5, tls: ssl.SSLContext | None = None) -> None:
        self.scheme = "https" if tls else "http"
        self.ads = {
            number: BoardAd(
                number,
                f"Garden help {number}",
                f"Garden help number {number}, ring any evening.",
                f"(312) 555-01{number % 100:02d}",
                [draw(number)],
            )
            for number in range(1, count + 1)
        }
        self.per_page = per_page
        self.robots = "User-agent: *\nAllow: /\n"
        self.faults: dict[str, Callable[[], Answer | None]] = {}
        self.fault_everywhere: Callable[[str], Answer | None] = lambda _: None
        self.asked: Counter[str] = Counter()
        self.pages_served = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"

    def definition(self, folder: Path, *changes: tuple[str, str], top: str = "") -> Path:
        """The board's definition as a file, with replacements made in its text."""
        text = DEFINITION.replace("{port}", str(self.port)).replace("{top}", top).replace("{scheme}", self.scheme)
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def answer(self, path: str) -> Answer:
        with self._lock:
            self.asked[path] += 1
            self.pages_served += 1
        fault = self.faults.get(path)
        given = fault() if fault else self.fault_everywhere(path)
        if given is not None:
            return given
        bare, _, query = path.partition("?")
        if bare == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, self.robots.encode()
        if bare == "/list":
            page = int(query.removeprefix("page=") or 1) if query else 1
            return self._html(self._list(page))
        kind, _, rest = bare.strip("/").partition("/")
        number, _, which = rest.partition("/")
        ad = self.ads.get(int(number)) if number.isdigit() else None
        if ad is None:
            return 404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>"
        if kind == "pic":
            return 200, {"Content-Type": "image/png"}, ad.pictures[int(which or 0)]
        return self._html(self.page(ad))

    def page(self, ad: BoardAd) -> str:
        """An ad's page: it differs on every fetch outside the ad, and carries other people's ads."""
        images = "".join(f'<img src="/pic/{ad.number}/{n}?token={self.pages_served}">' for n in range(len(ad.pictures)))
        others = [other for other in self.ads.values() if other.number != ad.number][:3]
        posted = self.pages_served + 1
        related = "".join(
            f'<a href="/ad/{other.number}">{other.title} {other.phone}<img src="/pic/{other.number}/0"></a>'
            for other in others
        )
        return (
            f"<h1>The Board</h1><article><h2>{ad.title}</h2><p class=text>{ad.text}</p><p class=phone>{ad.phone}</p>"
            f"<p class=posted>{posted} minutes ago</p>{images}<div class=related>{related}</div></article>"
            f"<footer>visit {self.pages_served}</footer>"
        )

    def _list(self, page: int) -> str:
        numbers = sorted(self.ads)[(page - 1) * self.per_page : page * self.per_page]
        links = "".join(f'<li><a href="/ad/{number}">{self.ads[number].title}</a>' for number in numbers)
        more = f'<a class=next href="/list?page={page + 1}">more</a>' if page * self.per_page < len(self.ads) else ""
        return f"<h1>The Board</h1><ul class=ads>{links}</ul>{more}"

    @staticmethod
    def _html(body: str) -> Answer:
        return 200, {"Content-Type": "text/html; charset=utf-8"}, f"<!doctype html><body>{body}</body>".encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        board = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                status, headers, body = board.answer(self.path)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                with contextlib.suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
