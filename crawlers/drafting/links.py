"""Which links of a listing page lead to ads, and which to the next page of the list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from parsel import Selector as Document

from crawlers.drafting.addresses import SESSIONS, is_paging, pattern_of, shape_of
from crawlers.drafting.elements import class_names, is_stable, named
from crawlers.faults import NothingToReadError
from crawlers.parsing.address import resolve
from crawlers.parsing.listing import is_xml, xml_links
from crawlers.parsing.page import Page
from crawlers.parsing.visible import visible_text

_NEXT_WORDS: Final = (
    r"next|more|load more|show more|older|siguiente|más|ver más|cargar más|próxima|seguinte|mais|ver mais|weiter|"
    r"nächste|mehr|suivante?|voir plus|plus d|afficher plus|successiv[ao]|altri|volgende|meer"
)
_IS_NEXT = re.compile(rf"^\W*(?:{_NEXT_WORDS})\b|^\s*(?:[›»>→]+|>>)\s*$", re.IGNORECASE)
_IS_BACK = re.compile(r"prev|anterior|précédent|zurück|newer|vorige|[‹«<←]", re.IGNORECASE)
_BESIDE: Final = frozenset({"nav", "header", "footer", "aside"})


@dataclass(frozen=True, slots=True)
class AdLinks:
    """The links of a listing that look like ads. `pattern` matches their addresses, its group is the ad's own number.

    `texts` are what each link says; `next` are selectors of the links to the next page, best first.
    """

    pattern: str
    urls: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)
    next: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()


def find_ad_links(listing: Page) -> AdLinks:
    """The family of links to the same host that most looks like ads.

    Raises NothingToReadError when the page has no such family.
    """
    if is_xml(listing):
        texts = {url: "" for url in xml_links(listing) if _is_near(url, listing)}
        return _choose(listing, texts, ())
    document = Document(text=listing.text() or "<html></html>", type="html")
    texts = {}
    for link in document.xpath("//a[@href]"):
        url = resolve(listing.url, link.attrib["href"])
        if url and _is_near(url, listing) and not is_paging(url) and url != listing.url:
            text = visible_text(link.root)
            if any(ancestor.tag in _BESIDE for ancestor in link.root.iterancestors()):
                text = ""
            texts[url] = max(texts.get(url, ""), text, key=len)
    return _choose(listing, texts, _next_selectors(document, listing))


def _is_near(url: str, listing: Page) -> bool:
    return urlsplit(url).hostname == urlsplit(listing.url).hostname


def _choose(listing: Page, texts: dict[str, str], following: tuple[str, ...]) -> AdLinks:
    families: dict[str, list[str]] = {}
    for url in texts:
        families.setdefault(shape_of(url), []).append(url)
    wanted = {shape: urls for shape, urls in families.items() if re.search(r"[9wx]", shape.partition("/")[2])}
    several = {shape: urls for shape, urls in wanted.items() if len(urls) > 1} or wanted
    if not several:
        message = f"{listing.url}: no links that look like ads (same host, with a number); a browser may be needed"
        raise NothingToReadError(message)
    urls = max(several.values(), key=lambda one: _score(one, texts))
    pattern = pattern_of(urls)
    own = re.compile(pattern)
    kept = tuple(url for url in texts if own.search(url))
    names = {pair.partition("=")[0] for url in kept for pair in urlsplit(url).query.split("&") if pair}
    sessions = tuple(sorted(name for name in names if name.lower() in SESSIONS))
    return AdLinks(pattern, kept, {url: texts[url] for url in kept}, following, sessions)


def _score(urls: list[str], texts: dict[str, str]) -> float:
    """Many, with much to say, under long numbers: categories and menus are shorter in all three."""
    words = sum(min(len(texts[url]), 60) for url in urls) / len(urls)
    digits = sum(len("".join(re.findall(r"\d+", urlsplit(url).path + urlsplit(url).query))) for url in urls) / len(urls)
    return len(urls) * (1 + words / 10) * (1 + min(digits, 8) / 4)


def _next_selectors(document: Document, listing: Page) -> tuple[str, ...]:
    found = []
    if document.css("a[rel~=next], link[rel~=next]"):
        found.append("[rel~=next]::attr(href)")
    links = [link for link in document.xpath("//a[@href]") if resolve(listing.url, link.attrib["href"])]
    for link in links:
        text = visible_text(link.root)
        if _IS_NEXT.search(text) and len(text) < 30 and _may_follow(link, listing):
            found.append(_by_class(link.root, document) or f"xpath: //a[normalize-space(.)={literal(text)}]/@href")
            break
    pages = [link for link in links if _may_follow(link, listing)]
    if not found and pages:
        found += _by_address(pages)
    return tuple(dict.fromkeys(found))


def _may_follow(link: Any, listing: Page) -> bool:
    url = resolve(listing.url, link.attrib["href"])
    text = visible_text(link.root)
    is_back = bool(_IS_BACK.search(text)) and not _IS_NEXT.search(text)
    return (not is_back and is_paging(url)) or bool(_IS_NEXT.search(text) and shape_of(url) == shape_of(listing.url))


def _by_class(link: Any, document: Document) -> str:
    for name in class_names(link):
        if is_stable(name) and len(document.css(f"a.{name}")) == 1:
            return f"a.{name}::attr(href)"
    return ""


def _by_address(pages: Iterable[Any]) -> list[str]:
    holder = next(iter(pages)).root.getparent()
    if holder is not None and any(is_stable(name) for name in class_names(holder)):
        return [f"{named(holder)} a::attr(href)"]
    hit = re.search(r"([?&]\w+=|page[/-])\d+", next(iter(pages)).attrib["href"])
    return [f"a[href*='{hit[1].lstrip('?&')}']::attr(href)"] if hit else []


def literal(text: str) -> str:
    """An XPath string."""
    return f'"{text}"' if "'" in text else f"'{text}'"
