"""Addresses: which are the same page, which are allowed, and which name an ad."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

from crawlers.parsing.scope import compiled
from crawlers.site import Site

_LONGEST: Final = 4096


def resolve(base: str, link: str) -> str:
    """The absolute http(s) address of a link, or `""` for anything else (mailto, javascript, data, garbage)."""
    link = link.strip()
    if not link or len(link) > _LONGEST:
        return ""
    try:
        url = safe_url_string(urljoin(base, link))
        parts = urlsplit(url)
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and port_is_valid else ""


def is_ours(url: str, site: Site) -> bool:
    """Whether the address lies on a host that the definition names."""
    host = urlsplit(url).hostname or ""
    return any(host == own or host.endswith(f".{own}") for own in site.hosts)


def page_key(url: str, site: Site) -> str:
    """What two spellings of one page share: `drop_params` gone, the rest in order, the fragment only if it counts."""
    parts = urlsplit(url)
    if site.drop_params:
        query = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if name not in site.drop_params
        ]
        parts = parts._replace(query=urlencode(query))
    return canonicalize_url(urlunsplit(parts), keep_fragments=site.keep_fragment)


def native_id(url: str, site: Site) -> str:
    """The ad's own number in its address, or `""` when the address names no ad."""
    hit = compiled(site.ad.native_id).search(url)
    return (hit.group(1) or "").strip() if hit else ""


def ad_key(url: str, site: Site) -> str:
    """The frontier key of an ad's address: the ad, not the spelling (one ad is reachable under many addresses)."""
    return f"ad:{native_id(url, site)}"
