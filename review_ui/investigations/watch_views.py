"""Watches of the ad desks: tell me when a new ad carries this."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.investigations.models import Alert, Watch
from review_ui.investigations.watching import add_watch_for
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.tokens import hide, reveal


@needs(Action.WATCH)
@require_GET
def list_watches(request: HttpRequest) -> HttpResponse:
    """One's own watches, each with its alerts; reading them marks them as seen."""
    mine = Watch.objects.filter(watched_by=actor_of(request), ended_at=None).order_by("-created_at")
    record(request, "watches read")
    rows = []
    for watch in mine.prefetch_related("alerts"):
        alerts = sorted(watch.alerts.all(), key=lambda alert: -alert.sequence)
        rows.append((watch, hide("key", watch.key), [(alert, hide("ad", alert.ad_id)) for alert in alerts[:20]]))
    page = render(request, "investigations/watches.html", {"rows": rows})
    Alert.objects.filter(watch__in=mine, seen_at=None).update(seen_at=timezone.now())
    return page


@needs(Action.WATCH)
@require_POST
def add_watch(request: HttpRequest, token: str) -> HttpResponse:
    """Watch an identifier for the investigation that is this session's reason."""
    key = reveal("key", token)
    if key is None or not reason_of(request).unmasks:
        raise Http404
    record(request, "watch added", subject=key)
    add_watch_for(key, actor_of(request), reason_of(request).text)
    return redirect("watches")


@needs(Action.WATCH)
@require_POST
def end_watch(request: HttpRequest, watch_id: str) -> HttpResponse:
    """End one of one's own watches."""
    watch = get_object_or_404(Watch, pk=watch_id, watched_by=actor_of(request))
    watch.ended_at = timezone.now()
    watch.save(update_fields=["ended_at"])
    record(request, "watch ended", subject=watch.key)
    return redirect("watches")
