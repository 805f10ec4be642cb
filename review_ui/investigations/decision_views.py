"""Labels on keys, and the page of all decisions with what changed under them."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.evidence import open_engine
from review_ui.investigations.labelling import NewLabel, add_label
from review_ui.investigations.models import Judgement, Label
from review_ui.investigations.standing import Side, Standing, judgement_standing, label_standing, newest_first
from review_ui.masking import mask_value
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal

_SHOWN: Final = 100


@needs(Action.READ_CLUSTER)
@require_GET
def list_decisions(request: HttpRequest) -> HttpResponse:
    """The newest judgements and labels; contacts hidden where no record is the reason."""
    reason = reason_of(request)
    if reason.kind == "none":
        return redirect("investigations")
    engine = open_engine()
    record(request, "decisions read")
    judged = [judgement_standing(engine, row) for row in Judgement.objects.order_by("-decided_at")[:_SHOWN]]
    labelled = [label_standing(engine, row) for row in Label.objects.order_by("-decided_at")[:_SHOWN]]
    rows = [_show(standing, is_masked=not reason.unmasks) for standing in newest_first([*judged, *labelled])[:_SHOWN]]
    return render(request, "investigations/decisions.html", {"rows": rows})


@needs(Action.JUDGE)
@require_POST
def label_key(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the ads under a key look like; an agency line is shown and never followed from the next ingest on."""
    key = reveal("key", token)
    if key is None or not reason_of(request).unmasks:
        raise Http404
    kind = request.POST.get("label", "")
    record(request, "labelled", subject=key, detail=kind)
    add_label(NewLabel(key, kind, request.POST.get("why", "") or reason_of(request).text), actor_of(request))
    messages.success(request, _("Kept. The next ingest or rebuild obeys it."))
    return redirect("identifier", token)


Shown = tuple[Standing, list[tuple[Side, str, str]]]
"""A standing, and of each side what is shown and the token of its page (`""`: none)."""


def _show(standing: Standing, *, is_masked: bool) -> Shown:
    return standing, [_show_side(side, is_masked=is_masked) for side in standing.sides]


def _show_side(side: Side, *, is_masked: bool) -> tuple[Side, str, str]:
    if not side.is_key:
        return side, side.name, hide("ad", side.name) if side.is_held else ""
    kind, _colon, value = side.name.partition(":")
    if is_masked:
        return side, mask_value(kind, value), ""
    return side, value, hide("key", side.name)
