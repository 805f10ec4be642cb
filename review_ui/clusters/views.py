"""The list of clusters and the page of one."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.clusters.key_names import KeyNames, telling
from review_ui.clusters.page import build_page, wording
from review_ui.evidence import open_engine
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.review.standing import find_settled_of
from review_ui.tokens import hide, reveal

_LISTED: Final = 30


@needs(Action.READ_CLUSTER)
@require_GET
def list_clusters(request: HttpRequest) -> HttpResponse:
    """The largest clusters first; one cluster is the unit of review, not one ad."""
    reason = reason_of(request)
    if reason.kind == "none":
        return redirect("investigations")
    engine = open_engine()
    record(request, "clusters listed")
    rows = []
    for count in engine.largest_clusters(_LISTED):
        cluster = engine.cluster(count.value)
        if cluster is not None:
            names = KeyNames(cluster.keys, is_masked=not reason.unmasks)
            keys = [names.show(key) for key in telling(cluster.keys)[:3]]
            rows.append((hide("cluster", count.value), count.ads, keys, wording(cluster, is_masked=not reason.unmasks)))
    return render(request, "clusters/list.html", {"rows": rows, "stats": engine.stats()})


@needs(Action.READ_CLUSTER)
@require_GET
def show_cluster(request: HttpRequest, token: str) -> HttpResponse:
    """Members with explained paths, shared identifiers, dates, places and wording."""
    reason = reason_of(request)
    cluster_id = reveal("cluster", token)
    if cluster_id is None:
        raise Http404
    if reason.kind == "none":
        return redirect("investigations")
    engine = open_engine()
    record(request, "cluster read", subject=cluster_id)
    cluster = engine.cluster(cluster_id)
    if cluster is None:
        raise Http404
    page = build_page(engine, cluster, token, request)
    settled = find_settled_of(engine, cluster)
    return render(request, "clusters/one.html", {"page": page, "settled": settled})
