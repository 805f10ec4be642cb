"""How values are written on the pages: numbers grouped for reading aloud, times in the desk's zone, names of codes."""

from datetime import datetime
from functools import lru_cache
from typing import Final

import phonenumbers
from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from review_ui.hotline.choices import Sector
from review_ui.policy import Role

register = template.Library()

_KINDS: Final = {
    "phone": gettext_noop("Phone"),
    "email": gettext_noop("E-mail"),
    "handle": gettext_noop("Handle"),
    "url": gettext_noop("Link"),
    "domain": gettext_noop("Domain"),
    "wallet": gettext_noop("Wallet"),
    "helpline": gettext_noop("Helpline"),
    "place": gettext_noop("Place"),
    "price": gettext_noop("Price"),
    "age": gettext_noop("Age stated"),
    "organisation": gettext_noop("Organisation"),
    "address": gettext_noop("Address"),
    "person_name": gettext_noop("Name as written"),
    "indicator": gettext_noop("Sign"),
    "picture": gettext_noop("Picture"),
}
_ROLES: Final = {
    Role.WORKER: gettext_noop("worker"),
    Role.SUPERVISOR: gettext_noop("supervisor"),
    Role.ANALYST: gettext_noop("analyst"),
    Role.CHILD_SAFETY: gettext_noop("child safety"),
    Role.INVESTIGATOR: gettext_noop("investigator"),
    Role.OPERATOR: gettext_noop("operator"),
    Role.AUDITOR: gettext_noop("auditor"),
}


@register.filter
def as_number(value: str) -> str:
    """A phone number grouped for reading aloud; anything else as it is."""
    return _grouped(value)


@lru_cache(4096)
def _grouped(value: str) -> str:
    if not value.startswith("+") or not value[1:].isdigit():
        return value
    try:
        parsed = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@register.filter
def as_beginning(digits: str) -> str:
    """The beginning of a number, grouped as far as it goes: `+1 520`."""
    keys = phonenumbers.AsYouTypeFormatter("ZZ")
    grouped = digits
    for digit in digits:
        grouped = keys.input_digit(digit)
    return grouped.strip("- ")


@register.filter
def identifier_value(identifier: str) -> str:
    """`phone:+12125550134` without its kind, grouped."""
    return as_number(identifier.partition(":")[2] or identifier)


@register.filter
def kind_name(kind: str) -> str:
    """The word for a kind of mention."""
    return _(_KINDS.get(kind, kind))


@register.filter
def day(value: datetime | None) -> str:
    """A date in the desk's time zone, in the order of the reader's language; a dash for none."""
    return _day(value, get_language() or "") if value else "–"


@lru_cache(8192)
def _day(at: datetime, _language: str) -> str:
    """Kept by time and language: a page shows dozens of dates, most of them more than once, at .1 ms each."""
    return date_format(timezone.localtime(at).date(), "DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> str:
    """A time with its zone; the month in letters, for 11/12 is two days in two languages."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{date_format(local.date(), 'DATE_FORMAT')} {local:%H:%M %Z}"


@register.filter
def percent(value: float) -> str:
    """A share as per cent."""
    return f"{100 * value:.0f} %"


@register.filter
def code_name(code: str) -> str:
    """`child_safety` as words."""
    return code.replace("_", " ").replace("-", " ")


@register.filter
def role_name(role: str) -> str:
    """The words for a role; what is none (the command line, a service) stays as it is."""
    return _(_ROLES[Role(role)]) if role in _ROLES else code_name(role)


@register.filter
def filter_value(item: str) -> str:
    """`indicator=third-party-contact` as its value, a sign in words."""
    name, _equals, value = item.partition("=")
    return code_name(value) if name == "indicator" else value


@register.filter
def sector_name(sector: str) -> str:
    """The words for a trade; empty where it is not known."""
    return str(Sector(sector).label) if sector in Sector.values and sector != Sector.UNKNOWN else ""


@register.filter
def short(text: str, length: int) -> str:
    """The beginning of a digest or an id."""
    return text[:length]
