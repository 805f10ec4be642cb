"""Log-in, throttle, session limits, and accounts that end."""

import time
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from review_ui.accounts.models import Account
from review_ui.accounts.people import add_user, change_role, deactivate
from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.faults import BadRecordError

PASSWORD = "a quiet lamp beside the door"


def log_in(client: Client, username: str = "ann", password: str = PASSWORD) -> Any:
    return client.post("/log-in/", {"username": username, "password": password})


def test_a_right_password_lets_in_and_changes_the_session_id(hotline: Desk) -> None:
    add_user("ann", "worker", PASSWORD)
    client = Client()
    client.get("/log-in/")
    before = client.session.session_key
    assert log_in(client)["Location"] == "/"
    assert client.session.session_key != before
    assert chain_of(hotline).rows(newest=1)[0].action == "log in"


def test_unknown_name_and_wrong_password_read_the_same(hotline: Desk) -> None:
    add_user("ann", "worker", PASSWORD)
    wrong, unknown = log_in(Client(), password="x" * 20), log_in(Client(), username="eve")
    bodies = [response.content.decode() for response in (wrong, unknown)]
    assert [response.status_code for response in (wrong, unknown)] == [403, 403]
    assert all("do not go together" in body for body in bodies)


def test_five_failures_close_the_account_for_a_while(hotline: Desk) -> None:
    add_user("ann", "worker", PASSWORD)
    for _ in range(5):
        log_in(Client(), password="wrong wrong wrong")
    response = log_in(Client())
    assert response.status_code == 403
    assert "Too many attempts" in response.content.decode()


@pytest.mark.parametrize(("role", "password"), [("investigator", PASSWORD), ("worker", "short"), ("worker", "ann" * 6)])
def test_accounts_that_may_not_be_are_refused(hotline: Desk, role: str, password: str) -> None:
    with pytest.raises(BadRecordError):
        add_user("annannannannannann", role, password)


def test_a_name_is_given_once(hotline: Desk) -> None:
    add_user("ann", "worker", PASSWORD)
    with pytest.raises(BadRecordError, match="taken"):
        add_user("ann", "worker", PASSWORD)


@pytest.mark.parametrize("change", [lambda account: change_role(account, "supervisor"), deactivate])
def test_a_new_role_or_an_end_ends_the_sessions(hotline: Desk, enter: Any, change: Any) -> None:
    client = enter("worker")
    assert client.get("/tips/").status_code == 200
    change(Account.objects.get())
    assert client.get("/tips/").status_code == 302


@dataclass(frozen=True)
class Clock:
    """Seconds since the session began and since it was last used."""

    began: int
    seen: int
    call: str = ""


CALL = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize("clock", [Clock(0, 14 * 60), Clock(0, 29 * 60, CALL)])
def test_a_session_in_use_stays(hotline: Desk, enter: Any, clock: Clock) -> None:
    assert answer_after(enter("worker"), clock) == 200


@pytest.mark.parametrize(
    "clock", [Clock(0, 16 * 60), Clock(0, 31 * 60, CALL), Clock(12 * 3600 + 60, 0, CALL), Clock(0, -3600)]
)
def test_sessions_end_when_idle_old_or_ahead_of_the_clock(hotline: Desk, enter: Any, clock: Clock) -> None:
    assert answer_after(enter("worker"), clock) == 302


def answer_after(client: Client, clock: Clock) -> int:
    session = client.session
    session["began_at"], session["seen_at"] = time.time() - clock.began, time.time() - clock.seen
    if clock.call:
        session["call_id"] = clock.call
    session.save()
    return client.get("/tips/").status_code


def test_leaving_ends_the_session(hotline: Desk, enter: Any) -> None:
    client = enter("worker")
    client.post("/log-out/")
    assert client.get("/tips/").status_code == 302


def test_next_never_leads_away(hotline: Desk) -> None:
    add_user("ann", "worker", PASSWORD)
    response = Client().post("/log-in/", {"username": "ann", "password": PASSWORD, "next": "//evil.example/"})
    assert response["Location"] == "/"


def test_the_operator_makes_and_ends_accounts_but_not_the_own(hotline: Desk, enter: Any) -> None:
    client = enter("operator")
    client.post("/accounts/", {"username": "bob", "role": "worker", "password": PASSWORD})
    made = Account.objects.get(username="bob")
    client.post(f"/accounts/{made.pk}/", {"deactivate": "1"})
    made.refresh_from_db()
    assert not made.is_active
    own = Account.objects.get(role="operator")
    assert client.post(f"/accounts/{own.pk}/", {"role": "auditor"}).status_code == 403
