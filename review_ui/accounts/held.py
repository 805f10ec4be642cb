"""What somebody had written when the session ended or the disk was full: it stays in the page until it can be saved."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import Resolver404, resolve

HELD_ROUTES: Final = frozenset(
    {"write-tip", "edit-tip", "keep-consent", "disclose", "tell-us", "place-caller", "end-call"}
)
"""Forms in which people write; a look-up is typed again, and is nobody's to keep."""

_PREFIX: Final = "held-"
_PATH: Final = "held_path"
_NOT_HELD: Final = frozenset({"csrfmiddlewaretoken"})


def held_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent to a form of ours, as fields of the page that answers; empty for every other request."""
    if request.method != "POST" or _route(request.path) not in HELD_ROUTES:
        return []
    return [(name, value) for name, values in request.POST.lists() if name not in _NOT_HELD for value in values]


def carried_fields(request: HttpRequest) -> tuple[str, list[tuple[str, str]]]:
    """What the log-in page carried: the address it was meant for (empty: nothing is carried) and its fields."""
    path = request.POST.get(_PATH, "")
    if _route(path) not in HELD_ROUTES:
        return "", []
    carried = [(name, values) for name, values in request.POST.lists() if name.startswith(_PREFIX)]
    return path, [(name.removeprefix(_PREFIX), str(value)) for name, values in carried for value in values]


def carry(path: str, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The hidden fields with which the log-in page carries them on."""
    return [(_PATH, path), *((_PREFIX + name, value) for name, value in fields)] if fields else []


def offer_again(request: HttpRequest, path: str, fields: list[tuple[str, str]]) -> HttpResponse:
    """After the log-in: one button sends what was written to where it was meant for."""
    get_token(request)
    context: dict[str, Any] = {"path": path, "held": fields}
    return render(request, "accounts/resume.html", context)


def _route(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
