"""Who is not logged in is sent to the log-in page; what they had written goes along in the page."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from review_ui.accounts.held import carry, held_fields
from review_ui.accounts.log_in import LogInForm


class Entrance(LoginRequiredMiddleware):
    """Django's own gate, but for forms that were sent after the session had ended."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponseBase:  # type: ignore[override]
        """The log-in page: at once, carrying the form; or as the place to go to."""
        fields = held_fields(request)
        if not fields or request.headers.get("HX-Request"):
            return super().handle_no_permission(request, view_func)  # type: ignore[arg-type]
        context = {"form": LogInForm(), "next": "", "carried": carry(request.path, fields)}
        return render(request, "accounts/log_in.html", context, status=403)
