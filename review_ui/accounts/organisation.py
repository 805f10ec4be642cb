"""Log-in by the organisation's own provider (OpenID Connect, by `authlib`). It says who; we say what for."""

import warnings
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from review_ui.accounts.models import Account, OutsideName
from review_ui.desk import current_desk
from review_ui.faults import BadRecordError, RefusedError

_FOUND: Final = "/.well-known/openid-configuration"
_SCOPE: Final = "openid"
"""Nothing else is asked for: no name, no address, no groups. A role never comes from the provider."""


def is_offered() -> bool:
    """Whether the installation names a provider."""
    return bool(current_desk().oidc_issuer)


def leave_for_provider(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; state, nonce and PKCE verifier wait in the session."""
    back = request.build_absolute_uri(reverse("organisation-return"))
    try:
        answer: HttpResponse = _provider().authorize_redirect(request, back)
    except Exception as error:  # whatever the network or the provider does wrong, people get one sentence
        raise BadRecordError("the organisation's log-in cannot be reached now") from error
    return answer


def who_came_back(request: HttpRequest) -> tuple[str, str]:
    """Issuer and subject that the provider vouches for. Raises RefusedError for anything that does not verify."""
    try:
        token: dict[str, Any] = _provider().authorize_access_token(request)
        claims = token["userinfo"]
        issuer, subject = str(claims["iss"]), str(claims["sub"])
    except Exception as error:  # a forged answer, an old one, a provider that is down: none lets anybody in
        raise RefusedError("the organisation's log-in was not confirmed") from error
    if issuer.rstrip("/") != current_desk().oidc_issuer.rstrip("/") or not subject:
        raise RefusedError("the organisation's log-in was not confirmed")
    return issuer, subject


def account_of(issuer: str, subject: str) -> Account | None:
    """The account that was bound to this person before."""
    found = OutsideName.objects.select_related("account").filter(
        issuer=issuer, subject=subject, account__is_active=True
    )
    one = found.first()
    return one.account if one is not None else None


def bind(account: Account, issuer: str, subject: str) -> None:
    """From now on this person at the provider is this account. Raises BadRecordError when somebody else is."""
    if OutsideName.objects.filter(issuer=issuer, subject=subject).exclude(account=account).exists():
        raise BadRecordError("this log-in of your organisation belongs to another account")
    OutsideName.objects.update_or_create(account=account, defaults={"issuer": issuer, "subject": subject})


def _provider() -> Any:
    desk = current_desk()
    return _register(desk.oidc_issuer.rstrip("/"), desk.oidc_client, desk.oidc_secret)


@cache
def _register(issuer: str, client: str, secret: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library warns of its own older parts when it is imported
        from authlib.integrations.django_client import OAuth  # type: ignore[import-untyped]
    registry = OAuth()
    registry.register(
        "organisation",
        client_id=client,
        client_secret=secret,
        server_metadata_url=issuer + _FOUND,
        client_kwargs={"scope": _SCOPE, "code_challenge_method": "S256"},
    )
    return registry.create_client("organisation")
