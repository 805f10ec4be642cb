"""Machine-readable parts of a page: JSON-LD, microdata, meta elements, Open Graph."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from parsel import Selector as Document

from crawlers.parsing.visible import visible_text

_MOST_SCRIPTS: Final = 50
_MOST_CHARACTERS: Final = 1_000_000
_MARKUP = re.compile(r"</?[a-z][a-z0-9]{0,9}\b[^<>]{0,200}>|&(?:#\d{1,6}|[a-z]{2,8});", re.IGNORECASE)


def read_jsonld(document: Document) -> list[dict[str, Any]]:
    """Every top-level JSON-LD object of the page, `@graph` unfolded. Scripts that are no JSON are passed over."""
    objects: list[dict[str, Any]] = []
    for script in document.xpath('//script[@type="application/ld+json"]/text()').getall()[:_MOST_SCRIPTS]:
        if len(script) > _MOST_CHARACTERS:
            continue
        try:
            # strict=False: raw line breaks inside strings are the commonest fault of real JSON-LD.
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        objects.extend(_unfold(found))
    return objects


def _unfold(found: Any) -> Iterator[dict[str, Any]]:
    for item in found if isinstance(found, list) else [found]:
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("@graph"), list):
            yield from (part for part in item["@graph"] if isinstance(part, dict))
        else:
            yield item


def jsonld_values(objects: list[dict[str, Any]], path: str, url: str) -> list[str]:
    """Texts at `Type.key.key`. Where several objects have the type, only the one that names this page counts.

    A page that lists related ads describes each of them: taking the first would take another ad's facts.
    """
    type_name, _, keys = path.partition(".")
    typed = [item for item in objects if _has_type(item, type_name)]
    if len(typed) > 1:
        typed = [item for item in typed if _names_page(item, url)][:1]
    values: list[Any] = list(typed)
    for key in keys.split(".") if keys else []:
        values = [value for item in values for value in _step(item, key)]
    return [text for value in values if (text := _as_text(value))]


def _has_type(item: Mapping[str, Any], name: str) -> bool:
    types = item.get("@type", "")
    return name == "*" or name in (types if isinstance(types, list) else [types])


def _names_page(item: Mapping[str, Any], url: str) -> bool:
    main = item.get("mainEntityOfPage")
    named = (item.get("url"), item.get("@id"), main.get("@id") if isinstance(main, dict) else main)
    return any(isinstance(name, str) and name.rstrip("/") == url.rstrip("/") for name in named)


def _step(item: Any, key: str) -> list[Any]:
    if isinstance(item, list):
        return [value for part in item for value in _step(part, key)]
    if not isinstance(item, dict) or key not in item:
        return []
    value = item[key]
    return value if isinstance(value, list) else [value]


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        # ImageObject, Place, Organization: the part a reader would be shown.
        value = value.get("url") or value.get("contentUrl") or value.get("name") or ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value).strip()
    return _without_markup(text) if _MARKUP.search(text) else text


def _without_markup(text: str) -> str:
    """JobPosting descriptions are HTML by schema.org's rules; other texts carry entities."""
    return visible_text(Document(text=f"<div>{text}</div>", type="html").xpath("//body")[0].root)


def meta_values(document: Document, name: str) -> list[str]:
    """`content` of the meta elements with this name, property or itemprop."""
    return document.xpath("//meta[@property=$n or @name=$n or @itemprop=$n]/@content", n=name).getall()


def microdata_values(scope: Document, name: str) -> list[str]:
    """Values of `itemprop=name` in the scope: `content`, else an address, else a time, else the text."""
    values = []
    for element in scope.xpath(".//*[contains(concat(' ', normalize-space(@itemprop), ' '), $n)]", n=f" {name} "):
        attributes = element.attrib
        for key in ("content", "href", "src", "datetime"):
            if attributes.get(key):
                values.append(attributes[key])
                break
        else:
            values.append("".join(element.xpath(".//text()").getall()).strip())
    return [value for value in values if value]
