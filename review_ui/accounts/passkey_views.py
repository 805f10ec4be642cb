"""Log in with a passkey; add and forget one."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from review_ui.access import actor_of, needs
from review_ui.accounts.models import Passkey
from review_ui.accounts.passkeys import keep_passkey, offer_log_in, offer_registration, recognise
from review_ui.accounts.throttle import is_throttled, note_failure
from review_ui.audit.recorder import record
from review_ui.middleware.sessions import start_clock
from review_ui.policy import Action

_BACKEND = "review_ui.accounts.recognition.AccountBackend"
_ANYBODY = "passkey"


@login_not_required
@require_POST
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What the log-in page asks the authenticator."""
    return HttpResponse(offer_log_in(request), content_type="application/json")


@login_not_required
@sensitive_post_parameters()
@require_POST
def passkey_answer(request: HttpRequest) -> HttpResponse:
    """Let in whose passkey answered. It is unlocked by its holder, so no code is asked for as well."""
    address = request.META.get("REMOTE_ADDR", "")
    account = None if is_throttled(_ANYBODY, address) else recognise(request, request.POST.get("answer", ""))
    if account is None:
        note_failure(_ANYBODY + address, address)
        record(request, "log in refused", detail="passkey")
        return JsonResponse({"fault": _("This passkey is not known here.")}, status=403)
    login(request, account, backend=_BACKEND)
    start_clock(request)
    record(request, "log in", detail="passkey")
    return JsonResponse({"next": reverse("start")})


@needs(Action.OWN_ACCOUNT)
@require_POST
def new_passkey(request: HttpRequest) -> HttpResponse:
    """What the account page asks the authenticator to make."""
    return HttpResponse(offer_registration(request, actor_of(request)), content_type="application/json")


@needs(Action.OWN_ACCOUNT)
@require_POST
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Bind the passkey that was made."""
    passkey = keep_passkey(request, actor_of(request), request.POST.get("answer", ""), request.POST.get("name", ""))
    record(request, "passkey added", subject=str(passkey.pk))
    messages.success(request, _("The passkey is added. Log in with it from now on."))
    return JsonResponse({"next": reverse("own-account")})


@needs(Action.OWN_ACCOUNT)
@require_POST
def forget_passkey(request: HttpRequest, passkey_id: str) -> HttpResponse:
    """A lost or old passkey opens nothing any more."""
    passkey = get_object_or_404(Passkey, pk=passkey_id, account=actor_of(request))
    record(request, "passkey forgotten", subject=str(passkey.pk))
    passkey.delete()
    return redirect("own-account")
