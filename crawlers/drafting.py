"""Drafts a definition from one listing page and one ad: a start for a person, never used unread."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from parsel import Selector as Document

from crawlers.faults import NothingToReadError
from crawlers.parsing.address import resolve
from crawlers.parsing.page import Page
from crawlers.parsing.structured import read_jsonld
from crawlers.parsing.visible import visible_text
from crawlers.rendering import template_of

_NEXT_WORDS = re.compile(r"^\W*(?:next|more|older|siguiente|más|weiter|suivant)\b|^\s*[›»>]+\s*$", re.IGNORECASE)
_SCOPES: Final = ("article", "main", "#content", "#main", "[role=main]", ".content", ".container", "body")
_RELATED = re.compile(r"related|similar|recommend|also-like|more-ads|sidebar|comment|repl(?:y|ies)", re.IGNORECASE)
_PHONE = re.compile(r"\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}|\+\d[\d ().-]{7,16}\d")
_PRICE = re.compile(r"^\W{0,3}[$€£]\s?\d|\d\s?(?:€|EUR|USD)\b")
_DATED = re.compile(r"\bago\b|posted|published|\d{4}-\d{2}-\d{2}|\bhace\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_CLASS_NAME = re.compile(r"^[A-Za-z][\w-]{1,40}$")


@dataclass(frozen=True, slots=True)
class AdLinks:
    """The links of a listing that look like ads: all of one kind, under one selector."""

    selector: str
    native_id: str
    urls: tuple[str, ...]


def find_ad_links(listing: Page) -> AdLinks:
    """The largest family of links to the same host that differ in a number.

    Raises NothingToReadError when the page has no such family.
    """
    document = Document(text=listing.text() or "<html></html>", type="html")
    host = urlsplit(listing.url).hostname
    families: dict[tuple[str, str], list[str]] = {}
    for link in document.xpath("//a[@href]"):
        url = resolve(listing.url, link.attrib["href"])
        if not url or urlsplit(url).hostname != host or not _NUMBER.search(_after_host(url)):
            continue
        family = families.setdefault((_selector_of(link.root), _shape(url)), [])
        if url not in family:
            family.append(url)
    kept = {key: urls for key, urls in families.items() if len(urls) > 1} or families
    if not kept:
        message = f"{listing.url}: no links that look like ads (same host, with a number); a browser may be needed"
        raise NothingToReadError(message)
    (selector, _), urls = max(kept.items(), key=lambda item: (len(item[1]), len(item[1][0])))
    return AdLinks(f"{selector}::attr(href)", _native_id(urls), tuple(urls))


def _shape(url: str) -> str:
    """The kind of an address with words left open as well, since slugs differ from ad to ad."""
    return re.sub(r"[a-z]+(?:-[a-zN]+)+", "W", template_of(url).lower().replace("n", "N"))


def _selector_of(element: Any) -> str:
    """`parent.class a.class`, of names that look hand-written."""
    own = _named(element)
    parent = element.getparent()
    while parent is not None and not _classes(parent) and parent.tag not in ("li", "td", "article", "body"):
        parent = parent.getparent()
    return f"{_named(parent)} {own}" if parent is not None else own


def _named(element: Any) -> str:
    return str(element.tag) + "".join(f".{name}" for name in _classes(element)[:1])


def _classes(element: Any) -> list[str]:
    return [name for name in (element.get("class") or "").split() if _CLASS_NAME.match(name)]


def _native_id(urls: Iterable[str]) -> str:
    """A pattern around the number that tells the addresses apart."""
    split = [re.split(r"(\d+)", _after_host(url)) for url in urls]
    for position in range(1, min(len(parts) for parts in split), 2):
        if len({parts[position] for parts in split}) == len(split):
            before = {parts[position - 1] for parts in split}
            lead = re.escape(before.pop()).replace(r"\-", "-")[-12:] if len(before) == 1 else ""
            after = "/" if all(parts[position + 1].startswith("/") for parts in split) else ""
            return f"{lead}(\\d+){after}"
    return r"(\d+)"


def _after_host(url: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path}{query}" + (f"#{parts.fragment}" if parts.fragment else "")


def draft(listing: Page, links: AdLinks, ad: Page) -> str:
    """The TOML text of a definition. What could not be found is named in comments."""
    document = Document(text=ad.text() or "<html></html>", type="html")
    scope = _scope(document)
    fields = _fields(document, scope, _headings(listing))
    lines = [
        *_head(listing, ad, _language(document)),
        "",
        "[listing]",
        f"ad_links = ['{links.selector}']",
        *_next_lines(listing),
        "",
        "[ad]",
        f"scope = '{scope}'",
        *_exclude_lines(document, scope),
        f"native_id = '{links.native_id}'",
        f"required = {_listed([name for name in ('title', 'text') if name in fields])}",
        "",
        "[fields]",
        *(f"{name} = {_listed(selectors)}" for name, selectors in fields.items()),
    ]
    missing = [name for name in ("text", "phone", "price", "place", "posted_at", "images") if name not in fields]
    lines += [f"# not found on this page: {', '.join(missing)}"] if missing else []
    return "\n".join(lines) + "\n"


def _head(listing: Page, ad: Page, language: str) -> list[str]:
    host = urlsplit(listing.url).hostname or ""
    slug = re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "site"
    return [
        "# Drafted from two pages: read every line, then `threadline site test` this file.",
        f"# List: {listing.url}",
        f"# Ad:   {ad.url}",
        f'slug = "{slug}"',
        f'name = "{host}"',
        f'hosts = ["{host}"]',
        f"start = ['{listing.url}']",
        'ad_type = "other"           # commercial, job, forum, other',
        'country = "US"              # where its ads are',
        'timezone = "UTC"            # in which it prints dates',
        f'languages = ["{language}"]',
        'lawful_basis = "TO BE WRITTEN: why you may collect this"',
    ]


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"


def _language(document: Document) -> str:
    return (document.xpath("/html/@lang").get() or "en")[:2].lower()


def _headings(listing: Page) -> set[str]:
    document = Document(text=listing.text() or "<html></html>", type="html")
    return {visible_text(heading.root) for heading in document.xpath("//h1|//h2")}


def _next_lines(listing: Page) -> list[str]:
    document = Document(text=listing.text() or "<html></html>", type="html")
    if document.css("a[rel=next], link[rel=next]"):
        return ["next = ['[rel=next]::attr(href)']"]
    for link in document.xpath("//a[@href]"):
        if _NEXT_WORDS.search(visible_text(link.root)):
            return [f"next = ['{_selector_of(link.root)}::attr(href)']"]
    return ["# next = ['a.next::attr(href)']   # no link to a second page was found"]


def _scope(document: Document) -> str:
    """The narrowest usual container that holds the page's main text."""
    whole = len(visible_text(document.root))
    for css in _SCOPES:
        found = document.css(css)
        if len(found) == 1 and len(visible_text(found[0].root)) * 3 >= whole:
            return css
    return "body"


