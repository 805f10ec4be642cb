"""An e-mail to the hotline as a tip."""

import hashlib
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Final

from review_ui.hotline.choices import Channel
from review_ui.hotline.import_rows import RowFault, decode
from review_ui.hotline.intake import NewTip

_LONGEST: Final = 200_000
_BREAKS: Final = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3"})
_HIDDEN: Final = frozenset({"script", "style", "head"})


def read_letter(content: bytes) -> NewTip | RowFault:
    """Subject, sender and text; attachments are left out. The digest of its Message-ID is its legacy id."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    if not isinstance(message, EmailMessage) or not message.keys():
        return RowFault("this is no e-mail")
    body = _body(message)
    subject, sender = _header(message, "Subject"), _header(message, "From")
    if not (body or subject):
        return RowFault("the message is empty")
    told = "\n\n".join(part for part in (subject, body, f"From: {sender}" if sender else "") if part)
    named = _header(message, "Message-ID")
    legacy = f"email:{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:40]}" if named else ""
    return NewTip(told, received_at=_sent_at(message), channel=Channel.EMAIL.value, legacy_id=legacy)


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, IndexError, TypeError, AttributeError):
        # The library's own parser stumbles over some broken headers; the rest of the letter counts.
        return ""
    return " ".join(value.replace("\x00", "").split())[:1000]


def _body(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain", "html"))
    except (ValueError, IndexError, TypeError, AttributeError, KeyError):
        part = None
    if part is None:
        return ""
    held = part.get_payload(decode=True)
    raw = held if isinstance(held, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    try:
        text = raw.decode(part.get_content_charset() or "utf-8")
    except (UnicodeDecodeError, LookupError):
        text = decode(raw)
    text = _strip(text) if part.get_content_type() == "text/html" else text
    return text.replace("\x00", "").strip()[:_LONGEST]


def _sent_at(message: EmailMessage) -> datetime:
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return datetime.now(UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _strip(markup: str) -> str:
    words = _Words()
    words.feed(markup)
    words.close()
    lines = ("".join(words.found)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


class _Words(HTMLParser):
    """The text of a page: linear on hostile markup, which the faster parsers are not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # the library's
        self._hidden += tag in _HIDDEN
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)
