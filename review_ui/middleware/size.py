"""Bodies that are too large are refused before they are read."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_LIMIT: Final = 6_000_000


class BodyLimit:
    """413 for a body above the limit, by its declared length; without one Django reads nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or 413."""
        length = request.headers.get("Content-Length", "") or "0"
        if not length.isascii() or not length.isdigit() or int(length) > _LIMIT:
            return render(request, "faults/too_large.html", status=413)
        return self._get_response(request)
