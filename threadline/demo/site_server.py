"""Serve a made-up world as two classified boards on loopback, in a process of its own."""

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from threadline.demo.site_pages import BOARDS, Row, ad_page, listing_page

PER_PAGE: Final = 100
RELATED: Final = 4
ROBOTS: Final = "User-agent: *\nDisallow: /account/\nDisallow: /thumbs/\n"
_SITE_OF: Final = {path: slug for slug, (path, _) in BOARDS.items()}


class Boards:
    """The ads of `folder` (`truth.jsonl`, `photos/`) as pages."""

    def __init__(self, folder: Path) -> None:
        self._photos = folder / "photos"
        with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
            rows: list[Row] = [json.loads(line) for line in lines]
        rows.sort(key=lambda row: (row["posted_at"], row["native_id"]), reverse=True)
        self._rows = {slug: [row for row in rows if row["site"] == slug] for slug in BOARDS}
        self._places = {
            slug: {row["native_id"]: at for at, row in enumerate(kept)} for slug, kept in self._rows.items()
        }

    def answer(self, target: str) -> tuple[HTTPStatus, str, bytes]:
        """Status, content type and body for a request target."""
        address = urlsplit(target)
        parts = [part for part in address.path.split("/") if part]
        match parts:
            case ["robots.txt"]:
                return HTTPStatus.OK, "text/plain", ROBOTS.encode()
            case ["photos", name] if (content := self._photo(name)) is not None:
                return HTTPStatus.OK, "image/jpeg", content
            case ["thumbs", name] if (content := self._photo(name)) is not None:
                return HTTPStatus.OK, "image/jpeg", _thumbnail(content)
            case [path] if path in _SITE_OF:
                return self._listing(_SITE_OF[path], address.query)
            case [path, "ad", native_id] if path in _SITE_OF:
                return self._ad(_SITE_OF[path], native_id)
        return HTTPStatus.NOT_FOUND, "text/html", b"<h1>Nothing here</h1>"

    def _listing(self, site: str, query: str) -> tuple[HTTPStatus, str, bytes]:
        rows = self._rows[site]
        count = max(1, -(-len(rows) // PER_PAGE))
        asked = parse_qs(query).get("page", ["1"])[0]
        number = int(asked) if asked.isdecimal() else 1
        shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE] if number else []
        return HTTPStatus.OK, "text/html; charset=utf-8", listing_page(site, shown, number, count).encode()

    def _ad(self, site: str, native_id: str) -> tuple[HTTPStatus, str, bytes]:
        at = self._places[site].get(native_id)
        if at is None:
            return HTTPStatus.NOT_FOUND, "text/html", b"<h1>Nothing here</h1>"
        rows = self._rows[site]
        related = [rows[(at + step * 7) % len(rows)] for step in range(1, RELATED + 1)]
        related = [row for row in related if row["native_id"] != native_id]
        return HTTPStatus.OK, "text/html; charset=utf-8", ad_page(rows[at], related, datetime.now(UTC)).encode()

    def _photo(self, name: str) -> bytes | None:
        stem = name.removesuffix(".jpg")
        if not (len(stem) == 64 and stem.isalnum()):
            return None
        with contextlib.suppress(FileNotFoundError):
            return (self._photos / f"{stem}.jpg").read_bytes()
        return None


def _thumbnail(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail((120, 90))
        image.save(buffer, "JPEG", quality=60)
    return buffer.getvalue()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    boards: Boards

    def do_GET(self) -> None:
        status, kind, body = self.boards.answer(self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: a crawl asks for thousands of pages."""


@contextlib.contextmanager
def serving(folder: Path, port: int) -> Iterator[int]:
    """Serve `folder` in a process of its own while the block runs; yields the port (another one where it is taken)."""
    command = [sys.executable, "-P", "-m", "threadline.demo.site_server", str(folder), str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module, no shell
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line.strip().isdecimal():
            message = f"the demo site did not start: {folder}"
            raise RuntimeError(message)
        yield int(line)
    finally:
        process.terminate()
        process.communicate()


def _bind(port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), _Handler)


def main(folder: str, port: str) -> None:
    """Entry point: `python -m threadline.demo.site_server FOLDER PORT`; prints the port it got, then serves."""
    _Handler.boards = Boards(Path(folder))
    with _bind(int(port)) as server:
        print(server.server_address[1], flush=True)  # noqa: T201 - the parent reads it
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