def _exclude_lines(document: Document, scope: str) -> list[str]:
    inside = document.css(scope)
    classes = [name for element in inside.xpath(".//*[@class]") for name in _classes(element.root)]
    names = Counter(f".{name}" for name in classes if _RELATED.search(name))
    tags = [tag for tag in ("header", "nav", "footer", "aside") if inside.xpath(f".//{tag}")]
    found = [*tags, *names]
    return [f"exclude = {_listed(found)}"] if found else ["# exclude = ['.related']   # whatever is not this ad's own"]


def _fields(document: Document, scope: str, listing_headings: set[str]) -> dict[str, list[str]]:
    inside = document.css(scope)
    fields: dict[str, list[str]] = {}
    titles = [f"{tag}" for tag in ("h1", "h2") if _is_title(document, tag, listing_headings)]
    if document.xpath("//meta[@property='og:title']"):
        titles.append("meta: og:title")
    fields["title"] = titles or ["xpath: /html/head/title"]
    leaves = [element.root for element in inside.xpath(".//*[not(self::script or self::style)]")]
    if text := _longest_text(leaves):
        fields["text"] = [text]
    for name, pattern in (("phone", _PHONE), ("price", _PRICE), ("posted_at", _DATED)):
        if selector := _leaf_like(leaves, pattern):
            fields[name] = [selector]
    if inside.css("time[datetime]"):
        fields["posted_at"] = ["time::attr(datetime)", *fields.get("posted_at", [])]
    if images := _images(document, inside):
        fields["images"] = images
    return fields


def _is_title(document: Document, tag: str, listing_headings: set[str]) -> bool:
    """A heading that the listing does not show as well: that one is the site's name."""
    found = document.css(tag)
    return bool(found) and visible_text(found[0].root) not in listing_headings | {""}


def _longest_text(elements: list[Any]) -> str:
    best, best_length = "", 25
    for element in elements:
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        if len(own.strip()) > best_length:
            holder = element if _classes(element) else element.getparent()
            if holder is not None and _classes(holder):
                best, best_length = _named(holder), len(own.strip())
    return best


def _leaf_like(elements: list[Any], pattern: re.Pattern[str]) -> str:
    """The class of the shortest element whose own text matches."""
    hits = [
        (len(element.text), _named(element))
        for element in elements
        if element.text and len(element.text) < 60 and _classes(element) and pattern.search(element.text[:60])
    ]
    return min(hits)[1] if hits else ""


def _images(document: Document, inside: Any) -> list[str]:
    found = [f"jsonld: {item['@type']}.image" for item in read_jsonld(document) if item.get("image") and _is_name(item)]
    if inside.css("a[href$='.jpg'] img, a[href$='.jpeg'] img, a[href$='.png'] img"):
        found.append("a:has(> img)::attr(href)")
    if inside.css("img"):
        found.append("img::attr(src)")
    return list(dict.fromkeys(found))


def _is_name(item: dict[str, Any]) -> bool:
    return isinstance(item.get("@type"), str) and item["@type"] not in ("WebSite", "Organization", "BreadcrumbList")
