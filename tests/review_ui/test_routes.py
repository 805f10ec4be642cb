"""Every route x every role, both desks: generated from the URL resolver, so that a new route without an entry fails."""

from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern

from review_ui.access import action_of
from review_ui.policy import PERMITTED, ROLES_OF, Action, Role, may

pytestmark = pytest.mark.django_db

OPEN_ROUTES = {"log-in", "log-out", "choose-language", "api-lookup", "api-tips", "tell-us", "passkey-question",
    "passkey-answer", "organisation-log-in", "organisation-return", "organisation-finish"}  # fmt: skip
"""Routes that need no permission; everything else names an action."""

ACTIONS = {
    "start": Action.OWN_ACCOUNT,
    "api-schema": Action.OWN_ACCOUNT,
    "second-factor": Action.OWN_ACCOUNT,
    "new-passkey": Action.OWN_ACCOUNT,
    "add-passkey": Action.OWN_ACCOUNT,
    "forget-passkey": Action.OWN_ACCOUNT,
    "api-clients": Action.KEEP_ACCOUNTS,
    "own-account": Action.OWN_ACCOUNT,
    "accounts": Action.KEEP_ACCOUNTS,
    "change-account": Action.KEEP_ACCOUNTS,
    "status": Action.READ_STATUS,
    "audit": Action.READ_AUDIT,
    "ad": Action.READ_AD,
    "ad-pictures": Action.READ_AD,
    "compare-pictures": Action.READ_AD,
    "quarantine": Action.QUARANTINE,
    "decide-quarantine": Action.QUARANTINE,
    "look-up": Action.LOOK_UP,
    "answer-pictures": Action.READ_AD,
    "answer-cluster": Action.LOOK_UP,
    "open-call": Action.OPEN_CALL,
    "place-caller": Action.OPEN_CALL,
    "end-call": Action.OPEN_CALL,
    "tips": Action.READ_TIP,
    "write-tip": Action.WRITE_TIP,
    "tip": Action.READ_TIP,
    "edit-tip": Action.WRITE_TIP,
    "cases": Action.READ_TIP,
    "case": Action.READ_TIP,
    "resources": Action.READ_RESOURCES,
    "coverage-gaps": Action.READ_RESOURCES,
    "note-service": Action.KEEP_RESOURCES,
    "import-services": Action.KEEP_RESOURCES,
    "export-services": Action.READ_RESOURCES,
    "resource": Action.READ_RESOURCES,
    "keep-draft": Action.WRITE_TIP,
    "confirm-identifiers": Action.WRITE_TIP,
    "alerts": Action.READ_TIP,
    "mark-alerts": Action.READ_TIP,
    "join-case": Action.JOIN_TIPS,
    "keep-consent": Action.WRITE_TIP,
    "withdraw-consent": Action.WRITE_TIP,
    "disclose": Action.DISCLOSE,
    "note-outcome": Action.DISCLOSE,
    "supervise": Action.SUPERVISE,
    "set-hold": Action.SUPERVISE,
    "check-minor": Action.SUPERVISE,
    "inquiries": Action.READ_INQUIRY,
    "inquiry": Action.READ_INQUIRY,
    "open-inquiry": Action.INQUIRE,
    "agree": Action.AGREE,
    "referrals": Action.READ_REFERRAL,
    "referral": Action.READ_REFERRAL,
    "search": Action.SEARCH,
    "identifier": Action.READ_CLUSTER,
    "clusters": Action.READ_CLUSTER,
    "cluster": Action.READ_CLUSTER,
    "judge": Action.JUDGE,
    "label-key": Action.JUDGE,
    "decisions": Action.READ_CLUSTER,
    "review": Action.JUDGE,
    "undo-review": Action.JUDGE,
    "skip-review": Action.JUDGE,
    "answer-review": Action.JUDGE,
    "investigations": Action.OPEN_INVESTIGATION,
    "choose-reason": Action.OPEN_INVESTIGATION,
    "investigation": Action.OPEN_INVESTIGATION,
    "keep-ad": Action.OPEN_INVESTIGATION,
    "watches": Action.WATCH,
    "add-watch": Action.WATCH,
    "watch-search": Action.WATCH,
    "end-watch": Action.WATCH,
}

NOBODY = UUID(int=0)


def patterns(desk: str) -> list[URLPattern]:
    found: list[URLPattern] = import_module(f"review_ui.urls_{desk}").urlpatterns
    return found


def routes() -> list[Any]:
    return [pytest.param(desk, pattern, id=f"{desk}-{pattern.name}") for desk in ROLES_OF for pattern in patterns(desk)]


@pytest.mark.parametrize(("desk", "pattern"), routes())
def test_every_route_names_the_action_this_table_expects(desk: str, pattern: URLPattern) -> None:
    if pattern.name in OPEN_ROUTES:
        return
    assert pattern.name in ACTIONS, f"{pattern.name}: a new route needs an entry here"
    assert action_of(pattern.callback) == ACTIONS[pattern.name]


@pytest.mark.parametrize(("desk", "pattern"), routes())
def test_each_role_is_answered_as_the_policy_says(
    request: pytest.FixtureRequest, desk: str, pattern: URLPattern, enter: Any
) -> None:
    request.getfixturevalue(desk)
    if pattern.name in OPEN_ROUTES:
        return
    path = fill(pattern)
    for role in ROLES_OF[desk]:
        client = enter(role.value)
        for response in (client.get(path), client.post(path)):
            refused = response.status_code == 403
            assert refused != may(role, ACTIONS[str(pattern.name)]), f"{role} at {path}: {response.status_code}"


@pytest.mark.parametrize(("desk", "pattern"), routes())
def test_nobody_is_sent_to_log_in(request: pytest.FixtureRequest, desk: str, pattern: URLPattern) -> None:
    request.getfixturevalue(desk)
    if pattern.name in OPEN_ROUTES:
        return
    response = Client().get(fill(pattern))
    assert response.status_code == 302
    assert response["Location"].startswith("/log-in/")


def test_no_role_has_both_administration_and_case_access() -> None:
    content = set(Action) - {
        Action.OWN_ACCOUNT, Action.KEEP_ACCOUNTS, Action.READ_AUDIT, Action.READ_STATUS, Action.READ_INQUIRY,
        Action.AGREE,
    }  # fmt: skip
    administration = {Action.KEEP_ACCOUNTS, Action.READ_AUDIT}
    for role, permitted in PERMITTED.items():
        assert not (permitted & administration and permitted & content), role
    assert not any({Action.KEEP_ACCOUNTS, Action.READ_AUDIT} <= permitted for permitted in PERMITTED.values())


def test_an_unknown_role_may_nothing() -> None:
    assert not any(may("", action) or may("root", action) for action in Action)


def test_every_action_is_permitted_to_somebody() -> None:
    assert set(Action) == set().union(*PERMITTED.values())


def test_every_role_has_a_desk() -> None:
    assert set(Role) == {role for roles in ROLES_OF.values() for role in roles}


def fill(pattern: URLPattern) -> str:
    path = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        kind = "uuid" if "UUID" in type(converter).__name__ else "str"
        path = path.replace(f"<{kind}:{name}>", str(NOBODY) if kind == "uuid" else "not-a-token")
    return f"/{path}"
