"""A drafted definition reads ads that it was not drafted from, and nothing of the ads beside them."""

import html
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.drafting.addresses import pattern_of
from crawlers.drafting.links import find_ad_links
from crawlers.drafting.writing import Drawn, draft
from crawlers.faults import NothingToReadError
from crawlers.parsing.fields import read_ad
from crawlers.parsing.listing import read_listing
from crawlers.parsing.page import Page
from crawlers.site import Site, load_site
from tests.crawlers.drafted_sites import COUNT, HOST, SITES, DraftedSite, others

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def _plain(page: Page) -> Page:
    """The page under the address as a browser would ask for it."""
    return Page(html.unescape(page.url), page.body, page.content_type)


def _drafted(given: DraftedSite, folder: Path) -> Site:
    listing = given.listing()
    links = find_ad_links(listing)
    path = folder / "drafted.toml"
    path.write_text(draft(Drawn(listing, links, (_plain(given.page(1)), _plain(given.page(2))))), encoding="utf-8")
    return load_site(path)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@pytest.mark.parametrize("given", SITES, ids=lambda given: given.name)
def test_the_list_leads_to_every_ad_and_to_the_next_page(given: DraftedSite, tmp_path: Path) -> None:
    """And to nothing else."""
    site = _drafted(given, tmp_path)
    leads = read_listing(given.listing(), site)
    assert len(leads.ads) == COUNT
    assert leads.next
    assert all(url.startswith(f"{HOST}/list?") for url in leads.next)


@pytest.mark.parametrize("given", SITES, ids=lambda given: given.name)
def test_an_ad_not_seen_before_is_read_right(given: DraftedSite, tmp_path: Path) -> None:
    """Title, text, phone, price, place, date and picture of its own."""
    site = _drafted(given, tmp_path)
    for n in range(3, COUNT + 1):
        truth, found = given.words(n), read_ad(_plain(given.page(n)), site, NOW)
        assert found.missing == ()
        assert found.title == truth.title
        assert truth.text in found.text
        assert _digits(found.fields["phone"]) == _digits(truth.phone)
        assert found.posted_at is not None
        if "price" not in given.lacks:
            assert found.fields["price"] == truth.price
        if "place" not in given.lacks:
            assert found.fields["place"] == truth.place
        pictures = () if "images" in given.lacks else (f"{HOST}/full/{n}.png",)
        assert found.image_urls == pictures


@pytest.mark.parametrize("given", SITES, ids=lambda given: given.name)
def test_nothing_of_the_ads_beside_it_is_taken(given: DraftedSite, tmp_path: Path) -> None:
    """Neither a phone nor a picture: two people's ads must not become one."""
    site = _drafted(given, tmp_path)
    for n in range(1, COUNT + 1):
        found = read_ad(_plain(given.page(n)), site, NOW)
        told = _digits(f"{found.text} {sorted(found.fields.items())}")
        for other in others(n):
            assert _digits(given.words(other).phone) not in told
            assert not any(f"/{other}.png" in url for url in found.image_urls)


@pytest.mark.parametrize(
    ("urls", "own"),
    [
        (["/a/12-x/", "/a/13-y/"], ["12", "13"]),
        (["/de/berlin/zimmer-77.html", "/de/bonn/haus-78.html"], ["77", "78"]),
        (["/x?cat=3&id=5", "/x?cat=3&id=6"], ["5", "6"]),
        (["/p/3f2a9c11", "/p/77bb00aa"], ["3f2a9c11", "77bb00aa"]),
        (["/#/item/4", "/#/item/5"], ["4", "5"]),
        (["/2026/11/nice-room/", "/2026/11/small-flat/"], ["nice-room", "small-flat"]),
    ],
)
def test_the_number_of_an_ad_is_found_in_its_address(urls: list[str], own: list[str]) -> None:
    """A number of its own, a number in a slug, a code, a parameter, a part behind the #, a slug."""
    import re

    pattern = re.compile(pattern_of([HOST + url for url in urls]))
    assert [hit[1] for url in urls if (hit := pattern.search(HOST + url))] == own


def test_a_page_without_ads_is_said_so() -> None:
    """With what to do about it."""
    page = Page(f"{HOST}/", b"<a href='/about'>About</a>", "text/html")
    with pytest.raises(NothingToReadError, match="no links that look like ads"):
        find_ad_links(page)
