"""What a person asked: words, dates, and the filters chosen from the facets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from index.query import Query
from index.results import Count
from review_ui.faults import BadRecordError

FACETS: Final = (
    ("site", "sites", _("Site")),
    ("ad_type", "ad_types", _("Kind of ad")),
    ("place", "places", _("Place")),
    ("indicator", "indicators", _("Signs")),
    ("language", "languages", _("Language")),
    ("status", "statuses", _("Status")),
)
ORDERS: Final = (("newest", _("newest first")), ("relevance", _("best match first")))
_PAGE: Final = 20


class SearchForm(forms.Form):
    """The words and the dates."""

    text = forms.CharField(
        label=_("Words"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    order = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: pressing it adds the filter, or takes it away when it is chosen."""

    name: str
    value: str
    ads: int | None
    is_chosen: bool

    @property
    def filter(self) -> str:
        """As it travels in the form."""
        return f"{self.name}={self.value}"


def read_filters(chosen: Iterable[str], toggled: str) -> tuple[str, ...]:
    """The filters after one of them was pressed; those of no known facet fall away."""
    kept = dict.fromkeys(item for item in chosen if _is_filter(item))
    if toggled in kept:
        del kept[toggled]
    elif _is_filter(toggled):
        kept[toggled] = None
    return tuple(kept)


def build_query(cleaned: dict[str, object], filters: Iterable[str], cursor: str) -> Query:
    """The query of the index."""
    chosen: dict[str, tuple[str, ...]] = {}
    for item in filters:
        name, _equals, value = item.partition("=")
        field = next(field for facet, field, _label in FACETS if facet == name)
        chosen[field] = (*chosen.get(field, ()), value)
    since, until = cleaned.get("since"), cleaned.get("until")
    return Query(
        text=str(cleaned.get("text") or ""),
        since=_start(since) if isinstance(since, date) else None,
        until=_start(until) + timedelta(days=1) - timedelta(seconds=1) if isinstance(until, date) else None,
        limit=_PAGE,
        cursor=cursor,
        order="relevance" if cleaned.get("order") == "relevance" else "newest",
        **chosen,  # type: ignore[arg-type]
    )


def list_filters(query: Query) -> list[str]:
    """The filters of a query, as they travel in the form."""
    return [f"{facet}={value}" for facet, field, _label in FACETS for value in getattr(query, field)]


def list_choices(name: str, counts: Iterable[Count], filters: Iterable[str]) -> list[Choice]:
    """The values of a facet, the chosen ones first, also when nothing carries them any more."""
    chosen = [item.partition("=")[2] for item in filters if item.startswith(f"{name}=")]
    found = {count.value: count.ads for count in counts}
    rows = [Choice(name, value, found.get(value), is_chosen=True) for value in chosen]
    return rows + [Choice(name, value, ads, is_chosen=False) for value, ads in found.items() if value not in chosen]


def _is_filter(item: str) -> bool:
    name, equals, value = item.partition("=")
    return bool(equals and value) and any(name == facet for facet, _field, _label in FACETS)


def _start(day: date) -> datetime:
    try:
        return datetime.combine(day, time(), UTC)
    except (ValueError, OverflowError) as error:
        message = f"date {day}"
        raise BadRecordError(message) from error
