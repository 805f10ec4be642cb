"""The public form: anybody may tell the hotline something, without an account. It answers nothing about anybody."""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.hotline.choices import Channel, Exploitation, Reporter
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import FormVisit

_PER_ADDRESS: Final = 5
_ALTOGETHER: Final = 60
_WINDOW: Final = timedelta(hours=1)


class PublicForm(forms.Form):
    """Only the first field must be filled."""

    narrative = forms.CharField(
        label=_("What happened, or what worries you?"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 7})
    )
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    identifiers = forms.CharField(
        label=_("Phone numbers or addresses from an ad or offer"),
        help_text=_("One per line."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reporter = forms.ChoiceField(label=_("Who are you?"), choices=Reporter.choices, initial=Reporter.UNKNOWN)
    exploitation = forms.ChoiceField(label=_("What is it about?"), choices=Exploitation.choices, initial="unknown")
    safe_contact = forms.CharField(
        label=_("How may we reach you safely?"),
        help_text=_("Leave it empty if no way is safe."),
        max_length=300,
        required=False,
    )
    involves_minor = forms.BooleanField(label=_("Somebody under 18 may be involved"), required=False)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def tell_us(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was told: sealed, in a case of its own, with consent not asked."""
    form = PublicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _is_too_often(request.META.get("REMOTE_ADDR", "")):
            record(request, "public form throttled")
            return render(request, "hotline/public_later.html", status=429)
        fields = dict(form.cleaned_data)
        fields["identifiers"] = read_identifiers(fields["identifiers"])
        with transaction.atomic():
            tip = add_tip(NewTip(channel=Channel.FORM, language=get_language() or "", **fields))
            record(request, "tip written", subject=str(tip.case_id), detail="public form")
        return render(request, "hotline/public_thanks.html")
    return render(request, "hotline/public_form.html", {"form": form})


def _is_too_often(address: str) -> bool:
    """Five an hour from one address, sixty from all. Addresses are counted as keyed hashes and forgotten in an hour."""
    hashed = hmac.new(current_desk().audit_key, f"form {address}".encode(), hashlib.sha256).hexdigest()
    begun = timezone.now() - _WINDOW
    FormVisit.objects.filter(at__lt=begun).delete()
    FormVisit.objects.create(address_hash=hashed)
    recent = FormVisit.objects.filter(at__gte=begun)
    return recent.filter(address_hash=hashed).count() > _PER_ADDRESS or recent.count() > _ALTOGETHER
