"""The search page. Asked by POST, so that no query stands in an address."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from index.faults import BadQueryError
from index.query import Query
from index.results import Hit, Results
from review_ui.access import actor_of, needs
from review_ui.audit.recorder import record
from review_ui.charts import Chart, draw_weeks
from review_ui.evidence import open_engine
from review_ui.masking import mask_text
from review_ui.policy import Action, may
from review_ui.reasons import reason_of
from review_ui.search.form import FACETS, Choice, SearchForm, build_query, list_choices, read_filters
from review_ui.search.saved import restricting
from review_ui.tokens import hide

_CHOICES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as it may be shown: contacts hidden unless a record is the reason."""

    hit: Hit
    title: str
    snippet: str
    token: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet and its values; `more` of them are not shown."""

    label: str | Promise
    choices: list[Choice]
    more: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the results show."""

    results: Results
    hits: list[ShownHit]
    facets: list[Facet]
    chart: Chart | None
    is_masked: bool
    may_watch: bool

    @property
    def searched(self) -> dict[str, object]:
        """Which sites were searched, as the answer of a look-up says it."""
        return {"sites_searched": self.results.sites, "generation": self.results.generation}


@needs(Action.SEARCH)
@require_http_methods(["GET", "POST"])
@sensitive_variables()
def search_page(request: HttpRequest) -> HttpResponse:
    """Words and filters above, facets beside, ads below. Without a reason there is no search."""
    reason = reason_of(request)
    if reason.kind == "none":
        return redirect("investigations")
    form = SearchForm(request.POST or None)
    filters = read_filters(request.POST.getlist("filter"), request.POST.get("toggle", ""))
    context: dict[str, object] = {"form": form, "filters": filters}
    if request.method == "POST" and form.is_valid():
        query = build_query(form.cleaned_data, filters, request.POST.get("cursor", ""))
        try:
            context["page"] = _search(request, query, filters, is_masked=not reason.unmasks)
        except BadQueryError:
            record(request, "search", subject=query.text, detail="refused")
            form.add_error("text", _("This cannot be searched. Check quotation marks and shorten the words."))
    return render(request, "search/page.html", context)


def _search(request: HttpRequest, query: Query, filters: tuple[str, ...], *, is_masked: bool) -> SearchPage:
    record(request, "search", subject=query.text, detail=" ".join(filters))
    results = open_engine().search(query)
    return SearchPage(
        results=results,
        hits=[_shown(hit, is_masked=is_masked) for hit in results.hits],
        facets=[_facet(results, name, label, filters) for name, _field, label in FACETS],
        chart=draw_weeks(results.histogram) if len(results.histogram) > 1 else None,
        is_masked=is_masked,
        may_watch=not is_masked and bool(restricting(query)) and may(actor_of(request).role, Action.WATCH),
    )


def _shown(hit: Hit, *, is_masked: bool) -> ShownHit:
    title, snippet = (mask_text(hit.title), mask_text(hit.snippet)) if is_masked else (hit.title, hit.snippet)
    return ShownHit(hit, title, snippet, hide("ad", hit.ad_id))


def _facet(results: Results, name: str, label: str | Promise, filters: tuple[str, ...]) -> Facet:
    choices = list_choices(name, results.facets.get(name, ()), filters)
    return Facet(label, choices[:_CHOICES_SHOWN], max(len(choices) - _CHOICES_SHOWN, 0))
