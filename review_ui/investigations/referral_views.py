"""What the hotline disclosed to us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from review_ui.access import needs
from review_ui.audit.recorder import record
from review_ui.faults import RefusedError
from review_ui.investigations.models import Referral
from review_ui.policy import Action


@needs(Action.READ_REFERRAL)
@require_GET
def list_referrals(request: HttpRequest) -> HttpResponse:
    """Recipient, basis and dates; what was disclosed is read one by one."""
    record(request, "referrals listed")
    return render(request, "investigations/referrals.html", {"referrals": Referral.objects.order_by("-disclosed_at")})


@needs(Action.READ_REFERRAL)
@require_http_methods(["GET", "POST"])
def show_referral(request: HttpRequest, referral_id: str) -> HttpResponse:
    """The disclosed fields; by POST acknowledged. A withdrawn one shows no field any more."""
    referral = get_object_or_404(Referral, pk=referral_id)
    if request.method == "POST":
        if referral.withdrawn_at is not None:
            raise RefusedError(_("This was withdrawn."))
        record(request, "referral acknowledged", subject=str(referral.pk))
        referral.acknowledged_at = timezone.now()
        referral.save(update_fields=["acknowledged_at"])
        return redirect("referral", referral.pk)
    record(request, "referral read", subject=str(referral.pk))
    tips = referral.fields.get("tips", []) if referral.withdrawn_at is None else []
    return render(request, "investigations/referral.html", {"referral": referral, "tips": tips})
