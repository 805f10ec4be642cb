"""Selectors for the fields of an ad, each tried on every sample: what finds nothing is not proposed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from crawlers.drafting.elements import class_names, elements_of, is_stable, own_text, path_of, selectors_of
from crawlers.drafting.labels import labelled
from crawlers.drafting.sample import AdSample, body_element, title_element
from crawlers.drafting.scoping import Boundaries
from crawlers.drafting.structured_fields import machine_readable
from crawlers.drafting.words import DATES, IS_LABEL, PHONE, PLACE_NAME, PRICE
from crawlers.parsing.scope import Scope
from crawlers.parsing.visible import visible_text
from crawlers.selector import read_selector

Entry = str | dict[str, str]
"""A selector as a definition spells it."""

_LONGEST_VALUE: Final = 80
_MOST: Final = 4
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?\s,])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A sample with its page cut down to the ad, and the elements that hold title and text there."""

    sample: AdSample
    scope: Scope
    title: Any
    body: Any

    @property
    def elements(self) -> list[Any]:
        return [one for part in self.scope.parts for one in elements_of(part.root)]


def draft_fields(samples: tuple[AdSample, ...], boundaries: Boundaries) -> dict[str, list[Entry]]:
    """Selectors by field, `images` among them; the first of each is the best guess."""
    cuts = [_cut(sample, samples, boundaries) for sample in samples]
    proposals: dict[str, Callable[[_Cut], Iterable[Entry]]] = {
        "title": _titles,
        "text": _texts,
        "phone": lambda cut: [*labelled(cut.elements, "phone"), *_phones(cut)],
        "price": lambda cut: [*labelled(cut.elements, "price"), *_like(cut, PRICE, "price")],
        "place": lambda cut: [*labelled(cut.elements, "place"), *_places(cut)],
        "posted_at": lambda cut: [*_times(cut), *labelled(cut.elements, "posted_at"), *_dates(cut)],
        "author": lambda cut: _authors(cut) if boundaries.is_thread else (),
    }
    fields: dict[str, list[Entry]] = {}
    for name, propose in proposals.items():
        found = [one for cut in cuts for one in [*propose(cut), *machine_readable(cut.scope, name)]]
        kept = _tried(found, name, cuts)
        if kept:
            fields[name] = kept[:_MOST]
    if images := _tried([one for cut in cuts for one in _images(cut)], "images", cuts):
        fields["images"] = images
    return fields


def _cut(sample: AdSample, samples: tuple[AdSample, ...], boundaries: Boundaries) -> _Cut:
    scope = boundaries.cut(sample)
    # The cut is made in a tree of its own, so the elements are looked up anew, in that tree.
    inside = AdSample(scope, sample.number, sample.link_text, sample.pattern)
    others = tuple(one for one in samples if one is not sample)
    title = title_element(inside, others)
    return _Cut(sample, scope, title, body_element(inside, others, title))


def _tried(entries: Iterable[Entry], name: str, cuts: list[_Cut]) -> list[Entry]:
    """Those that find something usable, in the order proposed, those that serve every sample first."""
    kept: list[tuple[int, Entry]] = []
    seen: list[Entry] = []
    for entry in entries:
        if entry in seen:
            continue
        seen.append(entry)
        values = [cut.scope.find(read_selector(entry)) for cut in cuts]
        served = sum(1 for found in values if found and _is_usable(found, name))
        is_same = len(values) > 1 and len({tuple(found) for found in values}) == 1
        if served and not (is_same and name in ("title", "text", "phone", "images")):
            kept.append((len(cuts) - served, entry))
    ordered = [entry for _, entry in sorted(kept, key=lambda one: one[0])]
    if not kept or name == "images" or min(missed for missed, _ in kept) > 0:
        return ordered
    # Behind something that serves every sample a vaguer guess would only fill in where the ad has nothing.
    return ordered[:1] + [entry for entry in ordered[1:] if str(entry).startswith(("jsonld:", "microdata:", "meta:"))]


def _is_usable(values: list[str], name: str) -> bool:
    value = values[0]
    if name == "phone":
        return 7 <= len(re.findall(r"\d", value)) <= 24
    if name == "price":
        return bool(re.search(r"\d", value)) and len(value) <= _LONGEST_VALUE
    if name in ("place", "author"):
        return len(value) <= _LONGEST_VALUE
    if name == "posted_at":
        return len(value) <= _LONGEST_VALUE and any(re.search(one, value, re.IGNORECASE) for one in DATES)
    return True


def _titles(cut: _Cut) -> Iterator[Entry]:
    if cut.title is not None:
        inside = any(any(one is cut.title for one in part.root.iter()) for part in cut.scope.parts)
        spellings = [f"{cut.title.tag}" if re.fullmatch(r"h[1-6]", cut.title.tag) else "", *selectors_of(cut.title)]
        for one in spellings:
            if one and _is_first(one, cut, cut.title):
                yield one if inside else f"xpath: /html/body//{one}" if one.isalnum() else one
        if inside and cut.scope.parts:
            yield f"xpath: {path_of(cut.title, cut.scope.parts[0].root)}"
        elif not inside:
            body = next(iter(cut.scope.document.root.iter("body")), cut.scope.document.root)
            yield f"xpath: /html/body/{path_of(cut.title, body)[2:]}"
    yield from ("meta: og:title", "xpath: /html/head/title")


def _is_first(selector: str, cut: _Cut, element: Any) -> bool:
    found = [one.root for part in cut.scope.parts for one in part.css(selector)]
    return not found or found[0] is element


