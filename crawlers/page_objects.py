"""The way out for a site that no definition can describe: a web-poet page object named in the definition."""

import importlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from itemadapter import ItemAdapter
from web_poet import HttpResponse, ItemPage
from web_poet.pages import is_injectable

from crawlers.faults import NothingToReadError
from crawlers.parsing.address import native_id, resolve
from crawlers.parsing.dates import Calendar, read_date
from crawlers.parsing.fields import read_ad
from crawlers.parsing.found import Found
from crawlers.parsing.page import Page
from crawlers.site import FIELD_NAMES, Site


def read_ad_page(page: Page, site: Site, now: datetime) -> Found:
    """The ad on a page: by the site's page object where it names one, else by its definition.

    Raises NothingToReadError like `read_ad`.
    """
    if not site.page_object:
        return read_ad(page, site, now)
    return _read_by_object(page, site, now)


def load_page_object(name: str) -> type[ItemPage[Any]]:
    """The class at `module:Class`. Raises ValueError with the reason."""
    module_name, _, class_name = name.partition(":")
    try:
        found = getattr(importlib.import_module(module_name), class_name)
    except (ImportError, AttributeError, ValueError) as error:
        message = f"{name!r} cannot be imported ({error})"
        raise ValueError(message) from error
    if not (isinstance(found, type) and issubclass(found, ItemPage) and is_injectable(found)):
        message = f"{name!r} is no web-poet ItemPage"
        raise ValueError(message)
    return found


def _read_by_object(page: Page, site: Site, now: datetime) -> Found:
    number = native_id(page.url, site)
    if not number:
        message = f"{page.url}: native_id does not match the address"
        raise NothingToReadError(message)
    response = HttpResponse(page.url, page.text().encode(), status=page.status, encoding="utf-8")
    item = _item_of(load_page_object(site.page_object), response)
    fields = {name: str(item[name]).strip() for name in FIELD_NAMES if item.get(name)}
    calendar = Calendar(site.timezone, site.languages, site.date_order)
    posted = read_date(fields["posted_at"], calendar, now) if "posted_at" in fields else None
    images = (resolve(page.url, str(url)) for url in item.get("images") or ())
    return Found(
        native_id=number,
        url=page.url,
        title=fields.get("title", ""),
        text=fields.get("text", ""),
        fields=fields,
        posted_at=posted.at if posted else None,
        posted_precision=posted.precision if posted else "",
        posted_is_relative=posted is not None and posted.is_relative,
        language=fields.get("language", site.languages[0] if len(site.languages) == 1 else ""),
        image_urls=tuple(dict.fromkeys(url for url in images if url)),
        missing=tuple(name for name in site.ad.required if name not in fields),
    )


def _item_of(page_class: type[ItemPage[Any]], response: HttpResponse) -> Mapping[str, Any]:
    """The item of a page object. Its `to_item` is a coroutine that waits for nothing: parsing fetches nothing."""
    coroutine = page_class(response=response).to_item()  # type: ignore[call-arg]
    try:
        coroutine.send(None)
    except StopIteration as done:
        return ItemAdapter(done.value).asdict()
    coroutine.close()
    message = f"{response.url}: {page_class.__name__} waits for something; a page object may only parse"
    raise NothingToReadError(message)
