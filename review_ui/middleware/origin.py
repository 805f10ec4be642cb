"""Requests that another site's page makes are refused, whatever cookies or tokens they carry."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_OURS: Final = ("same-origin", "none", "")
"""`none` is a person typing the address or a bookmark; the header is missing from programs that are no browser."""


class SameOriginOnly:
    """Checks `Sec-Fetch-Site`, which no page can forge. Following a link to a page of ours stays possible."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """403 for what another site started, except a plain visit."""
        site = request.headers.get("Sec-Fetch-Site", "")
        is_visit = request.method == "GET" and request.headers.get("Sec-Fetch-Mode", "") == "navigate"
        if site not in _OURS and not is_visit:
            return render(request, "faults/refused.html", status=403)
        return self._get_response(request)
