"""What on a page is the ad's own: the scope around its title and text, without blocks that lead to other ads."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from crawlers.drafting.elements import (
    class_names,
    common_ancestor,
    elements_of,
    holds,
    is_stable,
    path_of,
    selectors_of,
)
from crawlers.drafting.links import literal
from crawlers.drafting.sample import AdSample, body_element, title_element
from crawlers.drafting.words import CONTACTS, RELATED_HEADING
from crawlers.parsing.scope import Scope, open_scope
from crawlers.parsing.visible import visible_text
from crawlers.selector import read_selector

_RELATED = re.compile(r"related|similar|recommend|also-?like|more-?ads|sidebar|comment|repl(?:y|ies)", re.IGNORECASE)
_POST = re.compile(r"\b(?:post|message|comment|reply|entry)\b", re.IGNORECASE)
_FRAME: Final = ("header", "nav", "footer")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Selectors of the scope and of what is cut out of it; `is_thread`: the page is a thread of posts."""

    scope: str
    exclude: tuple[str, ...]
    is_thread: bool = False

    def cut(self, sample: AdSample) -> Scope:
        """The sample's page cut down to what is the ad's own."""
        exclude = tuple(read_selector(one) for one in self.exclude)
        return open_scope(sample.scope.page, (read_selector(self.scope),), exclude)


def find_boundaries(samples: tuple[AdSample, ...]) -> Boundaries:
    """Scope and excludes that hold for every sample."""
    anchors = [_anchors(sample, samples) for sample in samples]
    if thread := _thread(samples):
        return Boundaries(thread, (), is_thread=True)
    outer = [_around(sample, own) for sample, own in zip(samples, anchors, strict=True)]
    scope = _scope_selector(samples, outer)
    excludes: list[str] = []
    for sample, own in zip(samples, anchors, strict=True):
        for root in _select(sample, scope):
            excludes += _excludes(sample, root, own)
    kept = [one for one in dict.fromkeys(excludes) if _is_harmless(one, scope, samples, anchors)]
    return Boundaries(scope, tuple(kept))


def _anchors(sample: AdSample, samples: tuple[AdSample, ...]) -> list[Any]:
    others = tuple(one for one in samples if one is not sample)
    title = title_element(sample, others)
    return [one for one in (title, body_element(sample, others, title)) if one is not None]


def _thread(samples: tuple[AdSample, ...]) -> str:
    """The first of several posts of one class, each with a name and a text."""
    for sample in samples:
        found = Counter(
            (str(one.tag), name)
            for one in elements_of(sample.document.root)
            for name in class_names(one)
            if _POST.fullmatch(name.replace("-", " ").replace("_", " ")) and not sample.foreign_links(one)
        )
        for (tag, name), count in found.most_common():
            if count > 1:
                return f"xpath: (//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')])[1]"
    return ""


def _around(sample: AdSample, anchors: list[Any]) -> Any:
    """The innermost element that holds title, text and whatever looks like a way to reach the advertiser."""
    body = next(iter(sample.document.root.iter("body")), sample.document.root)
    if not anchors:
        return body
    found = common_ancestor(anchors)
    for one in elements_of(body):
        is_frame = any(above.tag in _FRAME for above in (one, *one.iterancestors()))
        if is_frame or holds(found, one) or any(above.tag == "a" for above in one.iterancestors()):
            continue
        words = f"{one.get('class') or ''} {one.get('id') or ''} {one.get('href') or ''}"
        if CONTACTS.search(words) and not _in_foreign_block(sample, one, anchors):
            found = common_ancestor([found, one])
    return found


def _in_foreign_block(sample: AdSample, element: Any, anchors: list[Any]) -> bool:
    for above in (element, *element.iterancestors()):
        if any(holds(above, anchor) for anchor in anchors):
            return False
        if sample.foreign_links(above):
            return True
    return False


def _scope_selector(samples: tuple[AdSample, ...], outer: list[Any]) -> str:
    """The innermost name that means an element around `outer` on every sample."""
    above = [outer[0], *outer[0].iterancestors()]
    for element in above:
        if element.tag in ("body", "html"):
            break
        names = selectors_of(element)
        if element.tag in ("article", "main"):
            names.append(str(element.tag))
        body = next(iter(samples[0].document.root.iter("body")), samples[0].document.root)
        place = path_of(element, body)
        names.append(f"xpath: /html/body/{place[2:]}" if place != "." else "body")
        for name in names:
            if all(_means(sample, name, inner) for sample, inner in zip(samples, outer, strict=True)):
                return name
    return "body"


def _means(sample: AdSample, selector: str, inner: Any) -> bool:
    found = _select(sample, selector)
    return len(found) == 1 and holds(found[0], inner)


def _select(sample: AdSample, selector: str) -> list[Any]:
    return [part.root for part in open_scope_of(sample, selector)]


def open_scope_of(sample: AdSample, selector: str) -> list[Any]:
    """Elements of the sample's own document that a selector means."""
    from crawlers.selector import to_xpath

    return list(sample.document.xpath(to_xpath(read_selector(selector))))


def _excludes(sample: AdSample, root: Any, anchors: list[Any]) -> list[str]:
    found = [tag for tag in _FRAME if next(root.iter(tag), None) is not None]
    for one in elements_of(root):
        found += [f".{name}" for name in class_names(one) if _RELATED.search(name) and is_stable(name)]
        if one.tag in ("h2", "h3", "h4", "h5", "b", "strong", "p", "div") and one not in anchors:
            text = visible_text(one) if len(one) == 0 else ""
            if 0 < len(text) < 60 and RELATED_HEADING.search(text):
                spelt = f".//{one.tag}[normalize-space(.)={literal(' '.join(text.split()))}]"
                found += [f"xpath: {spelt}/following-sibling::*", f"xpath: {spelt}"]
    for link in sample.foreign_links(root):
        block = link
        while (parent := block.getparent()) is not None and parent is not root:
            if any(holds(parent, anchor) for anchor in anchors):
                break
            block = parent
        names = selectors_of(block)
        found.append(names[0] if names else f"xpath: .//{block.tag}[.//a[contains(@href, {_mark(link)})]]")
        if block is link:
            found[-1] = f"xpath: .//a[contains(@href, {_mark(link)})]"
    return found


def _mark(link: Any) -> str:
    """What the addresses of ads have in common, as they are written on the page."""
    written = link.get("href") or ""
    path = written.partition("?")[0]
    if "?" in written and not re.search(r"\d", path):
        return literal(path.lstrip("./"))
    lead = re.match(r"(?:https?://[^/]+)?([^?]*?/)[^/?]*(?:/?[?#].*|/)?$", written)
    return literal(lead[1].lstrip(".") if lead else written[:8])


def _is_harmless(exclude: str, scope: str, samples: tuple[AdSample, ...], anchors: list[list[Any]]) -> bool:
    """Whether an exclude cuts neither title nor text out of any sample."""
    from crawlers.selector import to_xpath

    expression = to_xpath(read_selector(exclude))
    for sample, own in zip(samples, anchors, strict=True):
        for root in open_scope_of(sample, scope):
            if any(holds(cut.root, anchor) for cut in root.xpath(expression) for anchor in own):
                return False
    return True
