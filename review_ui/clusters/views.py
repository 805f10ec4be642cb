"""The list of clusters and the page of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from index.document import Document
from index.engine import Engine
from index.results import Summary
from matching.cluster import Cluster, Member, Step
from matching.links.keys import LinkKey
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.charts import Chart, draw_weeks
from review_ui.evidence import open_engine
from review_ui.investigations.models import Judgement
from review_ui.masking import mask_text, mask_value
from review_ui.policy import Action, may
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal

_LISTED = 30
_MEMBERS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key as it may be shown; without a token it opens nothing."""

    kind: str
    value: str
    token: str


@dataclass(frozen=True, slots=True)
class ShownMember:
    """An ad of the cluster and the road of keys that explains why it is here."""

    document: Document | None
    ad_id: str
    title: str
    token: str
    path: list[tuple[ShownKey, str]]


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """A cluster ready to be shown."""

    token: str
    cluster: Cluster
    keys: list[ShownKey]
    hubs: list[ShownKey]
    template: str
    members: list[ShownMember]
    more: int
    summary: Summary | None
    chart: Chart | None
    is_masked: bool
    may_judge: bool
    judgements: Sequence[Judgement]


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
            keys = [_key(key, is_masked=not reason.unmasks) for key in _telling(cluster.keys)[:3]]
            rows.append(
                (hide("cluster", count.value), count.ads, keys, _wording(cluster, is_masked=not reason.unmasks))
            )
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
    page = _page(engine, cluster, token, request)
    return render(request, "clusters/one.html", {"page": page})


def _page(engine: Engine, cluster: Cluster, token: str, request: HttpRequest) -> ClusterPage:
    is_masked = not reason_of(request).unmasks
    shown = cluster.members[:_MEMBERS_SHOWN]
    held = engine.get([member.ad_id for member in shown])
    keys = _telling(cluster.keys)
    summary = engine.summary(keys) if keys else None
    return ClusterPage(
        token=token,
        cluster=cluster,
        keys=[_key(key, is_masked=is_masked) for key in keys],
        hubs=[_key(key, is_masked=is_masked) for key in _telling(cluster.hubs)],
        template=_wording(cluster, is_masked=is_masked),
        members=[_member(member, held.get(member.ad_id), is_masked=is_masked) for member in shown],
        more=len(cluster.members) - len(shown),
        summary=summary,
        chart=draw_weeks(summary.weeks) if summary and len(summary.weeks) > 1 else None,
        is_masked=is_masked,
        may_judge=may(actor_of(request).role, Action.JUDGE),
        judgements=list(Judgement.objects.filter(cluster_id=cluster.cluster_id).order_by("-decided_at")[:20]),
    )


def _member(member: Member, document: Document | None, *, is_masked: bool) -> ShownMember:
    title = document.ad.title if document else member.ad_id
    return ShownMember(
        document=document,
        ad_id=member.ad_id,
        title=mask_text(title) if is_masked else title,
        token=hide("ad", member.ad_id),
        path=[_step(step, is_masked=is_masked) for step in member.path],
    )


def _step(step: Step, *, is_masked: bool) -> tuple[ShownKey, str]:
    return _key(step.key, is_masked=is_masked), mask_text(step.reason) if is_masked else step.reason


def _key(key: LinkKey, *, is_masked: bool) -> ShownKey:
    if is_masked:
        return ShownKey(key.kind, mask_value(key.kind, key.value), "")
    return ShownKey(key.kind, key.value, hide("key", str(key)))


def _telling(keys: Sequence[LinkKey]) -> list[LinkKey]:
    """Identifiers that people can read; hash slices and text bands say nothing to them."""
    return [key for key in keys if key.kind in ("phone", "email", "handle", "url", "domain", "wallet")]


def _wording(cluster: Cluster, *, is_masked: bool) -> str:
    return mask_text(cluster.template) if is_masked else cluster.template
