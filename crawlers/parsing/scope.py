"""The part of a page that is the ad's own, and values found in it by selectors."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import re2
from parsel import Selector as Document

from crawlers.parsing.page import Page
from crawlers.parsing.structured import jsonld_values, meta_values, microdata_values, read_jsonld
from crawlers.parsing.visible import squeeze, visible_text
from crawlers.selector import Selector, to_xpath

_MOST_VALUES: Final = 200


@cache
def compiled(pattern: str) -> Any:
    """The RE2 pattern, compiled once per process."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@cache
def _xpath(selector: Selector) -> str:
    return to_xpath(selector)


@dataclass(slots=True)
class Scope:
    """One page cut down to what belongs to one ad (`parts`), with its machine-readable data beside it."""

    page: Page
    document: Document
    parts: list[Document]
    jsonld: list[dict[str, Any]]
    _text: str | None = field(default=None)

    def text(self) -> str:
        """All visible text of the parts."""
        if self._text is None:
            self._text = "\n".join(visible_text(part.root) for part in self.parts)
        return self._text

    def find(self, selector: Selector) -> list[str]:
        """What one selector yields, in page order, empty values left out."""
        values = self._raw(selector)[:_MOST_VALUES]
        if selector.match:
            values = [_kept(compiled(selector.match), value) for value in values]
        return [value for value in values if value]

    def first(self, selectors: tuple[Selector, ...]) -> list[str]:
        """What the first selector that yields anything yields."""
        for selector in selectors:
            if values := self.find(selector):
                return values
        return []

    def holds(self, selectors: tuple[Selector, ...]) -> bool:
        """Whether any of the selectors hits."""
        return any(self.find(selector) or self._elements(selector) for selector in selectors)

    def _raw(self, selector: Selector) -> list[str]:
        expression = selector.expression
        if selector.kind in ("css", "xpath"):
            return [_value(found) for part in self.parts for found in part.xpath(_xpath(selector))]
        if selector.kind == "jsonld":
            return jsonld_values(self.jsonld, expression, self.page.url)
        if selector.kind == "microdata":
            return [value for part in self.parts for value in microdata_values(part, expression)]
        if selector.kind == "meta":
            return meta_values(self.document, expression)
        if selector.kind == "url":
            return [_kept(compiled(expression), self.page.url)]
        return [_group(hit) for hit in compiled(expression).finditer(self.text())]

    def _elements(self, selector: Selector) -> bool:
        return selector.kind in ("css", "xpath") and any(part.xpath(_xpath(selector)) for part in self.parts)


def _value(found: Document) -> str:
    root = found.root
    return squeeze(root) if isinstance(root, str) else visible_text(root)


def _kept(pattern: Any, value: str) -> str:
    hit = pattern.search(value)
    return _group(hit) if hit else ""


def _group(hit: Any) -> str:
    return squeeze((hit.group(1) if hit.re.groups else hit.group(0)) or "")


def open_page(page: Page) -> Scope:
    """The whole page as scope."""
    document = Document(text=page.text() or "<html></html>", type="html")
    return Scope(page, document, [document], read_jsonld(document))


def open_scope(page: Page, scope: tuple[Selector, ...], exclude: tuple[Selector, ...]) -> Scope:
    """The page cut down to `scope` without `exclude`. `parts` is empty when the page has no such element."""
    whole = open_page(page)
    parts: list[Document] = []
    for selector in scope:
        parts = list(whole.document.xpath(_xpath(selector)))
        if parts:
            break
    for part in parts:
        for selector in exclude:
            for element in part.xpath(_xpath(selector)):
                _drop(element, part)
    return Scope(page, whole.document, parts, whole.jsonld)


def _drop(element: Document, part: Document) -> None:
    root = element.root
    if root is not part.root and hasattr(root, "getparent") and root.getparent() is not None:
        root.drop_tree()
