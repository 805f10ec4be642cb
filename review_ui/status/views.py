"""The operator's status page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from review_ui.access import needs
from review_ui.evidence import open_archive, open_engine
from review_ui.policy import Action


@needs(Action.READ_STATUS)
@require_GET
def show_status(request: HttpRequest) -> HttpResponse:
    """Counts of the index, and when each site was last crawled completely."""
    stats = open_engine().stats()
    with open_archive() as archive:
        sites = archive.site_states()
    return render(request, "status.html", {"stats": stats, "sites": sites})