def _texts(cut: _Cut) -> Iterator[Entry]:
    body = cut.body
    if body is None or not cut.scope.parts:
        return
    root = cut.scope.parts[0].root
    parent = body.getparent()
    if body.tag == "p" and parent is not None and parent is not root and _is_prose(parent, cut.title):
        body = parent
    yield from selectors_of(body)
    made_up = [f"{body.tag}.{name}" for name in class_names(body) if not is_stable(name)]
    above = body.getparent()
    if above is not None and above is not root and len(visible_text(above)) < 1.2 * len(visible_text(body)):
        yield from selectors_of(above)
    if body is root:
        return
    yield from machine_readable(cut.scope, "text")
    yield from made_up
    if body.tag == "p" and any(_starts_with_label(visible_text(one)) for one in root.iter("p")):
        # Facts stand in paragraphs too: only its place tells the text from them.
        yield f"xpath: {path_of(body, root)}"
    elif body.tag == "p":
        yield "xpath: .//p[not(ancestor::td or ancestor::dl)]"
    yield f"xpath: .//{body.tag}[not(.//{body.tag}) and string-length(normalize-space(.)) > 60]"
    yield f"xpath: {path_of(body, root)}"


def _starts_with_label(text: str) -> bool:
    return any((hit := label.match(text)) and hit[0].endswith(":") for label in IS_LABEL.values())


def _is_prose(parent: Any, title: Any) -> bool:
    tags = {one.tag for one in parent}
    return tags <= {"p", "br", "ul", "ol", "blockquote", "em", "b"} and title not in list(parent)


def _like(cut: _Cut, pattern: str, name: str) -> Iterator[Entry]:
    """The shortest element whose text is such a value, an attribute that says so, else the text itself."""
    compiled = re.compile(pattern)
    hits = []
    for one in cut.elements:
        text = visible_text(one)
        if len(text) <= _LONGEST_VALUE and (hit := compiled.search(text)):
            names = selectors_of(one) or [f"{one.tag}.{own}" for own in class_names(one)]
            # A value that is nearly all of its element needs no pattern.
            plain = len(hit[0]) * 2 >= len(text)
            hits += [(len(text), plain, own) for own in names]
    for _, plain, own in sorted(hits):
        yield own if plain else {"css": own, "match": f"({pattern})"}
    yield from _attributes(cut, re.compile(name, re.IGNORECASE), compiled if name == "phone" else re.compile(r"\d"))
    yield f"regex: ({pattern})"


def _attributes(cut: _Cut, name: re.Pattern[str], value: re.Pattern[str]) -> Iterator[Entry]:
    for one in cut.elements:
        for key, held in one.attrib.items():
            if key.startswith("data-") and name.search(key) and value.search(held) and len(held) < _LONGEST_VALUE:
                yield f"[{key}]::attr({key})"


def _phones(cut: _Cut) -> Iterator[Entry]:
    shown = next((one for one in cut.elements if (one.get("href") or "").startswith("tel:")), None)
    if shown is not None:
        if re.fullmatch(PHONE, visible_text(shown)):
            yield "a[href^='tel:']"
        yield {"css": "a[href^='tel:']::attr(href)", "match": "tel:(.+)"}
    yield from _like(cut, PHONE, "phone")


def _places(cut: _Cut) -> Iterator[Entry]:
    for one in cut.elements:
        for name in class_names(one):
            if PLACE_NAME.search(name) and 0 < len(visible_text(one)) <= _LONGEST_VALUE:
                yield f"{one.tag}.{name}"
    for one in cut.elements:
        before = " ".join(
            ((one.getprevious() is None and one.getparent() is not None and one.getparent().text) or "").split()
        )
        if re.search(r"\b(?:in|at|en|à|a)$", before) and one.tag in ("b", "strong", "a", "span") and own_text(one):
            yield f"{selectors_of(one.getparent())[0]} {one.tag}" if selectors_of(one.getparent()) else str(one.tag)


def _times(cut: _Cut) -> Iterator[Entry]:
    if any(one.tag == "time" and one.get("datetime") for one in cut.elements):
        yield "time::attr(datetime)"
    yield from _attributes(cut, re.compile(r"post|publ|date|time|creat", re.IGNORECASE), re.compile(DATES[0]))


def _dates(cut: _Cut) -> Iterator[Entry]:
    for pattern in DATES:
        yield from (one for one in _like(cut, f"(?i){pattern}", "date") if "::attr" not in str(one))


def _authors(cut: _Cut) -> Iterator[Entry]:
    found = [
        (len(visible_text(one)), f"{one.tag}.{name}")
        for one in cut.elements
        for name in class_names(one)
        if re.search(r"user|author|poster", name, re.IGNORECASE) and 0 < len(visible_text(one)) < 40
    ]
    yield from (own for _, own in sorted(found))


def _images(cut: _Cut) -> Iterator[Entry]:
    yield from machine_readable(cut.scope, "images")
    yield "meta: og:image"
    pictures = [one for one in cut.elements if one.tag in ("img", "source")]
    if any(
        re.search(r"\.(?:jpe?g|png|webp|gif)$", urlsplit(above.get("href") or "").path, re.IGNORECASE)
        for one in pictures
        for above in one.iterancestors("a")
    ):
        yield "a:has(img)::attr(href)"
    for name in _picture_attributes(pictures):
        for tag in ("img", "source"):
            if any(one.tag == tag and one.get(name) for one in pictures):
                yield f"{tag}::attr({name})"
    if any(one.tag == "img" and one.get("src") for one in pictures):
        yield "img::attr(src)"


def _picture_attributes(pictures: list[Any]) -> list[str]:
    """Attributes that lead to a picture, the largest promise first; lazy pages keep the real address in one of them."""
    held = {key for one in pictures for key, value in one.attrib.items() if _PICTURE.search(value)}
    held -= {"src", "alt", "title"}
    return sorted(held, key=lambda key: (not re.search(r"full|large|zoom|orig", key), "srcset" not in key, key))
