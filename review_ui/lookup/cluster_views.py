"""The cluster under the answer: fetched after it, for a large one takes longer to read than a caller should wait."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from extractors.mention import IDENTIFIER_KINDS
from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.evidence import open_engine
from review_ui.hotline.calls import current_call
from review_ui.policy import Action
from review_ui.tokens import reveal

_SHOWN: Final = 12


@needs(Action.LOOK_UP)
@require_POST
def show_answer_cluster(request: HttpRequest) -> HttpResponse:
    """How many ads stand in it, and the identifiers that hold it together; a page of its own without JavaScript."""
    cluster_id = reveal("cluster", request.POST.get("cluster", ""))
    if cluster_id is None or current_call(request) is None:
        return HttpResponse("")
    record(request, "cluster read", subject=cluster_id, detail="under a look-up")
    cluster = open_engine().cluster(cluster_id)
    keys = [key for key in cluster.keys if key.kind in IDENTIFIER_KINDS] if cluster else []
    context = {"cluster": cluster, "keys": keys[:_SHOWN], "more": max(len(keys) - _SHOWN, 0)}
    is_fragment = request.headers.get("HX-Request")
    return render(request, "lookup/cluster.html" if is_fragment else "lookup/cluster_page.html", context)
