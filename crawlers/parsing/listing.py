"""Where a listing page, a sitemap or a feed leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from parsel import Selector as Document

from crawlers.parsing.address import is_ours, native_id, resolve
from crawlers.parsing.page import Page
from crawlers.parsing.scope import Scope, compiled, open_page
from crawlers.selector import Selector
from crawlers.site import Site

_XML_LINKS = (
    "//*[local-name()='url']/*[local-name()='loc']/text()"
    " | //*[local-name()='item']/*[local-name()='link']/text()"
    " | //*[local-name()='entry']/*[local-name()='link'][not(@rel) or @rel='alternate']/@href"
)
_XML_FURTHER = "//*[local-name()='sitemap']/*[local-name()='loc']/text()"


@dataclass(frozen=True, slots=True)
class Leads:
    """Absolute addresses on our hosts: `ads` in page order, `next` pages of this list, `lists` beside it."""

    ads: tuple[str, ...]
    next: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def read_listing(page: Page, site: Site) -> Leads:
    """What a start or listing page leads to. Sitemaps, RSS and Atom are recognised by their first element."""
    if is_xml(page):
        return _read_xml(page, site)
    scope = open_page(page)
    listing = site.listing
    return Leads(
        ads=_keep_ads(_links(scope, listing.ad_links), site),
        next=_keep_ours(_links(scope, listing.next), site),
        lists=_keep_ours(_links(scope, listing.follow), site),
    )


def is_xml(page: Page) -> bool:
    """Whether a page is a sitemap or a feed."""
    head = page.body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return any(mark in head for mark in (b"<urlset", b"<sitemapindex", b"<rss", b"<feed", b"<rdf:RDF"))


def _read_xml(page: Page, site: Site) -> Leads:
    further = [resolve(page.url, link) for link in _xml(page).xpath(_XML_FURTHER).getall()]
    return Leads(ads=_keep_ads(xml_links(page), site), lists=_keep_ours(further, site))


def _xml(page: Page) -> Document:
    # parsel's XML parser resolves no entities and opens no network, so a billion-laughs feed stays small.
    return Document(text=page.text(), type="xml")


def xml_links(page: Page) -> list[str]:
    """Absolute addresses of the pages that a sitemap or feed names."""
    return [url for link in _xml(page).xpath(_XML_LINKS).getall() if (url := resolve(page.url, link))]


def _links(scope: Scope, selectors: tuple[Selector, ...]) -> list[str]:
    return [resolve(scope.page.url, link) for selector in selectors for link in scope.find(selector)]


def _keep_ours(urls: Iterable[str], site: Site) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for url in urls if url and is_ours(url, site)))


def _keep_ads(urls: Iterable[str], site: Site) -> tuple[str, ...]:
    pattern = compiled(site.listing.ad_url) if site.listing.ad_url else None
    wanted = (url for url in _keep_ours(urls, site) if pattern is None or pattern.search(url))
    return tuple(url for url in wanted if native_id(url, site))
