"""Decide about an ad of a cluster: does it belong with the rest?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.evidence import open_engine
from review_ui.investigations.judging import NewJudgement, add_judgement
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import reveal


@needs(Action.JUDGE)
@require_POST
def judge(request: HttpRequest, token: str) -> HttpResponse:
    """Keep a decision on two members of a cluster; the next ingest or rebuild obeys it."""
    cluster_id = reveal("cluster", token)
    left, right = reveal("ad", request.POST.get("left", "")), reveal("ad", request.POST.get("right", ""))
    if cluster_id is None or left is None or right is None or reason_of(request).kind == "none":
        raise Http404
    held = open_engine().get([left, right])
    new = NewJudgement(
        left=left,
        right=right,
        verdict=request.POST.get("verdict", ""),
        reason=request.POST.get("why", "") or reason_of(request).text,
        left_revision=held[left].ad.revision if left in held else 0,
        right_revision=held[right].ad.revision if right in held else 0,
        cluster_id=cluster_id,
    )
    record(request, "judged", subject=f"{left} {right}", detail=new.verdict)
    add_judgement(new, actor_of(request))
    messages.success(request, _("Kept. The next ingest or rebuild obeys it."))
    return redirect("cluster", token)
