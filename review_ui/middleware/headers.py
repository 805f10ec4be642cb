"""Headers of every answer, static files and error pages included."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
"""No `unsafe-*` anywhere; `data:` for the small pictures that Leaflet's and our own style sheets carry."""

_HEADERS: Final = (
    ("Content-Security-Policy", _POLICY),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), clipboard-read=()"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
)


class SecurityHeaders:
    """Sets the headers last, over whatever a view chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with our headers on it."""
        response = self._get_response(request)
        for name, value in _HEADERS:
            response[name] = value
        for leak in ("ETag", "Last-Modified", "Access-Control-Allow-Origin"):
            if leak in response:
                del response[leak]
        return response
