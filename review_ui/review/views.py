"""One cluster at a time, decided by keyboard."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.clusters.page import build_page
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.faults import RefusedError
from review_ui.investigations.models import Answer, ReviewAnswer
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.review.queue import claim_next, holds_claim, release
from review_ui.review.standing import keep_ads, revisions_of
from review_ui.tokens import hide, reveal

_UNDO_KEY = "last_review"
_LETTERS = {
    Answer.SIGNS: "1", Answer.ORGANISED: "2", Answer.INDEPENDENT: "3", Answer.AGENCY_LINE: "4", Answer.SPAM: "5",
    Answer.OTHER: "6", Answer.UNSURE: "u",
}  # fmt: skip


@needs(Action.JUDGE)
@require_GET
def review_next(request: HttpRequest) -> HttpResponse:
    """The next cluster that needs this reviewer's answer; what others said of it is nowhere on the page."""
    if reason_of(request).kind == "none":
        return redirect("investigations")
    engine = open_engine()
    reviewer = actor_of(request)
    cluster_id = claim_next(reviewer, engine)
    cluster = engine.cluster(cluster_id) if cluster_id else None
    record(request, "cluster reviewed", subject=cluster_id)
    context: dict[str, object] = {
        "done": ReviewAnswer.objects.filter(reviewer=reviewer).count(),
        "can_undo": bool(request.session.get(_UNDO_KEY)),
    }
    if cluster is not None:
        page = build_page(engine, cluster, hide("cluster", cluster_id), request)
        context |= {
            "page": page,
            "answers": [(value, label, _LETTERS[Answer(value)]) for value, label in Answer.choices],
        }
    return render(request, "review/next.html", context)


@needs(Action.JUDGE)
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the answer, if the claim still holds, and go on."""
    reviewer = actor_of(request)
    cluster_id = reveal("cluster", token)
    if cluster_id is None:
        raise Http404
    value = request.POST.get("answer", "")
    if value not in Answer.values or not holds_claim(reviewer, cluster_id):
        raise RefusedError(_("This cluster is not open to you any more. Nothing was kept."))
    engine = open_engine()
    cluster = engine.cluster(cluster_id)
    members = [member.ad_id for member in cluster.members] if cluster else []
    kept, _made = ReviewAnswer.objects.update_or_create(
        cluster_id=cluster_id,
        reviewer=reviewer,
        defaults={
            "answer": value,
            "note": request.POST.get("note", "")[:500],
            "members": len(members),
            "owner": current_desk().organisation,
        },
    )
    keep_ads(kept, revisions_of(engine, members))
    release(reviewer)
    record(request, "review answered", subject=cluster_id, detail=value)
    request.session[_UNDO_KEY] = str(kept.pk)
    return redirect("review")


@needs(Action.JUDGE)
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last answer of this session; its cluster comes again."""
    last = ReviewAnswer.objects.filter(pk=request.session.pop(_UNDO_KEY, None), reviewer=actor_of(request)).first()
    if last is not None:
        record(request, "review undone", subject=last.cluster_id)
        last.delete()
        release(actor_of(request))
        messages.success(request, _("Taken back."))
    return redirect("review")


@needs(Action.JUDGE)
@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Give the cluster back unanswered; somebody else gets it first."""
    record(request, "review skipped")
    release(actor_of(request))
    return redirect("clusters")
