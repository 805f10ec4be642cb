"""The photo pages of an ad: its pictures, and one of them under the picture it matches, with a slider."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from index.document import Document
from matching.links.keys import LinkKey
from matching.match import Match
from matching.pictures.album import Album
from matching.pictures.slices import PICTURE
from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.pictures.shown import lay_pair, read_views, to_address
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal

MOST_SHOWN = 12
STEPS = range(0, 101, 10)
"""Positions of the slider: radio buttons move it, by mouse and arrow keys, without a script."""


@needs(Action.READ_AD)
@require_http_methods(["GET", "POST"])
def show_pictures(request: HttpRequest, token: str) -> HttpResponse:
    """The ad's pictures and what they match; blurred, and clear when asked by POST, which is written down."""
    found = _read(request, token)
    if isinstance(found, HttpResponse):
        return found
    is_clear = request.method == "POST"
    record(request, "pictures revealed" if is_clear else "pictures read", subject=found.ad.ad_id)
    digests = [image.sha256 for image in found.ad.images if image.sha256][:MOST_SHOWN]
    pictures = [] if not current_desk().pictures else read_views(digests)
    rows = [
        (to_address(view.pixels, is_clear=is_clear) if not view.fault else "", view.fault, _matches(view.sha256))
        for view in pictures
    ]
    context = {"token": token, "ad": found.ad, "rows": rows, "is_clear": is_clear, "are_on": current_desk().pictures}
    return render(request, "pictures/list.html", context)


@needs(Action.READ_AD)
@require_http_methods(["GET", "POST"])
def compare_pictures(request: HttpRequest, token: str, pair: str) -> HttpResponse:
    """One of the ad's pictures with the other laid over it."""
    found = _read(request, token)
    if isinstance(found, HttpResponse):
        return found
    left, _, right = (reveal("pair", pair) or "").partition(":")
    shown = {image.sha256 for image in found.ad.images}
    if left not in shown or not right or not current_desk().pictures:
        raise Http404
    is_clear = request.method == "POST"
    record(request, "pictures revealed" if is_clear else "pictures compared", subject=found.ad.ad_id, detail=right)
    match = next((one for one in _album_matches(left) if right in (one.left, one.right)), None)
    views = [view for view in read_views([left, right]) if not view.fault]
    if match is None or len(views) != 2 or not _ads_with(right):
        raise Http404
    laid, geometry = lay_pair(*views)
    context = {
        "token": token,
        "pair": pair,
        "left": to_address(views[0].pixels, is_clear=is_clear),
        "right": to_address(laid, is_clear=is_clear),
        "match": match,
        "geometry": geometry,
        "steps": STEPS,
        "is_clear": is_clear,
    }
    return render(request, "pictures/compare.html", context)


def _read(request: HttpRequest, token: str) -> Document | HttpResponse:
    """The ad, where it is held and a record is the reason: pictures may show numbers."""
    ad_id = reveal("ad", token)
    if ad_id is None:
        raise Http404
    if not reason_of(request).unmasks:
        return redirect("look-up" if current_desk().name == "hotline" else "investigations")
    document = open_engine().get([ad_id]).get(ad_id)
    if document is None:
        raise Http404
    return document


def _matches(sha256: str) -> list[tuple[str, Match, list[str]]]:
    """Matches of a picture that other ads show, with the address of their comparison and tokens of those ads."""
    rows = []
    for match in _album_matches(sha256):
        other = match.right if match.left == sha256 else match.left
        if ads := _ads_with(other):
            rows.append((hide("pair", f"{sha256}:{other}"), match, [hide("ad", ad_id) for ad_id in ads[:5]]))
    return rows[:MOST_SHOWN]


def _album_matches(sha256: str) -> list[Match]:
    folder = current_desk().album
    if not folder.exists():
        return []
    with Album(folder) as album:
        return [*album.matches_of(sha256), *album.similar_rooms_of(sha256)]


def _ads_with(sha256: str) -> list[str]:
    return sorted(open_engine().by_key(LinkKey(PICTURE, sha256)))
