"""Fields that a page's JSON-LD, microdata or meta elements give."""

from collections.abc import Iterator
from typing import Any, Final

from crawlers.parsing.scope import Scope
from crawlers.selector import read_selector

_PLACE: Final = "address.addressLocality"
_PATHS: Final = {
    "title": ("title", "name", "headline"),
    "text": ("description", "articleBody"),
    "phone": ("telephone", "seller.telephone", "contactPoint.telephone", "offers.seller.telephone"),
    "price": ("offers.price", "baseSalary.value.value", "baseSalary.value.minValue", "price", "priceRange"),
    "place": (
        *(f"jobLocation.{_PLACE}", _PLACE, f"offers.availableAtOrFrom.{_PLACE}", f"location.{_PLACE}"),
        *("areaServed.name", "contentLocation.name"),
    ),
    "posted_at": ("datePosted", "datePublished", "offers.validFrom", "uploadDate", "dateCreated"),
    "author": ("author.name",),
    "images": ("image",),
}
_MICRODATA: Final = {
    "title": ("name", "title"),
    "text": ("description",),
    "phone": ("telephone",),
    "price": ("price", "baseSalary"),
    "place": ("addressLocality",),
    "posted_at": ("datePosted", "datePublished"),
    "author": ("author",),
    "images": ("image",),
}
_META: Final = {"price": ("product:price:amount",), "posted_at": ("article:published_time",)}
_NO_AD: Final = frozenset({"WebSite", "Organization", "BreadcrumbList", "ItemList", "WebPage", "SearchAction"})


def machine_readable(scope: Scope, field: str) -> Iterator[str]:
    """Selectors that find something on this page."""
    for entry in _candidates(scope.jsonld, field):
        if scope.find(read_selector(entry)):
            yield entry


def _candidates(objects: list[dict[str, Any]], field: str) -> Iterator[str]:
    types = [item.get("@type") for item in objects]
    for kind in dict.fromkeys(one for one in types if isinstance(one, str) and one not in _NO_AD):
        yield from (f"jsonld: {kind}.{path}" for path in _PATHS.get(field, ()))
    yield from (f"microdata: {name}" for name in _MICRODATA.get(field, ()))
    yield from (f"meta: {name}" for name in _META.get(field, ()))
