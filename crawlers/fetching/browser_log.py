"""What the browser saw of one page."""

import contextlib
from dataclasses import dataclass, field
from typing import Final

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response

BROWSER_LOG: Final = "browser_log"
"""Key in `request.meta` under which a page rendered by the browser leaves its BrowserLog."""


@dataclass(slots=True)
class BrowserLog:
    """What the browser saw: the main document as sent (decompressed by it), the screen, and what we did."""

    document: bytes = b""
    head: bytes = b""
    status: int = 0
    screenshot: bytes = b""
    clicked: str = ""
    peer_address: str = ""
    redirects: tuple[str, ...] = ()
    lacks: str = ""
    """The element that the definition waits for, where it did not come."""
    page: Page | None = field(default=None, repr=False)
    _response: Response | None = field(default=None, repr=False)

    def watch(self, page: Page) -> None:
        """Begin anew on this page: keep the answer to its main frame's navigation, and nothing of an earlier try."""
        self.document, self.head, self.status, self.screenshot = b"", b"", 0, b""
        self.clicked, self.lacks, self.redirects = "", "", ()
        self.page, self._response = page, None

        def keep(response: Response) -> None:
            if response.request.is_navigation_request() and response.frame == page.main_frame:
                self._response = response

        page.on("response", keep)

    async def close(self) -> None:
        """Read the main document's bytes while the page is still open."""
        self.page, response = None, self._response
        if response is None:
            return
        self.status = response.status
        chain, request = [], response.request.redirected_from
        while request is not None:
            chain.append(request.url)
            request = request.redirected_from
        self.redirects = tuple(reversed(chain))
        with contextlib.suppress(PlaywrightError):
            self.document = await response.body()
        headers = await response.headers_array()
        self.head = _head(response, [(header["name"], header["value"]) for header in headers], len(self.document))


def _head(response: Response, headers: list[tuple[str, str]], length: int) -> bytes:
    """Status line and headers of a body whose content coding the browser has removed."""
    dropped = ("content-encoding", "transfer-encoding", "content-length")
    lines = [f"HTTP/1.1 {response.status} {response.status_text}"]
    lines += [f"{name}: {value}" for name, value in headers if name.lower() not in dropped and "\n" not in value]
    lines += [f"Content-Length: {length}", "", ""]
    return "\r\n".join(lines).encode("utf-8", "replace")
