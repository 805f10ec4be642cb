"""One identifier: its dates, places, linked identifiers and ads."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from crawlers.ad import Ad
from extractors.mention import IDENTIFIER_KINDS
from index.results import LinkedKey, Summary
from matching.links.keys import LinkKey
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.charts import Chart, draw_weeks
from review_ui.evidence import open_engine
from review_ui.investigations.labelling import labels_of
from review_ui.investigations.models import KINDS, Label
from review_ui.link_reasons import why
from review_ui.policy import Action, may
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal

_ADS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A linked identifier and the address of its page."""

    key: LinkKey
    linked: LinkedKey
    token: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class IdentifierPage:
    """What the index holds under one identifier."""

    token: str
    key: LinkKey
    summary: Summary
    linked: list[LinkedRow]
    ads: list[tuple[Ad, str]]
    chart: Chart | None
    cluster_token: str
    may_watch: bool
    may_judge: bool
    labels: list[Label]


@needs(Action.READ_CLUSTER)
@require_GET
def show_identifier(request: HttpRequest, token: str) -> HttpResponse:
    """Only with an investigation as the reason: the page shows a contact in full."""
    value = reveal("key", token)
    if value is None:
        raise Http404
    if not reason_of(request).unmasks:
        return redirect("investigations")
    key = LinkKey.parse(value)
    record(request, "identifier read", subject=value)
    summary = open_engine().summary([key])
    page = IdentifierPage(
        token=token,
        key=key,
        summary=summary,
        linked=[row for row in map(_row, summary.linked) if row.key.kind in IDENTIFIER_KINDS],
        ads=_ads(summary.ad_ids[:_ADS_SHOWN]),
        chart=draw_weeks(summary.weeks) if len(summary.weeks) > 1 else None,
        cluster_token=hide("cluster", summary.cluster_id) if summary.cluster_id else "",
        may_watch=may(actor_of(request).role, Action.WATCH),
        may_judge=may(actor_of(request).role, Action.JUDGE),
        labels=labels_of(value),
    )
    return render(request, "search/identifier.html", {"page": page, "kinds": KINDS})


def _row(linked: LinkedKey) -> LinkedRow:
    return LinkedRow(LinkKey.parse(linked.key), linked, hide("key", linked.key), [why(one) for one in linked.reasons])


def _ads(ad_ids: Sequence[str]) -> list[tuple[Ad, str]]:
    held = open_engine().get(list(ad_ids))
    return [(held[ad_id].ad, hide("ad", ad_id)) for ad_id in ad_ids if ad_id in held]
