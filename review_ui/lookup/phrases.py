"""Sentences of the answer that count or name something, in the reader's language."""

from datetime import datetime

from django.utils.translation import gettext, ngettext

from review_ui.templatetags.shown import day


def count_ads(n: int) -> str:
    """`7 ads`."""
    return ngettext("%(n)s ad", "%(n)s ads", n) % {"n": n}


def carry(n: int, terms: int) -> str:
    """What stands under the figure."""
    if terms > 1:
        return ngettext("ad carries all of it", "ads carry all of it", n)
    return ngettext("ad carries it", "ads carry it", n)


def differ(n: int) -> str:
    """How far a candidate is from what was typed."""
    return ngettext("%(n)s digit differs", "%(n)s digits differ", n) % {"n": n}


def named_via(via: str) -> str:
    """Why a tip is shown that does not name the identifier itself."""
    return gettext("names %(via)s, linked in ads") % {"via": via}


def more_places(n: int) -> str:
    """What the table leaves out."""
    return gettext("and %(n)s more places") % {"n": n}


def more_linked(n: int) -> str:
    """What the list of linked identifiers leaves out."""
    return ngettext("and %(n)s more, on fewer of these ads", "and %(n)s more, each on fewer of these ads", n) % {"n": n}


def highest_week(n: int) -> str:
    """The scale of the bars."""
    return gettext("highest week: %(n)s") % {"n": n}


def pictures(n: int) -> str:
    """Pictures that several of the ads share."""
    return ngettext("One picture stands in several of these ads.", "%(n)s pictures stand in these ads.", n) % {"n": n}


def near(basis: str, place: str) -> str:
    """Why these services; empty where no place is known."""
    if basis == "caller":
        return gettext("near %(place)s, where the caller is") % {"place": place}
    if basis == "hint":
        return gettext("in %(place)s: an area code is a weak hint, ask for the town") % {"place": place}
    if basis == "ads":
        return gettext("near %(place)s, where most of these ads are: not where the caller is") % {"place": place}
    return ""


def free(places: int, told_at: datetime) -> str:
    """The dated capacity of a service."""
    return ngettext("%(n)s place free on %(day)s", "%(n)s places free on %(day)s", places) % {
        "n": places,
        "day": day(told_at),
    }
