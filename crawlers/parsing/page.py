"""One page as parsers see it: an address and bytes, wherever they come from."""

from dataclasses import dataclass
from typing import Final

from w3lib.encoding import html_to_unicode

_MOST_TEXT: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """`body` is decompressed; `content_type` is the header as sent, empty when unknown."""

    url: str
    body: bytes
    content_type: str = ""
    status: int = 200
    retry_after: str = ""

    def text(self) -> str:
        """The body as text: byte-order mark, header, meta element, then UTF-8 or Windows-1252, as browsers choose.

        Lone surrogates and NULs become U+FFFD, so that nothing downstream meets a string it cannot encode.
        """
        _, text = html_to_unicode(
            self.content_type or None, self.body[:_MOST_TEXT], default_encoding="utf-8", auto_detect_fun=_detect
        )
        return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _detect(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A cut in the middle of the last character is no sign of another encoding.
        return "utf-8" if error.start > len(body) - 4 else "cp1252"
    return "utf-8"
