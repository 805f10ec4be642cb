"""The operator makes and ends the tokens of programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from review_ui.access import needs
from review_ui.accounts.models import ApiClient
from review_ui.api.clients import add_client
from review_ui.audit.recorder import record
from review_ui.policy import Action


@needs(Action.KEEP_ACCOUNTS)
@require_POST
def keep_clients(request: HttpRequest) -> HttpResponse:
    """End a client, or make one and tell its token this once."""
    ended = request.POST.get("end", "")
    if ended.isdecimal():
        record(request, "API client ended", subject=ended)
        ApiClient.objects.filter(pk=int(ended)).update(ended_at=timezone.now())
        return redirect("accounts")
    name = request.POST.get("name", "")
    record(request, "API client made", detail=name)
    return render(request, "accounts/token.html", {"name": name, "token": add_client(name)})
