"""What every page shows around its content: the desk, the way around, the call, the emergency number."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from review_ui.desk import current_desk
from review_ui.policy import Action, may
from review_ui.reasons import reason_of


@dataclass(frozen=True, slots=True)
class Door:
    """An entry of the navigation: the route behind it, and who may see it."""

    route: str
    label: str | Promise
    action: Action
    desk: str = "both"


DOORS: Final = (
    Door("look-up", _("Look-up"), Action.LOOK_UP, "hotline"),
    Door("tips", _("Tips"), Action.READ_TIP, "hotline"),
    Door("alerts", _("Alerts"), Action.READ_TIP, "hotline"),
    Door("cases", _("Cases"), Action.READ_TIP, "hotline"),
    Door("resources", _("Services"), Action.READ_RESOURCES, "hotline"),
    Door("supervise", _("Supervision"), Action.SUPERVISE, "hotline"),
    Door("review", _("Review"), Action.JUDGE, "casework"),
    Door("search", _("Search"), Action.SEARCH, "casework"),
    Door("clusters", _("Clusters"), Action.READ_CLUSTER, "casework"),
    Door("investigations", _("Investigations"), Action.OPEN_INVESTIGATION, "casework"),
    Door("decisions", _("Decisions"), Action.READ_CLUSTER, "casework"),
    Door("watches", _("Watches"), Action.WATCH, "casework"),
    Door("quarantine", _("Quarantine"), Action.QUARANTINE, "casework"),
    Door("referrals", _("Referrals"), Action.READ_REFERRAL, "casework"),
    Door("accounts", _("Accounts"), Action.KEEP_ACCOUNTS),
    Door("status", _("Status"), Action.READ_STATUS),
    Door("audit", _("Audit"), Action.READ_AUDIT),
    Door("inquiries", _("Inquiries"), Action.READ_INQUIRY, "hotline"),
)

DESK_TITLES: Final = {"hotline": _("Hotline desk"), "casework": _("Review and investigation")}


def describe_page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    desk = current_desk()
    user = getattr(request, "user", None)
    role = getattr(user, "role", "") if user is not None and user.is_authenticated else ""
    match = getattr(request, "resolver_match", None)
    return {
        "desk": desk,
        "desk_title": DESK_TITLES[desk.name],
        "doors": [door for door in DOORS if door.desk in ("both", desk.name) and may(role, door.action)],
        "here": match.view_name if match else "",
        "reason": reason_of(request),
    }
