"""Change a tip."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.hotline.editing import Clash, read_fields, save_changes
from review_ui.hotline.models import Tip
from review_ui.hotline.tip_form import TipForm
from review_ui.policy import Action


@needs(Action.WRITE_TIP)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def edit_tip(request: HttpRequest, tip_id: str) -> HttpResponse:
    """The form over what is kept. When somebody else saved first, both versions are shown, and neither is lost."""
    tip = get_object_or_404(Tip.objects.select_related("case"), pk=tip_id)
    if request.method == "GET":
        record(request, "tip read", subject=str(tip.case_id), detail=f"tip {tip.pk}, to change it")
        return _show(request, tip, TipForm(initial=read_fields(tip)), tip.version)
    form = TipForm(request.POST)
    base = request.POST.get("version", "")
    number = int(base) if base.isascii() and base.isdigit() and len(base) < 9 else 0
    if not form.is_valid():
        return _show(request, tip, form, number)
    clash = save_changes(tip.pk, form.cleaned_data, number, actor_of(request))
    if clash is not None:
        record(request, "tip changed by two", subject=str(tip.case_id), detail=f"tip {tip.pk}")
        return _show_both(request, tip, clash)
    record(request, "tip changed", subject=str(tip.case_id), detail=f"tip {tip.pk}")
    messages.success(request, _("The tip is changed. The version before it is kept."))
    return redirect("tip", tip.pk)


def _show(request: HttpRequest, tip: Tip, form: TipForm, version: int) -> HttpResponse:
    return render(request, "hotline/edit_tip.html", {"tip": tip, "form": form, "version": version})


def _show_both(request: HttpRequest, tip: Tip, clash: Clash) -> HttpResponse:
    form = TipForm(initial=clash.merged)
    theirs = [(form[name].label, _readable(form, name, value)) for name, value in clash.theirs.items()]
    context = {"tip": tip, "form": form, "version": clash.version, "is_clash": True, "theirs": theirs}
    return render(request, "hotline/edit_tip.html", context, status=409)


def _readable(form: TipForm, name: str, value: object) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(choices.get(value, value))
