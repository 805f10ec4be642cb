"""Which pages of a site need a browser: what the definition says, or what `auto` has learnt."""

import re
import sqlite3
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from crawlers.parsing.page import Page
from crawlers.parsing.scope import open_page
from crawlers.parsing.visible import visible_text
from crawlers.site import Site

_SHELL_TEXT: Final = 2_000
_NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Rendering:
    """`learnt` holds the kinds of address that gave nothing until the browser rendered them."""

    site: Site
    connection: sqlite3.Connection
    learnt: set[str] = field(default_factory=set)

    def load(self) -> None:
        """Read what earlier crawls learnt."""
        rows = self.connection.execute("SELECT template FROM rendered WHERE site=?", (self.site.slug,))
        self.learnt = {row["template"] for row in rows}

    def needs_browser(self, url: str) -> bool:
        """Whether this address is rendered from the start."""
        return self.site.render == "browser" or (self.site.render == "auto" and template_of(url) in self.learnt)

    def learn(self, url: str) -> None:
        """Addresses like this one need the browser."""
        template = template_of(url)
        if template not in self.learnt:
            self.learnt.add(template)
            self.connection.execute("INSERT OR IGNORE INTO rendered VALUES (?, ?)", (self.site.slug, template))


def template_of(url: str) -> str:
    """The kind of an address: host, path and fragment with numbers left open; the query's values do not count."""
    parts = urlsplit(url)
    names = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&") if pair))
    return _NUMBERS.sub("N", f"{parts.netloc.rpartition(':')[0] or parts.netloc}{parts.path}?{names}#{parts.fragment}")


def looks_like_shell(page: Page) -> bool:
    """Whether a page has scripts and next to no text of its own."""
    if b"<script" not in page.body.lower():
        return False
    document = open_page(page).document
    return len(visible_text(document.root)) < _SHELL_TEXT
