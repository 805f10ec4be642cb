"""Watches of the ad desks: tell me when a new ad carries this."""

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from index.query import Query
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.investigations.models import Alert, Watch
from review_ui.investigations.watching import Watcher, watch_key, watch_search
from review_ui.policy import Action
from review_ui.reasons import reason_of
from review_ui.search.form import SearchForm, build_query, list_filters, read_filters
from review_ui.search.saved import as_query
from review_ui.tokens import hide, reveal

_ALERTS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class ShownWatch:
    """A watch with its newest alerts. `token` opens the page of its key; a saved search has its `query` and `filters`
    (`place=Boise, ID, US`) instead. `unseen` counts alerts since the last look."""

    watch: Watch
    token: str
    query: Query
    filters: list[str]
    alerts: list[tuple[Alert, str]]
    unseen: int


@needs(Action.WATCH)
@require_GET
def list_watches(request: HttpRequest) -> HttpResponse:
    """One's own watches, each with its alerts; reading them marks them as seen."""
    mine = Watch.objects.filter(watched_by=actor_of(request), ended_at=None).order_by("-created_at")
    record(request, "watches read")
    rows = [_show(watch) for watch in mine.prefetch_related("alerts")]
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
    watch_key(key, _watcher(request))
    return redirect("watches")


@needs(Action.WATCH)
@require_POST
@sensitive_variables()
def add_search_watch(request: HttpRequest) -> HttpResponse:
    """Watch the search on the page, for the investigation that is this session's reason."""
    if not reason_of(request).unmasks:
        raise Http404
    form = SearchForm(request.POST)
    filters = read_filters(request.POST.getlist("filter"), "")
    if not form.is_valid():
        raise Http404
    query = build_query(form.cleaned_data, filters, "")
    record(request, "watch added", subject=query.text, detail=" ".join(filters))
    watch_search(query, _watcher(request))
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


def _watcher(request: HttpRequest) -> Watcher:
    return Watcher(actor_of(request), reason_of(request).text)


def _show(watch: Watch) -> ShownWatch:
    alerts = sorted(watch.alerts.all(), key=lambda alert: -alert.sequence)
    query = as_query(watch.search)
    return ShownWatch(
        watch,
        token=hide("key", watch.key) if watch.key else "",
        query=query,
        filters=list_filters(query),
        alerts=[(alert, hide("ad", alert.ad_id)) for alert in alerts[:_ALERTS_SHOWN]],
        unseen=sum(alert.seen_at is None for alert in alerts),
    )
