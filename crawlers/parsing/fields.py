"""What an ad's page says, by its site's definition."""

from datetime import datetime

from crawlers.faults import NothingToReadError
from crawlers.parsing.address import native_id, resolve
from crawlers.parsing.dates import Calendar, read_date
from crawlers.parsing.found import Found
from crawlers.parsing.page import Page
from crawlers.parsing.scope import Scope, open_scope
from crawlers.site import Site

_ONE_VALUE = frozenset({"title", "posted_at", "language", "author"})


def read_ad(page: Page, site: Site, now: datetime) -> Found:
    """The ad on this page. Raises NothingToReadError when the page has no scope or its address names no ad.

    Required fields that were not found are listed in `missing`; whether such a page is believed is the caller's choice.
    """
    number = native_id(page.url, site)
    if not number:
        message = f"{page.url}: native_id does not match the address"
        raise NothingToReadError(message)
    scope = open_scope(page, site.ad.scope, site.ad.exclude)
    if not scope.parts:
        message = f"{page.url}: scope is not on the page"
        raise NothingToReadError(message)
    return read_scope(scope, site, number, now)


def read_scope(scope: Scope, site: Site, number: str, now: datetime) -> Found:
    """The fields of an opened scope."""
    fields = {name: value for name in site.fields if (value := _field(scope, site, name))}
    calendar = Calendar(site.timezone, site.languages, site.date_order)
    posted = read_date(fields["posted_at"], calendar, now) if "posted_at" in fields else None
    text = fields.get("text") or ("" if "text" in site.fields else scope.text())
    return Found(
        native_id=number,
        url=scope.page.url,
        title=fields.get("title", ""),
        text=text,
        fields={**fields, **({"text": text} if text else {})},
        posted_at=posted.at if posted else None,
        posted_precision=posted.precision if posted else "",
        posted_is_relative=posted is not None and posted.is_relative,
        language=fields.get("language", site.languages[0] if len(site.languages) == 1 else ""),
        image_urls=_images(scope, site),
        missing=tuple(name for name in site.ad.required if name not in fields),
    )


def _field(scope: Scope, site: Site, name: str) -> str:
    values = list(dict.fromkeys(scope.first(site.fields[name])))
    if not values:
        return ""
    if name in _ONE_VALUE:
        return " ".join(values[0].split())
    return ("\n" if name == "text" else "; ").join(values)


def _images(scope: Scope, site: Site) -> tuple[str, ...]:
    found = scope.first(site.image_selectors)
    urls = (resolve(scope.page.url, _largest(value)) for value in found)
    return tuple(dict.fromkeys(url for url in urls if url))


def _largest(value: str) -> str:
    """The address in an attribute; of a `srcset`, the largest candidate."""
    if ", " not in value and " " not in value.strip():
        return value
    best, best_size = "", -1.0
    for candidate in value.split(","):
        address, _, size = candidate.strip().partition(" ")
        digits = size.strip().rstrip("wx")
        weight = float(digits) if digits.replace(".", "", 1).isdigit() else 0.0
        if address and weight > best_size:
            best, best_size = address, weight
    return best
