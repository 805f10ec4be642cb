"""A code at log-in: right once, only now, only for its account; the secret lies encrypted."""

import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client

from review_ui.accounts.models import Account
from review_ui.accounts.people import add_user
from review_ui.accounts.second_factor import bind_secret, check_code, is_right, spell_secret
from review_ui.desk import Desk

PASSWORD = "a quiet lamp beside the door"
SECRET = bytes(range(20))


def code_at(moment: float, secret: bytes = SECRET) -> str:
    return TOTP(secret, 6, SHA1(), 30).generate(int(moment)).decode()  # noqa: S303  # the algorithm of RFC 6238


@pytest.mark.parametrize(("at", "expected"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(at: int, expected: str) -> None:
    assert is_right(b"12345678901234567890", expected, at)


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "²³¹²³¹", "1" * 500])
def test_anything_else_is_wrong(code: str) -> None:
    assert not is_right(SECRET, code, 1_800_000_000)


def test_a_code_two_steps_old_is_wrong() -> None:
    now = 1_800_000_000
    assert is_right(SECRET, code_at(now - 30), now)
    assert not is_right(SECRET, code_at(now - 90), now)


def test_a_code_is_right_only_once(hotline: Desk) -> None:
    account = add_user("ann", "worker", PASSWORD)
    bind_secret(account, SECRET)
    code = code_at(time.time())
    assert check_code(account, code)
    assert not check_code(account, code)


def test_the_secret_lies_encrypted_and_bound_to_its_account(hotline: Desk) -> None:
    ann, bob = add_user("ann", "worker", PASSWORD), add_user("bob", "worker", PASSWORD)
    bind_secret(ann, SECRET)
    assert SECRET not in bytes(ann.totp_sealed or b"")
    bob.totp_sealed = ann.totp_sealed
    bob.save()
    assert not check_code(bob, code_at(time.time()))


def test_log_in_asks_for_the_code(hotline: Desk) -> None:
    bind_secret(add_user("ann", "worker", PASSWORD), SECRET)
    form = {"username": "ann", "password": PASSWORD}
    assert Client().post("/log-in/", form).status_code == 403
    assert Client().post("/log-in/", form | {"code": "123456"}).status_code == 403
    assert Client().post("/log-in/", form | {"code": code_at(time.time())}).status_code == 302


def test_it_is_turned_on_by_showing_one_code(worker: Client) -> None:
    page = worker.get("/account/").content.decode()
    spelt = page.split('class="code wording">')[1].split("<")[0]
    secret = bytes.fromhex(worker.session["offered_second_factor"])
    assert spelt == spell_secret(secret)
    assert worker.post("/account/code/", {"code": "000000"}).status_code == 400
    assert worker.post("/account/code/", {"code": code_at(time.time(), secret)}).status_code == 302
    assert Account.objects.get().has_second_factor
    assert worker.get("/tips/").status_code == 200


def test_only_an_operator_takes_it_away(worker: Client, enter: Any) -> None:
    account = Account.objects.get()
    bind_secret(account, SECRET)
    enter("operator").post(f"/accounts/{account.pk}/", {"forget_code": "1"})
    account.refresh_from_db()
    assert not account.has_second_factor
