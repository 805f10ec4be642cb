"""An ad's page, as a definition is drafted from it."""

import re
from dataclasses import dataclass
from typing import Any

from parsel import Selector as Document

from crawlers.drafting.elements import elements_of, own_text
from crawlers.drafting.links import AdLinks
from crawlers.parsing.address import resolve
from crawlers.parsing.page import Page
from crawlers.parsing.scope import Scope, open_page
from crawlers.parsing.visible import visible_text


@dataclass(frozen=True, slots=True)
class AdSample:
    """`number` is the ad's own, `link_text` what the listing calls it; `pattern` an ad's address."""

    scope: Scope
    number: str
    link_text: str
    pattern: str

    @property
    def document(self) -> Document:
        """The whole page."""
        return self.scope.document

    def foreign_links(self, root: Any) -> list[Any]:
        """Links below `root` to other ads."""
        found = []
        for link in root.iter("a"):
            hit = re.search(self.pattern, resolve(self.scope.page.url, link.get("href") or ""))
            if hit and hit[1] != self.number:
                found.append(link)
        return found


def make_sample(page: Page, links: AdLinks) -> AdSample:
    """The page with what the listing says about it."""
    hit = re.search(links.pattern, page.url)
    number = hit[1] if hit else ""
    texts = [text for url, text in links.texts.items() if (own := re.search(links.pattern, url)) and own[1] == number]
    return AdSample(open_page(page), number, max(texts, key=len, default=""), links.pattern)


def title_element(sample: AdSample, others: tuple[AdSample, ...]) -> Any:
    """The element that says what the listing's link says; else the first heading that other ads' pages lack."""
    root = sample.document.root
    elsewhere = {visible_text(one) for other in others for one in other.document.root.iter("h1", "h2", "h3")}
    headings = [one for one in root.iter("h1", "h2", "h3") if (text := visible_text(one)) and text not in elsewhere]
    words = sample.link_text.split("\n")[0].strip()
    if words:
        same = [one for one in elements_of(root) if _says(one, words) and one.tag not in ("title", "a", "option")]
        inner = [one for one in same if not any(_says(child, words) for child in one)]
        for one in [*headings, *inner]:
            if _says(one, words) or (one in headings and words in visible_text(one)):
                return one
        link_headings = [one for one in headings if visible_text(one) and visible_text(one) in sample.link_text]
        headings = link_headings or headings
    return headings[0] if headings else None


def _says(element: Any, words: str) -> bool:
    return isinstance(element.tag, str) and own_text(element) == words


def body_element(sample: AdSample, others: tuple[AdSample, ...], title: Any) -> Any:
    """The element with most text of its own that other ads' pages lack and that is in no link."""
    elsewhere = {own_text(one) for other in others for one in elements_of(other.document.root)}
    best, longest = None, 24
    for one in elements_of(sample.document.root):
        if one is title or one.tag in ("a", "title", "option", "textarea", "html", "head"):
            continue
        text = own_text(one)
        if len(text) > longest and text not in elsewhere and not _is_in_link(one, sample):
            best, longest = one, len(text)
    return best


def _is_in_link(element: Any, sample: AdSample) -> bool:
    links = sample.foreign_links(element)
    return bool(links) or any(one.tag == "a" for one in element.iterancestors())
