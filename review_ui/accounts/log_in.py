"""Log in and out. The same sentence and the same time for an unknown name and a wrong password."""

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from review_ui.accounts.held import carried_fields, carry, offer_again
from review_ui.accounts.models import Account
from review_ui.accounts.second_factor import check_code
from review_ui.accounts.throttle import forget_failures, is_throttled, note_failure
from review_ui.audit.recorder import record
from review_ui.middleware.sessions import start_clock


class LogInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=64,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Code, if your account asks for one"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The page that lets people in."""
    if request.user.is_authenticated:
        return redirect("start")
    form = LogInForm(request.POST or None)
    path, fields = carried_fields(request)
    if request.method == "POST" and form.is_valid():
        account = _check(request, form)
        if account is not None:
            login(request, account)
            start_clock(request)
            record(request, "log in")
            if fields:
                return offer_again(request, path, fields)
            return HttpResponseRedirect(_next(request))
    carried = carry(path, fields)
    status = 403 if request.method == "POST" else 200
    return render(
        request,
        "accounts/log_in.html",
        {"form": form, "next": request.GET.get("next", ""), "carried": carried},
        status=status,
    )


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session. Open to every role: leaving needs no permission."""
    record(request, "log out")
    logout(request)
    return redirect("log-in")


def _check(request: HttpRequest, form: LogInForm) -> Account | None:
    username, address = form.cleaned_data["username"], request.META.get("REMOTE_ADDR", "")
    if is_throttled(username, address):
        record(request, "log in throttled", subject=username)
        form.add_error(None, _("Too many attempts. Wait fifteen minutes, or ask your operator."))
        return None
    account = authenticate(request, username=username, password=form.cleaned_data["password"])
    if isinstance(account, Account) and _has_code(account, form.cleaned_data["code"]):
        forget_failures(username)
        return account
    note_failure(username, address)
    record(request, "log in refused", subject=username)
    form.add_error(None, _("This name, password and code do not go together."))
    return None


def _has_code(account: Account, code: str) -> bool:
    return not account.has_second_factor or check_code(account, code)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("start")
