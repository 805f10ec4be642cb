"""Write and read tips."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.hotline.calls import current_call
from review_ui.hotline.drafts import drop_draft, read_draft
from review_ui.hotline.editing import read_version
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.intake import NewTip, add_identifiers, add_tip
from review_ui.hotline.models import Tip
from review_ui.hotline.sealing import unseal
from review_ui.hotline.suggestions import Suggestion, suggest
from review_ui.hotline.tip_form import NewTipForm
from review_ui.hotline.told import find_told
from review_ui.policy import Action

_SHOWN = 100


@needs(Action.READ_TIP)
@require_GET
def list_tips(request: HttpRequest) -> HttpResponse:
    """The newest tips by their choices and times; no word of them is unsealed here."""
    tips = Tip.objects.select_related("case", "recorded_by").order_by("-received_at")[:_SHOWN]
    return render(request, "hotline/tips.html", {"tips": tips})


@needs(Action.WRITE_TIP)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def write_tip(request: HttpRequest) -> HttpResponse:
    """A new tip; with an open call it belongs to that call. Identifiers in the words are offered next."""
    form = NewTipForm(request.POST or None, initial=read_draft(actor_of(request)))
    if request.method == "POST" and form.is_valid():
        tip = find_told(actor_of(request), request.POST.dict()) or _keep(request, form)
        drop_draft(actor_of(request))
        messages.success(request, _("The tip is saved as case %(number)s.") % {"number": tip.case.number})
        if _open_suggestions(tip):
            return redirect("confirm-identifiers", tip.pk)
        return redirect("look-up" if current_call(request) else "tips")
    return render(request, "hotline/write_tip.html", {"form": form})


def _keep(request: HttpRequest, form: NewTipForm) -> Tip:
    fields = dict(form.cleaned_data)
    form_id = fields.pop("form_id")
    fields["identifiers"] = read_identifiers(fields["identifiers"])
    with transaction.atomic():
        # Both or neither: a tip whose audit row cannot be written is not accepted, and is sent again.
        tip = add_tip(NewTip(**fields), actor_of(request), current_call(request), form_id)
        record(request, "tip written", subject=str(tip.pk))
    return tip


@needs(Action.READ_TIP)
@require_GET
def show_tip(request: HttpRequest, tip_id: str) -> HttpResponse:
    """One tip in full."""
    tip = get_object_or_404(Tip.objects.select_related("case", "recorded_by"), pk=tip_id)
    record(request, "tip read", subject=str(tip.case_id), detail=f"tip {tip.pk}")
    words = unseal(str(tip.case_id), str(tip.pk), tip.sealed)
    versions = [
        (one, read_version(one)) for one in tip.versions.select_related("tip", "written_by").order_by("-created_at")
    ]
    return render(request, "hotline/tip.html", {"tip": tip, "words": words, "versions": versions})


@needs(Action.WRITE_TIP)
@require_http_methods(["GET", "POST"])
def confirm_identifiers(request: HttpRequest, tip_id: str) -> HttpResponse:
    """What our extractors found in the words; what is ticked becomes part of the tip and is watched from now on."""
    tip = get_object_or_404(Tip.objects.select_related("case"), pk=tip_id)
    offered = _open_suggestions(tip)
    if request.method == "POST":
        chosen = set(request.POST.getlist("identifier"))
        confirmed = [str(one.key) for one in offered if str(one.key) in chosen]
        add_identifiers(tip, confirmed)
        record(request, "identifiers confirmed", subject=str(tip.case_id), detail=f"{len(confirmed)} of {len(offered)}")
        return redirect("look-up" if current_call(request) else reverse("tip", args=[tip.pk]))
    record(request, "tip read", subject=str(tip.case_id), detail=f"tip {tip.pk}")
    return render(request, "hotline/confirm.html", {"tip": tip, "offered": offered})


def _open_suggestions(tip: Tip) -> list[Suggestion]:
    words = unseal(str(tip.case_id), str(tip.pk), tip.sealed)
    known = words.get("identifiers")
    held = {str(one) for one in known} if isinstance(known, list) else set()
    return [one for one in suggest(str(words.get("narrative", ""))) if str(one.key) not in held]
