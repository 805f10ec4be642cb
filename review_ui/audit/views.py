"""The auditor's page: actions, never content."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from review_ui.access import needs
from review_ui.accounts.models import Account
from review_ui.audit.recorder import chain_of
from review_ui.desk import current_desk
from review_ui.policy import Action


@needs(Action.READ_AUDIT)
@require_GET
def show_audit(request: HttpRequest) -> HttpResponse:
    """The newest rows, and whether the chain holds."""
    chain = chain_of(current_desk())
    checks = list(chain.verify())
    names = {str(account.pk): str(account) for account in Account.objects.all()}
    rows = [(row, names.get(row.actor, row.actor)) for row in chain.rows(newest=200)]
    is_intact = all(check.ok for check in checks)
    return render(request, "audit.html", {"rows": rows, "checks": checks, "is_intact": is_intact})
