"""Log in by the organisation's provider, or bind one's account to it."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from review_ui.accounts.models import Account
from review_ui.accounts.organisation import account_of, bind, is_offered, leave_for_provider, who_came_back
from review_ui.audit.recorder import record
from review_ui.faults import RefusedError
from review_ui.middleware.sessions import start_clock

_BACKEND = "review_ui.accounts.recognition.AccountBackend"


@login_not_required
@require_GET
def organisation_log_in(request: HttpRequest) -> HttpResponse:
    """On to the provider; whoever is logged in already binds the account on the way back."""
    if not is_offered():
        raise Http404
    return leave_for_provider(request)


@login_not_required
@require_GET
def organisation_return(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser. That visit comes from another site, so our strict cookies are not with it:
    the page posts the answer on, and with that request they are."""
    answer = [(name, request.GET.get(name, "")[:4000]) for name in ("code", "state", "error") if name in request.GET]
    return render(request, "accounts/organisation_return.html", {"answer": answer})


@login_not_required
@sensitive_post_parameters()
@require_POST
def organisation_finish(request: HttpRequest) -> HttpResponse:
    """Let in, or bind, whom the provider vouches for. Who has no account here is told so: none is made by itself."""
    if not is_offered():
        raise Http404
    try:
        issuer, subject = who_came_back(request)
    except RefusedError:
        record(request, "log in refused", detail="organisation")
        raise
    if isinstance(request.user, Account):
        bind(request.user, issuer, subject)
        record(request, "organisation log-in bound")
        messages.success(request, _("From now on you can log in by your organisation."))
        return redirect("own-account")
    account = account_of(issuer, subject)
    if account is None:
        record(request, "log in refused", subject=f"{issuer} {subject}", detail="organisation, no account")
        raise RefusedError(
            _("Your organisation knows you, but no account here is bound to you. Bind one, or ask the operator.")
        )
    login(request, account, backend=_BACKEND)
    start_clock(request)
    record(request, "log in", detail="organisation")
    return redirect("start")
