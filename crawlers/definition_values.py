"""Readers of single values of a definition: each returns the value checked, or raises ValueError with the reason."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawlers.selector import Selector, check_pattern, read_selector


def read_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        message = "must be a text that is not empty"
        raise ValueError(message)
    return value


def read_texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        message = "must be a list of texts"
        raise ValueError(message)
    return tuple(read_text(item) for item in value)


def read_slug(value: Any) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", read_text(value)):
        message = "must be lower-case letters, digits and dashes (it becomes part of every ad_id and of file names)"
        raise ValueError(message)
    return str(value)


def read_hosts(value: Any) -> tuple[str, ...]:
    hosts = tuple(host.lower() for host in read_texts(value))
    for host in hosts:
        if not re.fullmatch(r"[a-z0-9.-]+|\[[0-9a-f:]+\]", host):
            message = f"{host!r} is not a host name (no scheme, no port, no path)"
            raise ValueError(message)
    return hosts


def read_start_pages(value: Any, hosts: tuple[str, ...]) -> tuple[str, ...]:
    for url in read_texts(value):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            message = f"{url!r} is not an http or https address"
            raise ValueError(message)
        if parts.hostname not in hosts:
            message = f"{parts.hostname} is not among hosts ({', '.join(hosts)})"
            raise ValueError(message)
    return read_texts(value)


def read_country(value: Any) -> str:
    if not re.fullmatch(r"[A-Z]{2}", read_text(value)):
        message = "must be an ISO 3166 code of two capital letters"
        raise ValueError(message)
    return str(value)


def read_timezone(value: Any) -> str:
    try:
        return ZoneInfo(read_text(value)).key
    except (KeyError, OSError) as error:
        message = f"{value!r} is not an IANA time zone"
        raise ValueError(message) from error


def one_of(*known: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in known:
            message = f"{value!r} is none of {', '.join(known)}"
            raise ValueError(message)
        return str(value)

    return read


def read_pattern(value: Any) -> str:
    check_pattern(read_text(value))
    return str(value)


def read_grouped_pattern(value: Any) -> str:
    if "(" not in read_pattern(value):
        message = "needs a group (...) around the part that is the ad's own number"
        raise ValueError(message)
    return str(value)


def read_selectors(value: Any) -> tuple[Selector, ...]:
    entries = value if isinstance(value, list) else [value]
    if not entries:
        message = "must name at least one selector"
        raise ValueError(message)
    return tuple(read_selector(entry) for entry in entries)


def read_page_selectors(value: Any) -> tuple[Selector, ...]:
    selectors = read_selectors(value)
    for selector in selectors:
        if selector.kind not in ("css", "xpath"):
            message = f"{selector.kind} cannot select a part of a page; use css or xpath"
            raise ValueError(message)
    return selectors


def read_whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = "must be a whole number above 0"
        raise ValueError(message)
    return value


def read_seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 86_400:
        message = "must be a number of seconds"
        raise ValueError(message)
    return float(value)


def read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        message = "must be true or false"
        raise ValueError(message)  # noqa: TRY004 - one message form for every wrong value
    return value


def read_page_object(value: Any) -> str:
    """`module:Class` of a web-poet page object."""
    from crawlers.page_objects import load_page_object

    load_page_object(read_text(value))
    return str(value)
