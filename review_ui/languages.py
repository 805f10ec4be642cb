"""The language of the pages, kept in a cookie of this desk."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from review_ui.desk import current_desk


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Set the language and go back to the start; an unknown code changes nothing."""
    code = request.POST.get("language", "")
    response = redirect("tell-us" if request.POST.get("from") == "tell-us" else "start")
    if code in current_desk().languages:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=365 * 24 * 3600,
            secure=True,
            httponly=True,
            samesite="Strict",
        )
    return response
