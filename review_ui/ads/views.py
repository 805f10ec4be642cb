"""The page of one ad, at both desks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from crawlers.ad import Ad
from crawlers.capture import Capture
from extractors.mention import Mention
from index.document import Document
from review_ui.access import needs
from review_ui.ads.found import Found, list_found
from review_ui.ads.segments import Segment, cut, mask
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_archive, open_engine
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal


@dataclass(frozen=True, slots=True)
class AdPage:
    """An ad ready to be shown; contacts are already hidden in it where no record is the reason."""

    token: str
    document: Document
    title: list[Segment]
    text: list[Segment]
    found: list[Found]
    signs: list[Mention]
    capture: Capture | None
    revisions: list[Ad]
    cluster_token: str
    is_masked: bool


@needs(Action.READ_AD)
@require_GET
def show_ad(request: HttpRequest, token: str) -> HttpResponse:
    """The ad's words with what was found marked in them, and its provenance."""
    ad_id = reveal("ad", token)
    if ad_id is None:
        raise Http404
    reason = reason_of(request)
    if reason.kind == "none":
        return redirect("look-up" if current_desk().name == "hotline" else "investigations")
    document = open_engine().get([ad_id]).get(ad_id)
    record(request, "ad read", subject=ad_id, detail="" if document else "not held")
    if document is None:
        raise Http404
    return render(request, "ads/one.html", {"page": _page(token, document, is_masked=not reason.unmasks)})


def _page(token: str, document: Document, *, is_masked: bool) -> AdPage:
    ad = document.ad
    with open_archive() as archive:
        capture = archive.capture(ad.capture_id) if ad.capture_id else None
        revisions = archive.revisions(ad.ad_id)
    cluster_id = open_engine().cluster_of(ad.ad_id)
    return AdPage(
        token=token,
        document=document,
        title=_segments(ad.title, document.mentions, "title", is_masked=is_masked),
        text=_segments(ad.text, document.mentions, "text", is_masked=is_masked),
        found=list_found(document.mentions, is_masked=is_masked),
        signs=[mention for mention in document.mentions if mention.kind == "indicator"],
        capture=capture,
        revisions=revisions,
        cluster_token=hide("cluster", cluster_id) if cluster_id else "",
        is_masked=is_masked,
    )


def _segments(text: str, mentions: tuple[Mention, ...], field: str, *, is_masked: bool) -> list[Segment]:
    pieces = cut(text, (mention for mention in mentions if mention.field == field))
    return mask(pieces) if is_masked else pieces
