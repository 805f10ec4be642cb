"""Reads a site definition and says exactly which line and key is wrong."""

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from crawlers.ad import AdType
from crawlers.definition_values import (
    one_of,
    read_country,
    read_flag,
    read_grouped_pattern,
    read_hosts,
    read_page_object,
    read_page_selectors,
    read_pattern,
    read_seconds,
    read_selectors,
    read_slug,
    read_start_pages,
    read_text,
    read_texts,
    read_timezone,
    read_whole,
)
from crawlers.faults import DefinitionError
from crawlers.selector import Selector
from crawlers.site import FIELD_NAMES, AdRules, BrowserRules, Listing, Render, Site

_REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, with what a message about it needs."""

    path: Path
    source: str
    name: str
    values: dict[str, Any]

    def fault(self, key: str, reason: str) -> DefinitionError:
        """The error to raise for this key."""
        shown = f"{self.name}.{key}" if self.name else key
        return DefinitionError(self.path, _line_of(self.source, self.name, key), shown, reason)

    def check_keys(self, known: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in known:
                raise self.fault(key, f"unknown key (known here: {', '.join(known)})")

    def take(self, key: str, read: Callable[[Any], Any], default: Any = _REQUIRED) -> Any:
        """The value of a key, read and checked. Raises DefinitionError when it is missing or wrong."""
        if key not in self.values:
            if default is _REQUIRED:
                raise self.fault(key, "is missing and has no default")
            return default
        try:
            return read(self.values[key])
        except (ValueError, KeyError) as error:
            raise self.fault(key, str(error)) from error

    def table(self, key: str) -> "_Table":
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(key, "must be a table")
        return _Table(self.path, self.source, key, value)


def _line_of(source: str, table: str, key: str) -> int:
    """The line of `key` inside `[table]`, else of the table's heading, else 1."""
    current, heading = "", 1
    for number, line in enumerate(source.splitlines(), 1):
        if found := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            current = found[1]
            heading = number if current == table else heading
            if not table and current == key:
                return number
        elif current == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return heading


def read_definition(path: Path) -> Site:
    """The Site that a TOML file describes. Raises DefinitionError naming file, line and key."""
    try:
        raw = path.read_bytes()
        source = raw.decode("utf-8")
        values = tomllib.loads(source)
    except OSError as error:
        raise DefinitionError(path, 0, "file", error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise DefinitionError(path, 1, "file", f"is not UTF-8 ({error.reason})") from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise DefinitionError(path, int(found[1]) if found else 1, "file", f"is not TOML: {error}") from error
    top = _Table(path, source, "", values)
    top.check_keys(_TOP_KEYS)
    return _read_site(top, hashlib.sha256(raw).hexdigest())


def _read_site(top: _Table, digest: str) -> Site:
    page_object = top.take("page_object", read_page_object, "")
    fields, images = _read_fields(top.table("fields"), needs_title=not page_object)
    hosts = top.take("hosts", read_hosts)
    return Site(
        slug=top.take("slug", read_slug),
        name=top.take("name", read_text),
        hosts=hosts,
        start=top.take("start", lambda value: read_start_pages(value, hosts)),
        ad_type=top.take("ad_type", one_of(*get_args(AdType))),
        country=top.take("country", read_country),
        region=top.take("region", read_country, top.take("country", read_country)),
        timezone=top.take("timezone", read_timezone),
        languages=top.take("languages", read_texts),
        lawful_basis=top.take("lawful_basis", read_text),
        listing=_read_listing(top.table("listing")),
        ad=_read_ad(top.table("ad"), FIELD_NAMES if page_object else tuple(fields)),
        fields=fields,
        image_selectors=images,
        browser=_read_browser(top.table("browser")),
        digest=digest,
        path=str(top.path),
        **{key: top.take(key, read) for key, read in _OPTIONAL.items() if key in top.values},
    )


def _read_listing(table: _Table) -> Listing:
    table.check_keys(("ad_links", "ad_url", "next", "follow", "max_pages"))
    return Listing(
        ad_links=table.take("ad_links", read_selectors),
        ad_url=table.take("ad_url", read_pattern, ""),
        next=table.take("next", read_selectors, ()),
        follow=table.take("follow", read_selectors, ()),
        max_pages=table.take("max_pages", read_whole, 10_000),
    )


def _read_ad(table: _Table, fields: tuple[str, ...]) -> AdRules:
    table.check_keys(("scope", "native_id", "exclude", "required", "gone", "blocked"))
    if "scope" not in table.values:
        raise table.fault("scope", "is missing: without it the phones and photos of related ads merge into this one")
    required = table.take("required", read_texts, ("title",))
    for name in required:
        if name not in fields:
            raise table.fault("required", f"{name!r} is not among [fields]")
    return AdRules(
        scope=table.take("scope", read_page_selectors),
        native_id=table.take("native_id", read_grouped_pattern),
        exclude=table.take("exclude", read_page_selectors, ()),
        required=required,
        gone=table.take("gone", read_selectors, ()),
        blocked=table.take("blocked", read_selectors, ()),
    )


def _read_fields(table: _Table, *, needs_title: bool) -> tuple[dict[str, tuple[Selector, ...]], tuple[Selector, ...]]:
    table.check_keys((*FIELD_NAMES, "images"))
    if needs_title and "title" not in table.values:
        raise table.fault("title", "is missing and has no default")
    fields: dict[str, tuple[Selector, ...]] = {
        name: table.take(name, read_selectors) for name in FIELD_NAMES if name in table.values
    }
    return fields, table.take("images", read_selectors, ())


def _read_browser(table: _Table) -> BrowserRules:
    table.check_keys(("wait_for", "click", "timeout"))
    return BrowserRules(
        wait_for=table.take("wait_for", read_text, ""),
        click=table.take("click", read_text, ""),
        timeout=table.take("timeout", read_seconds, 20.0),
    )


_OPTIONAL: Final[dict[str, Callable[[Any], Any]]] = {
    "images": one_of("on", "off"),
    "render": one_of(*get_args(Render)),
    "retention_days": read_whole,
    "delay": read_seconds,
    "concurrency": read_whole,
    "keep_fragment": read_flag,
    "drop_params": read_texts,
    "date_order": one_of("DMY", "MDY", "YMD"),
    "page_object": read_page_object,
}
_TOP_KEYS: Final = (
    *("slug", "name", "hosts", "start", "ad_type", "country", "region", "timezone", "languages", "lawful_basis"),
    *_OPTIONAL,
    *("listing", "ad", "fields", "browser"),
)
