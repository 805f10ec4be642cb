"""The gate in front of every view: policy first, an audit row always, no answer without one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from review_ui.accounts.models import Account
from review_ui.audit.recorder import is_recorded, record
from review_ui.faults import RefusedError
from review_ui.policy import Action, may

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

ACTION_MARK: Final = "threadline_action"


def needs(action: Action) -> Callable[[View[P]], View[P]]:
    """Let a request through only when its role permits the action. The refusal and the reading are both audited."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not may(actor_of(request).role, action):
                record(request, "refused", detail=f"{action} at {_route(request)}")
                raise RefusedError(_("Your role does not permit this."))
            response = view(request, *args, **kwargs)
            if not is_recorded(request):
                record(request, str(action), subject=_subject(request), detail=_route(request))
            return response

        setattr(guarded, ACTION_MARK, action)
        return guarded

    return guard


def action_of(view: Callable[..., Any]) -> Action | None:
    """The action a view names; None for one that nobody guarded."""
    return getattr(view, ACTION_MARK, None)


def actor_of(request: HttpRequest) -> Account:
    """Who is asking. Raises RefusedError for nobody."""
    if not request.user.is_authenticated:
        raise RefusedError(_("Log in first."))
    return request.user


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _subject(request: HttpRequest) -> str:
    found = request.resolver_match.kwargs if request.resolver_match else {}
    return " ".join(str(value) for value in found.values())
