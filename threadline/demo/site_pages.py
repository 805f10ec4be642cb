"""The HTML of the two boards, with the traps of real ones: a site's name as h1, other people's ads beside yours."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any, Final
from zoneinfo import ZoneInfo

Row = dict[str, Any]
"""A line of truth.jsonl."""

ZONE: Final = ZoneInfo("America/Chicago")
BOARDS: Final = {"demo-board": ("board", "Demo Board"), "demo-jobs": ("jobs", "Demo Jobs")}
"""Path and name of each board, by slug."""


def print_date(posted_at: datetime, now: datetime) -> str:
    """Relative for a week, as boards do; then the day in the board's own time zone."""
    age = now - posted_at
    for length, unit in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        count = age // length
        if count >= 1:
            if unit == "day" and count >= 7:
                break
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    else:
        return "just now"
    return f"{posted_at.astimezone(ZONE):%b %d, %Y}"


def listing_page(site: str, rows: Sequence[Row], number: int, count: int) -> str:
    """A page of links to ads, newest first, with a link to the next page."""
    path, name = BOARDS[site]
    items = "".join(
        f'<li><a class="title" href="/{path}/ad/{row["native_id"]}">{escape(row["title"])}</a>'
        f" <small>{escape(row['place_shown'])}</small></li>"
        for row in rows
    )
    onward = f'<a rel="next" href="/{path}/?page={number + 1}">Next</a>' if number < count else ""
    body = f'<ul class="results">{items}</ul><nav class="pages">Page {number} of {count} {onward}</nav>'
    return _page(name, f"{name}: all ads", body)


def ad_page(row: Row, related: Sequence[Row], now: datetime) -> str:
    """One ad of either board."""
    posted = print_date(datetime.fromisoformat(row["posted_at"]), now)
    body = _job(row, posted) if row["site"] == "demo-jobs" else _personal(row, posted)
    name = BOARDS[row["site"]][1]
    return _page(name, f"{row['title']} | {name}", f"<main>{body}{_related(related)}</main>")


def _personal(row: Row, posted: str) -> str:
    phone = (
        f'<p class="contact">Phone: <b class="phone">{escape(row["phone_shown"])}</b></p>' if row["phone_shown"] else ""
    )
    photo = ""
    if row["photo_sha256"]:
        name = f"{row['photo_sha256']}.jpg"
        photo = f'<div class="gallery"><a href="/photos/{name}"><img alt="" src="/thumbs/{name}"></a></div>'
    return (
        f'<article class="ad"><h2 class="ad-title">{escape(row["title"])}</h2>'
        f'<p class="facts"><span class="price">{escape(row["price_shown"])}</span>'
        f' <span class="place">{escape(row["place_shown"])}</span> <span class="posted">Posted {posted}</span></p>'
        f'<div class="body">{escape(row["text"])}</div>{phone}{photo}</article>'
    )


def _job(row: Row, posted: str) -> str:
    phone = f"<dt>Telephone</dt><dd class='phone'>{escape(row['phone_shown'])}</dd>" if row["phone_shown"] else ""
    linked = {"@context": "https://schema.org", "@type": "JobPosting", "title": row["title"]}
    linked |= {"description": row["text"], "datePosted": row["posted_at"]}
    # A "</script>" in an ad must not end the script.
    script = json.dumps(linked).replace("<", "\\u003c")
    return (
        f'<section class="vacancy"><h3>{escape(row["title"])}</h3><dl><dt>Where</dt>'
        f'<dd class="place">{escape(row["place_shown"])}</dd>'
        f'<dt>Pay</dt><dd class="pay">{escape(row["price_shown"])}</dd>'
        f'{phone}<dt>Posted</dt><dd class="posted">{posted}</dd></dl>'
        f'<div class="description">{escape(row["text"])}</div></section>'
        f'<script type="application/ld+json">{script}</script>'
    )


def _related(rows: Sequence[Row]) -> str:
    """Other people's ads, phones and thumbnails, on the page of this one."""
    items = ""
    for row in rows:
        path = BOARDS[row["site"]][0]
        thumb = f'<img alt="" src="/thumbs/{row["photo_sha256"]}.jpg">' if row["photo_sha256"] else ""
        items += (
            f'<li>{thumb}<a href="/{path}/ad/{row["native_id"]}">{escape(row["title"])}</a>'
            f' <span class="phone">{escape(row["phone_shown"])}</span></li>'
        )
    return f'<aside class="related"><h2>More like this</h2><ul>{items}</ul></aside>'


def _page(name: str, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f'<header><h1>{name}</h1><a href="/board/">Ads</a> <a href="/jobs/">Jobs</a>'
        f' <a href="/account/">Log in</a></header>'
        f"{body}<footer>A made-up site. Call the board: 213-555-0199</footer></body></html>"
    )
