"""A cluster ready to be shown: members with explained paths, shared identifiers, signs, dates, wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from index.document import Document
from index.engine import Engine
from index.results import Summary
from matching.cluster import Cluster, Member
from review_ui.access import actor_of
from review_ui.charts import Chart, draw_weeks
from review_ui.clusters.key_names import KeyNames, ShownKey, telling
from review_ui.clusters.signs import ShownSign, list_signs
from review_ui.investigations.models import Judgement
from review_ui.masking import mask_text
from review_ui.policy import Action, may
from review_ui.reasons import reason_of
from review_ui.tokens import hide

_MEMBERS_SHOWN: Final = 60


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
    signs: Sequence[ShownSign]
    unread: int


def build_page(engine: Engine, cluster: Cluster, token: str, request: HttpRequest) -> ClusterPage:
    """The page of a cluster; contacts are already hidden in it where no record is the reason."""
    is_masked = not reason_of(request).unmasks
    shown = cluster.members[:_MEMBERS_SHOWN]
    held = engine.get([member.ad_id for member in shown])
    keys, names = telling(cluster.keys), KeyNames((*cluster.keys, *cluster.hubs), is_masked=is_masked)
    summary = engine.summary(keys) if keys else None
    return ClusterPage(
        token=token,
        cluster=cluster,
        keys=[names.show(key) for key in keys],
        hubs=[names.show(key) for key in telling(cluster.hubs)],
        template=wording(cluster, is_masked=is_masked),
        members=[_member(member, held.get(member.ad_id), names, is_masked=is_masked) for member in shown],
        more=len(cluster.members) - len(shown),
        summary=summary,
        chart=draw_weeks(summary.weeks) if summary and len(summary.weeks) > 1 else None,
        is_masked=is_masked,
        may_judge=may(actor_of(request).role, Action.JUDGE),
        judgements=list(Judgement.objects.filter(cluster_id=cluster.cluster_id).order_by("-decided_at")[:20]),
        signs=list_signs(held.values(), is_masked=is_masked),
        unread=sum(not document.analysed for document in held.values()),
    )


def _member(member: Member, document: Document | None, names: KeyNames, *, is_masked: bool) -> ShownMember:
    title = document.ad.title if document else member.ad_id
    return ShownMember(
        document=document,
        ad_id=member.ad_id,
        title=mask_text(title) if is_masked else title,
        token=hide("ad", member.ad_id),
        path=[(names.show(step.key), names.reword(step.reason)) for step in member.path],
    )


def wording(cluster: Cluster, *, is_masked: bool) -> str:
    return mask_text(cluster.template) if is_masked else cluster.template
