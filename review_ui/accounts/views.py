"""A person's own account, and the operator's list of accounts."""

import time

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from review_ui.access import actor_of, needs
from review_ui.accounts.models import Account, ApiClient
from review_ui.accounts.people import add_user, change_role, deactivate, forget_factors
from review_ui.accounts.second_factor import bind_secret, is_right, make_secret, spell_secret
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError, RefusedError
from review_ui.page import DOORS
from review_ui.policy import ROLES_OF, Action, may

_OFFERED = "offered_second_factor"

ROLE_NAMES = {
    "worker": gettext_lazy("Hotline worker"),
    "supervisor": gettext_lazy("Hotline supervisor"),
    "analyst": gettext_lazy("Analyst"),
    "child_safety": gettext_lazy("Child-safety officer"),
    "investigator": gettext_lazy("Investigator"),
    "operator": gettext_lazy("Operator"),
    "auditor": gettext_lazy("Auditor"),
}


class NewAccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(label=gettext_lazy("User name"), max_length=64)
    shown_name = forms.CharField(label=gettext_lazy("Shown name"), max_length=120, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    password = forms.CharField(
        label=gettext_lazy("First password"),
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        roles = [(role.value, ROLE_NAMES[role.value]) for role in ROLES_OF[current_desk().name]]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


@needs(Action.OWN_ACCOUNT)
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The first page of a role: the first door it may open."""
    role = actor_of(request).role
    for door in DOORS:
        if door.desk in ("both", current_desk().name) and may(role, door.action):
            return redirect(door.route)
    return redirect("own-account")


@needs(Action.OWN_ACCOUNT)
@require_http_methods(["GET", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordChangeForm(actor_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.save()
        update_session_auth_hash(request, account)
        record(request, "password changed")
        messages.success(request, _("Your password is changed. Other sessions of yours have ended."))
        return redirect("own-account")
    role = ROLE_NAMES[actor_of(request).role]
    secret = spell_secret(_offered_secret(request))
    passkeys = actor_of(request).passkeys.order_by("created_at")
    context = {"form": form, "role": role, "secret": secret, "passkeys": passkeys}
    return render(request, "accounts/own.html", context)


@needs(Action.OWN_ACCOUNT)
@require_POST
def add_second_factor(request: HttpRequest) -> HttpResponse:
    """Bind the offered secret once a code proves that the program has it. Only an operator takes it away."""
    account = actor_of(request)
    secret = _offered_secret(request)
    if account.has_second_factor or not is_right(secret, request.POST.get("code", ""), time.time()):
        raise BadRecordError(_("This code is not right. Nothing was changed."))
    bind_secret(account, secret)
    del request.session[_OFFERED]
    update_session_auth_hash(request, account)
    record(request, "second factor added")
    messages.success(request, _("From now on a code is asked for at log-in."))
    return redirect("own-account")


def _offered_secret(request: HttpRequest) -> bytes:
    if _OFFERED not in request.session:
        request.session[_OFFERED] = make_secret().hex()
    return bytes.fromhex(request.session[_OFFERED])


@needs(Action.KEEP_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody at this desk, and a form for one more."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = add_user(**form.cleaned_data)
        except BadRecordError as fault:
            form.add_error(None, str(fault))
        else:
            record(request, "account made", subject=str(account.pk), detail=account.role)
            return redirect("accounts")
    people = [(account, ROLE_NAMES.get(account.role, account.role)) for account in Account.objects.order_by("username")]
    clients = ApiClient.objects.filter(ended_at=None).order_by("name")
    return render(request, "accounts/list.html", {"form": form, "people": people, "clients": clients})


@needs(Action.KEEP_ACCOUNTS)
@require_POST
def change_account(request: HttpRequest, account_id: str) -> HttpResponse:
    """Another role, or none any more. Nobody changes the own account."""
    account = get_object_or_404(Account, pk=account_id)
    if account.pk == actor_of(request).pk:
        raise RefusedError(_("Nobody changes the own role."))
    if request.POST.get("deactivate"):
        deactivate(account)
        record(request, "account ended", subject=str(account.pk))
    elif request.POST.get("forget_code"):
        record(request, "second factor taken away", subject=str(account.pk), detail="code, passkeys, organisation")
        forget_factors(account)
    else:
        change_role(account, request.POST.get("role", ""))
        record(request, "role changed", subject=str(account.pk), detail=account.role)
    return redirect("accounts")
