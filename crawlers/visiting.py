"""One page from request to Visit: redirects followed, the answer judged, the ad read, its pictures fetched."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from scrapy import Request
from scrapy.http import Response

from crawlers.ad import AdImage
from crawlers.faults import NothingToReadError
from crawlers.fetching.browser_page import browser_meta
from crawlers.fetching.page_spider import REDIRECTS
from crawlers.fetching.pages import header_of, is_rendered, page_request, take_exchange
from crawlers.fetching.pauses import MOST_ATTEMPTS, backoff, moment_after, retry_after
from crawlers.frontier import Entry, Lead, Settlement, State
from crawlers.page_objects import read_ad_page
from crawlers.parsing.address import ad_key, is_ours, native_id, page_key, resolve
from crawlers.parsing.listing import read_listing
from crawlers.parsing.page import Page
from crawlers.parsing.scope import open_page
from crawlers.rendering import Rendering, looks_like_shell
from crawlers.site import Site
from crawlers.visit import Fetched, FetchedPicture, Visit

Fetch = Callable[[Request], Awaitable[Response]]
KnownPictures = Callable[[str], tuple[AdImage, ...]]

_MOST_REDIRECTS: Final = 6
_BLOCKING: Final = frozenset({401, 403, 407, 429, 451, 503})
_PICTURE_ATTEMPTS: Final = 3
_MOST_PICTURES: Final = 60


@dataclass(frozen=True, slots=True)
class Visitor:
    """Reads pages of one site. `fetch` asks for one address; `known_pictures` are those held of an ad's native id."""

    site: Site
    fetch: Fetch
    known_pictures: KnownPictures
    base: float = 0.5
    rendering: Rendering = field(kw_only=True)
    picture_limit: int = field(default=_MOST_PICTURES)

    async def visit(self, entry: Entry, response: Response) -> Visit:
        """Everything that comes of this entry, whose first answer is `response`."""
        at = datetime.now(UTC)
        pages = [take_exchange(response, entry.role)]
        url = response.url if is_rendered(response) else entry.url
        while response.status in REDIRECTS:
            target = resolve(url, header_of(response, "Location"))
            reason = self._redirect_fault(target, entry, pages)
            if reason:
                return Visit(Settlement(entry, "failed", reason), at, tuple(pages))
            url = target
            response = await self.fetch(page_request(url))
            pages.append(take_exchange(response, entry.role))
        if is_rendered(response):
            # The browser follows redirects itself; the site's own rules about hosts still hold.
            if not is_ours(url, self.site):
                return Visit(Settlement(entry, "failed", f"redirects to another host: {url}"), at, tuple(pages))
            url = url.removesuffix("#")
        media_type, pause = header_of(response, "Content-Type"), header_of(response, "Retry-After")
        page = Page(url, response.body, media_type, response.status, pause)
        bare = Visit(Settlement(entry, "done"), at, tuple(pages))
        visit = await self._judge(bare, page)
        if self._is_unfinished(visit):
            lacks = pages[-1].facts["awaited_in_vain"]
            return self._again(visit, f"{lacks}: the element that wait_for names did not appear", "failed")
        if not is_rendered(response) and self._may_be_shell(visit, page):
            return await self._render(visit)
        return visit

    def _is_unfinished(self, visit: Visit) -> bool:
        """Whether the browser handed over a page before scripts had filled it: a listing read so would look empty."""
        if not visit.pages[-1].facts.get("awaited_in_vain") or visit.sign is not None or visit.is_gone:
            return False
        return visit.found is None and not visit.leads and visit.settlement.state in ("done", "failed")

    def _may_be_shell(self, visit: Visit, page: Page) -> bool:
        """Whether a page that gave nothing looks as if scripts had yet to fill it."""
        if self.site.render != "auto" or page.status != 200 or visit.found is not None or visit.leads:
            return False
        return looks_like_shell(page)

    async def _render(self, visit: Visit) -> Visit:
        """Once more in the browser; a page that then gives something teaches that its kind needs it."""
        entry = visit.settlement.entry
        meta = browser_meta(self.site.browser, with_screenshot=entry.role == "ad")
        rendered = await self.visit(entry, await self.fetch(page_request(entry.url, meta)))
        if rendered.found is not None or rendered.leads:
            self.rendering.learn(entry.url)
        return replace(rendered, pages=(*visit.pages, *rendered.pages))

    def _redirect_fault(self, target: str, entry: Entry, pages: list[Fetched]) -> str:
        if not target:
            return "redirect without an address"
        if not is_ours(target, self.site):
            return f"redirects to another host: {target}"
        if len(pages) > _MOST_REDIRECTS or target in {fetched.exchange.url for fetched in pages}:
            return f"redirects in a circle: {entry.url}"
        return ""

    async def _judge(self, bare: Visit, page: Page) -> Visit:
        entry = bare.settlement.entry
        if page.status in (404, 410):
            return self._gone(bare, f"HTTP {page.status}")
        if page.status in _BLOCKING:
            asked = retry_after(page.retry_after)
            refused = replace(bare, sign="refused", asked_pause=asked)
            return self._again(refused, f"HTTP {page.status}", "failed")
        if page.status >= 500 or page.status == 408:
            return self._again(bare, f"HTTP {page.status}", "failed")
        if page.status != 200:
            return self._ended(bare, "failed", f"HTTP {page.status}")
        if entry.role == "listing":
            return self._read_listing(bare, page)
        return await self._read_ad(bare, page)

    def _gone(self, bare: Visit, reason: str) -> Visit:
        if bare.settlement.entry.role == "ad":
            return replace(self._ended(bare, "done", reason), is_gone=True)
        return self._ended(bare, "failed", reason)

    def _again(self, bare: Visit, reason: str, at_last: State) -> Visit:
        entry = bare.settlement.entry
        if entry.attempts >= MOST_ATTEMPTS:
            return self._ended(bare, at_last, reason)
        due_at = moment_after(backoff(entry.attempts, self.base))
        return replace(bare, settlement=Settlement(entry, "retry", reason, due_at))

    def _ended(self, bare: Visit, state: State, reason: str) -> Visit:
        return replace(bare, settlement=Settlement(bare.settlement.entry, state, reason))

    def _read_listing(self, bare: Visit, page: Page) -> Visit:
        site, depth = self.site, bare.settlement.entry.depth
        found = read_listing(page, site)
        leads = [Lead(ad_key(url, site), url, "ad") for url in found.ads]
        if depth + 1 < site.listing.max_pages:
            leads += [Lead(page_key(url, site), url, "listing", depth + 1) for url in found.next]
        leads += [Lead(page_key(url, site), url, "listing") for url in found.lists]
        listed = tuple(native_id(url, site) for url in found.ads)
        return replace(bare, leads=tuple(leads), listed_ads=listed)

    async def _read_ad(self, bare: Visit, page: Page) -> Visit:
        entry, site = bare.settlement.entry, self.site
        if site.ad.gone or site.ad.blocked:
            whole = open_page(page)
            if whole.holds(site.ad.gone):
                return self._gone(bare, "gone-marker on the page")
            if whole.holds(site.ad.blocked):
                return self._again(replace(bare, sign="marker"), "blocked-marker on the page", "failed")
        try:
            found = read_ad_page(page, site, bare.at)
        except NothingToReadError as error:
            return self._ended(replace(bare, read_fields={}), "failed", str(error))
        if f"ad:{found.native_id}" != entry.key:
            # The address led to another ad: that one gets its own visit under its own key.
            lead = Lead(f"ad:{found.native_id}", page.url, "ad")
            return replace(self._ended(bare, "done", f"leads to ad {found.native_id}"), leads=(lead,))
        bare = replace(bare, read_fields=found.fields)
        if found.missing:
            return self._ended(bare, "failed", f"{page.url}: not found on the page: {', '.join(found.missing)}")
        pictures = await self._fetch_pictures(found.native_id, found.image_urls)
        faults = [f"picture {picture.url}: {picture.reason}" for picture in pictures if picture.reason]
        ended = self._ended(bare, "done", "; ".join(faults))
        return replace(ended, found=found, pictures=pictures)

    async def _fetch_pictures(self, native: str, urls: tuple[str, ...]) -> tuple[FetchedPicture, ...]:
        known = {image.url: image.sha256 for image in self.known_pictures(native) if image.sha256}
        pictures = []
        for url in urls[: self.picture_limit]:
            if url in known:
                pictures.append(FetchedPicture(url, known_sha256=known[url] or ""))
            elif not is_ours(url, self.site):
                pictures.append(FetchedPicture(url, reason="its host is not among the definition's hosts"))
            else:
                pictures.append(await self._fetch_picture(url))
        return tuple(pictures)

    async def _fetch_picture(self, url: str) -> FetchedPicture:
        target, reason = url, ""
        for attempt in range(1, _PICTURE_ATTEMPTS + 1):
            try:
                response = await self.fetch(page_request(target))
            except Exception as error:  # whatever a picture does, its ad is kept
                reason = f"{type(error).__name__}: {error}"
                await asyncio.sleep(backoff(attempt, self.base))
                continue
            fetched = take_exchange(response, "picture")
            if response.status == 200:
                return FetchedPicture(url, fetched)
            reason = f"HTTP {response.status}"
            if response.status in REDIRECTS:
                target = resolve(target, header_of(response, "Location"))
                if not target or not is_ours(target, self.site):
                    break
            elif response.status < 500:
                break
            else:
                await asyncio.sleep(backoff(attempt, self.base))
        return FetchedPicture(url, reason=reason)
