"""What a page says, by its definition: fields, dates, links, structured data."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.faults import NothingToReadError
from crawlers.parsing.address import native_id, page_key, resolve
from crawlers.parsing.dates import Calendar, read_date
from crawlers.parsing.fields import read_ad
from crawlers.parsing.listing import read_listing
from crawlers.parsing.page import Page
from crawlers.parsing.scope import open_page
from crawlers.parsing.visible import visible_text
from crawlers.selector import read_selector
from crawlers.site import Site, load_site
from tests.crawlers.board import DEFINITION

NOW = datetime(2026, 3, 10, 18, 30, tzinfo=UTC)
URL = "http://127.0.0.1:8000/ad/7"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    path = tmp_path / "board.toml"
    path.write_text(
        DEFINITION.replace("{scheme}://127.0.0.1:{port}", "http://127.0.0.1:8000").replace("{top}", ""),
        encoding="utf-8",
    )
    return load_site(path)


def _page(body: str, url: str = URL) -> Page:
    return Page(url, body.encode(), "text/html; charset=utf-8")


def _with(site: Site, **fields: list[object]) -> Site:
    read = {name: tuple(read_selector(entry) for entry in entries) for name, entries in fields.items()}
    images = read.pop("images", ())
    return replace(site, fields={**site.fields, **read}, image_selectors=images or site.image_selectors)


def test_the_first_fallback_that_yields_wins(site: Site) -> None:
    """Selectors are tried in order."""
    page = _page("<article><h2>T</h2><p class=text>x</p><b class=cost>$5</b></article>")
    found = read_ad(page, _with(site, price=[".price", ".cost", "regex: T"]), NOW)
    assert found.fields["price"] == "$5"


def test_each_kind_of_selector_finds_its_value(site: Site) -> None:
    """CSS, XPath, JSON-LD, microdata, meta, regex, url, and a pattern on top."""
    body = (
        '<head><meta property="og:title" content="From meta"><script type="application/ld+json">'
        '{"@graph": [{"@type": "Offer", "price": 80, "seller": {"name": "S"}}]}</script></head>'
        "<article><h2>T</h2><p class=text>Call 312-555-0143 now</p>"
        '<span itemprop="price" content="75"></span><i class=crumb>Austin / Jobs</i></article>'
    )
    for entry, value in (
        (".text", "Call 312-555-0143 now"),
        ("xpath: ./p/text()", "Call 312-555-0143 now"),
        ("jsonld: Offer.price", "80"),
        ("jsonld: Offer.seller", "S"),
        ("microdata: price", "75"),
        ("meta: og:title", "From meta"),
        (r"regex: (\d{3}-\d{3}-\d{4})", "312-555-0143"),
        (r"url: /(ad)/", "ad"),
        ({"css": ".crumb", "match": "^([^/]+?) /"}, "Austin"),
    ):
        found = read_ad(_page(body), _with(site, price=[entry]), NOW)
        assert found.fields["price"] == value, entry


def test_json_ld_of_related_ads_is_not_taken_for_this_one(site: Site) -> None:
    """Of several objects of a type only the one that names the page counts; where none does, none."""
    told = [{"url": f"http://127.0.0.1:8000/ad/{n}", "image": f"/{n}.jpg"} for n in (6, 7, 8)]
    for urls, images in (((6, 7, 8), ("http://127.0.0.1:8000/7.jpg",)), ((6, 8), ())):
        import json

        objects = [{"@type": "Product", **one} for one in told if int(str(one["url"])[-1]) in urls]
        body = f'<script type="application/ld+json">{json.dumps(objects)}</script><article><h2>T</h2><p class=text>x'
        assert read_ad(_page(body), _with(site, images=["jsonld: Product.image"]), NOW).image_urls == images


def test_the_original_comes_before_the_thumbnail(site: Site) -> None:
    """Of a srcset the largest; data addresses are no pictures."""
    body = (
        "<article><h2>T</h2><p class=text>x</p><a href=/full.jpg><img src=/thumb.jpg></a>"
        '<img class=set srcset="/s.jpg 200w, /l.jpg 1200w, /m.jpg 600w">'
        '<img class=data src="data:image/gif;base64,R0=">'
    )
    assert read_ad(_page(body), _with(site, images=["a:has(> img)::attr(href)", "img::attr(src)"]), NOW).image_urls == (
        "http://127.0.0.1:8000/full.jpg",
    )
    assert read_ad(_page(body), _with(site, images=[".set::attr(srcset)"]), NOW).image_urls == (
        "http://127.0.0.1:8000/l.jpg",
    )
    assert read_ad(_page(body), _with(site, images=[".data::attr(src)"]), NOW).image_urls == ()


def test_a_page_without_the_scope_is_not_believed(site: Site) -> None:
    """A challenge, a home page, an error with status 200."""
    with pytest.raises(NothingToReadError, match="scope"):
        read_ad(_page("<p>Welcome"), site, NOW)
    with pytest.raises(NothingToReadError, match="native_id"):
        read_ad(_page("<article>", "http://127.0.0.1:8000/help"), site, NOW)
    assert read_ad(_page("<article><h2>T</h2></article>"), site, NOW).missing == ("text",)


def test_hidden_text_and_scripts_are_no_text() -> None:
    """What a reader does not see is not what the page says."""
    body = "<p>a<script>b</script><style>c</style><span style='display: none'>d</span><i hidden>e</i><!-- f -->g<br>h"
    assert visible_text(open_page(_page(body)).document.root) == "ag\nh"


@pytest.mark.parametrize(
    ("raw", "at", "precision"),
    [
        ("5 minutes ago", "2026-03-10T18:25Z", "minute"),
        ("Posted: 1 hour, 5 minutes ago", "2026-03-10T17:25Z", "minute"),
        ("1\u00a0hour ago", "2026-03-10T17:00Z", "hour"),
        ("3 days ago", "2026-03-07T05:00Z".replace("05", "06"), "day"),
        ("hace 2 horas", "2026-03-10T16:00Z", "hour"),
        ("just now", "2026-03-10T18:30Z", "minute"),
        ("Yesterday", "2026-03-09T05:00Z", "day"),
        ("today 9:05 am", "2026-03-10T14:05Z", "minute"),
        ("Today, 1:05 PM", "2026-03-10T18:05Z", "minute"),
        ("2026-03-08T10:00:00+01:00", "2026-03-08T09:00Z", "second"),
        ("2026-03-05", "2026-03-05T06:00Z", "day"),
        ("Thu, 05 Mar 2026 10:00:00 GMT", "2026-03-05T10:00Z", "second"),
        ("03/04/2026", "2026-03-04T06:00Z", "day"),
        ("March 5, 2026", "2026-03-05T06:00Z", "day"),
    ],
)
def test_printed_dates_are_read_in_the_sites_zone(raw: str, at: str, precision: str) -> None:
    """Chicago: six hours behind UTC until 8 March 2026, five after."""
    found = read_date(raw, Calendar("America/Chicago", ("en", "es")), NOW)
    assert found is not None
    assert found.at.isoformat().replace("+00:00", "Z").replace(":00Z", "Z") == at
    assert found.precision == precision


@pytest.mark.parametrize("raw", ["", "call me", "99:99", "in 400 years", "0000-00-00", "9" * 500, "1 1 1 ago"])
def test_what_is_no_date_is_none(raw: str) -> None:
    """Never a guess."""
    assert read_date(raw, Calendar("UTC"), NOW) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_breaks_the_date_reader(raw: str) -> None:
    """Dates come from strangers."""
    found = read_date(raw, Calendar("America/Chicago"), NOW)
    assert found is None or found.at.tzinfo is UTC


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_page_reader(body: bytes) -> None:
    """A body is anything; its text can always be stored."""
    text = Page(URL, body, "text/html; charset=shift_jis").text()
    assert text.encode("utf-8").decode("utf-8") == text
    visible_text(open_page(Page(URL, b"<article>" + body)).document.root)


def test_sitemaps_and_feeds_lead_to_ads(site: Site) -> None:
    """Recognised by their first element; only our hosts, only what names an ad."""
    sitemap = (
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>http://127.0.0.1:8000/ad/1</loc></url><url><loc>http://example.com/ad/2</loc></url>"
        b"<url><loc>http://127.0.0.1:8000/help</loc></url></urlset>"
    )
    index = b"<sitemapindex><sitemap><loc>http://127.0.0.1:8000/map2.xml</loc></sitemap></sitemapindex>"
    rss = b"<rss><channel><item><link>http://127.0.0.1:8000/ad/3</link></item></channel></rss>"
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/ad/4"/></entry></feed>'
    at = "http://127.0.0.1:8000/sitemap.xml"
    assert read_listing(Page(at, sitemap), site).ads == ("http://127.0.0.1:8000/ad/1",)
    assert read_listing(Page(at, index), site).lists == ("http://127.0.0.1:8000/map2.xml",)
    assert read_listing(Page(at, rss), site).ads == ("http://127.0.0.1:8000/ad/3",)
    assert read_listing(Page(at, atom), site).ads == ("http://127.0.0.1:8000/ad/4",)


def test_an_entity_bomb_in_a_feed_stays_small(site: Site) -> None:
    """Entities are not expanded."""
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    feed = bomb + b"]><rss><item><link>&i;</link></item></rss>"
    assert read_listing(Page("http://127.0.0.1:8000/rss", feed), site).ads == ()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@example.org", "", "http://", "http://x:99999/", "//[", "\x00"]
)
def test_links_that_lead_nowhere_are_dropped(link: str) -> None:
    """Only http and https addresses with a host."""
    assert resolve("https://example.org/a", link) in ("", "https://example.org/a", "https://example.org/%00")


def test_addresses_of_one_page_share_a_key(site: Site) -> None:
    """Dropped parameters, order, fragment; a fragment counts where the definition says so."""
    dropping = replace(site, drop_params=("sid",))
    assert page_key("http://a/l?b=1&a=2&sid=9#x", dropping) == page_key("http://a/l?a=2&b=1", dropping)
    keeping = replace(site, keep_fragment=True)
    assert page_key("http://a/#/ad/1", keeping) != page_key("http://a/#/ad/2", keeping)
    assert native_id("http://127.0.0.1/ad/12?x", site) == "12"
