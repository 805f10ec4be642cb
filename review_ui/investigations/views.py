"""Investigations: folders of an investigator, and the reason of a session at the ad desks."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.investigations.models import Investigation, KeptAd
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal


class InvestigationForm(forms.Form):
    """A new investigation."""

    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.CharField(label=_("Purpose"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))


@needs(Action.OPEN_INVESTIGATION)
@require_http_methods(["GET", "POST"])
def list_investigations(request: HttpRequest) -> HttpResponse:
    """Where a session begins: choose or open an investigation, or give a reason in words."""
    form = InvestigationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        owner = current_desk().organisation
        opened = Investigation.objects.create(opened_by=actor_of(request), owner=owner, **form.cleaned_data)
        _set_reason(request, opened)
        record(request, "investigation opened", subject=str(opened.pk))
        return redirect("search")
    mine = Investigation.objects.filter(closed_at=None).select_related("opened_by").order_by("-created_at")
    return render(request, "investigations/list.html", {"form": form, "investigations": mine[:50]})


@needs(Action.OPEN_INVESTIGATION)
@require_POST
def choose_reason(request: HttpRequest) -> HttpResponse:
    """Make an investigation, or words, the reason of this session."""
    if chosen := request.POST.get("investigation"):
        found = _find(chosen)
        _set_reason(request, found)
        record(request, "investigation entered", subject=str(found.pk))
    elif words := request.POST.get("words", "").strip()[:300]:
        request.session.pop("investigation_id", None)
        request.session.pop("investigation_title", None)
        request.session["reason_words"] = words
        record(request, "reason given")
    else:
        return redirect("investigations")
    return redirect("search")


@needs(Action.OPEN_INVESTIGATION)
@require_GET
def show_investigation(request: HttpRequest, investigation_id: str) -> HttpResponse:
    """The ads kept in an investigation."""
    found = get_object_or_404(Investigation, pk=investigation_id)
    record(request, "investigation read", subject=str(found.pk))
    kept = list(found.ads.select_related("kept_by").order_by("-created_at"))
    held = open_engine().get([one.ad_id for one in kept])
    rows = [(one, held.get(one.ad_id), hide("ad", one.ad_id)) for one in kept]
    return render(request, "investigations/one.html", {"investigation": found, "rows": rows})


@needs(Action.OPEN_INVESTIGATION)
@require_POST
def keep_ad(request: HttpRequest, token: str) -> HttpResponse:
    """Put an ad into the investigation that is this session's reason, at the revision that was read."""
    ad_id = reveal("ad", token)
    reason = reason_of(request)
    held = open_engine().get([ad_id]).get(ad_id) if ad_id else None
    if held is None or reason.kind != "investigation":
        raise Http404
    folder = get_object_or_404(Investigation, pk=reason.text)
    values = {"revision": held.ad.revision, "kept_by": actor_of(request), "owner": current_desk().organisation}
    KeptAd.objects.get_or_create(investigation=folder, ad_id=held.ad.ad_id, defaults=values)
    record(request, "ad kept", subject=held.ad.ad_id)
    return redirect("ad", token)


def _set_reason(request: HttpRequest, investigation: Investigation) -> None:
    request.session.pop("reason_words", None)
    request.session["investigation_id"] = str(investigation.pk)
    request.session["investigation_title"] = investigation.title


def _find(investigation_id: str) -> Investigation:
    form = forms.UUIDField()
    try:
        return get_object_or_404(Investigation, pk=form.clean(investigation_id), closed_at=None)
    except forms.ValidationError as error:
        raise Http404 from error
