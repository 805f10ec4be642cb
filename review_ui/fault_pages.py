"""Pages for requests that reach no view or break one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """400, without saying what was sent."""
    return render(request, "faults/bad_record.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """404, the same for what never was and what may not be seen."""
    return render(request, "faults/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours and is in the log, without its data."""
    return render(request, "faults/broken.html", status=500)
