"""One source of ads, as its definition describes it: a TOML file, validated key by key (docs/sites.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from crawlers.ad import AdType
from crawlers.selector import Selector

Render = Literal["http", "browser", "auto"]

FIELD_NAMES: Final = ("title", "text", "phone", "price", "place", "posted_at", "author", "language")
"""What `[fields]` may name besides `images`."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How a listing page leads on: `ad_links` to ads (kept when `ad_url` matches), `next` to further listing pages.

    `follow` leads to other listing pages (categories); `max_pages` is where endless pagination ends.
    """

    ad_links: tuple[Selector, ...]
    ad_url: str = ""
    next: tuple[Selector, ...] = ()
    follow: tuple[Selector, ...] = ()
    max_pages: int = 10_000


@dataclass(frozen=True, slots=True)
class AdRules:
    """What is the ad's own on its page: `scope` minus `exclude`; `native_id` is an RE2 pattern on the address.

    `required` fields must be found, or the page is not taken for an ad. `gone` and `blocked` are selectors whose hit
    says that the ad was withdrawn, or that we are shut out.
    """

    scope: tuple[Selector, ...]
    native_id: str
    exclude: tuple[Selector, ...] = ()
    required: tuple[str, ...] = ("title",)
    gone: tuple[Selector, ...] = ()
    blocked: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True)
class BrowserRules:
    """For pages that need a browser: what to wait for, and one declared click on an age or cookie notice."""

    wait_for: str = ""
    click: str = ""
    timeout: float = 20.0


@dataclass(frozen=True, slots=True)
class Site:
    """A validated definition. `delay` in seconds between two requests to one host; `digest` is the file's SHA-256."""

    slug: str
    name: str
    hosts: tuple[str, ...]
    start: tuple[str, ...]
    ad_type: AdType
    country: str
    region: str
    timezone: str
    languages: tuple[str, ...]
    lawful_basis: str
    listing: Listing
    ad: AdRules
    fields: Mapping[str, tuple[Selector, ...]]
    image_selectors: tuple[Selector, ...] = ()
    images: Literal["on", "off"] = "off"
    render: Render = "http"
    browser: BrowserRules = field(default_factory=BrowserRules)
    retention_days: int = 365
    delay: float = 2.0
    concurrency: int = 1
    keep_fragment: bool = False
    drop_params: tuple[str, ...] = ()
    date_order: Literal["DMY", "MDY", "YMD"] = "MDY"
    page_object: str = ""
    digest: str = ""
    path: str = ""


def load_site(path: Path | str) -> Site:
    """Read and validate a definition. Raises DefinitionError naming file, line and key."""
    from crawlers.definition import read_definition

    return read_definition(Path(path))
