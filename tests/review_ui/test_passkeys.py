"""Passkeys in a real Chromium with its own virtual authenticator, at a real desk on http://localhost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, CDPSession, Page

from review_ui.accounts.models import LoginFailure
from review_ui.desk import Desk


@pytest.fixture(scope="module")
def address(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk_server.serve_desk("hotline", tmp_path_factory.mktemp("passkeys")) as served:
        yield served


def add_authenticator(page: Page, *, is_verified: bool = True) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": is_verified, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.mark.browser
def test_a_passkey_is_added_opens_the_desk_and_is_forgotten(browser: Browser, address: str, desk_server: Any) -> None:
    page = browser.new_context().new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    add_authenticator(page)
    desk_server.log_in(page, address, "worker")
    page.goto(f"{address}/account/")
    page.fill("#passkey-name", "Desk key")
    page.click("text=Add a passkey")
    page.wait_for_selector("li:has-text('Desk key')")
    page.click("text=Leave")
    page.wait_for_selector("#id_username")
    page.click("text=Log in with a passkey")
    page.wait_for_selector(".who")
    assert "worker" in page.inner_text(".who")
    page.goto(f"{address}/account/")
    page.click("li:has-text('Desk key') button")
    page.wait_for_selector("text=Add a passkey")
    assert page.locator("li:has-text('Desk key')").count() == 0
    page.click("text=Leave")
    page.wait_for_selector("#id_username")
    assert faults == []
    page.click("text=Log in with a passkey")
    page.wait_for_selector("text=This passkey is not known here.")
    assert page.locator(".who").count() == 0
    page.context.close()


@pytest.mark.browser
def test_a_key_that_does_not_check_its_holder_is_not_taken(browser: Browser, address: str, desk_server: Any) -> None:
    page = browser.new_context().new_page()
    add_authenticator(page, is_verified=False)
    desk_server.log_in(page, address, "supervisor")
    page.goto(f"{address}/account/")
    page.click("text=Add a passkey")
    page.wait_for_selector("text=This passkey could not be added.")
    page.context.close()


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "nonsense", '{"rawId": "AAAA", "type": "public-key"}', "1" * 50_000]
)
def test_a_made_up_answer_opens_nothing(hotline: Desk, answer: str) -> None:
    client = Client()
    client.post("/log-in/passkey/question/")
    assert client.post("/log-in/passkey/", {"answer": answer}).status_code == 403
    assert "_auth_user_id" not in client.session
    assert LoginFailure.objects.count() == 1


def test_the_question_tells_nothing_about_accounts(hotline: Desk) -> None:
    asked = Client().post("/log-in/passkey/question/").json()
    assert not asked.get("allowCredentials")
    assert asked["userVerification"] == "required"


def test_an_answer_that_fits_no_challenge_adds_nothing(hotline: Desk, enter: Any) -> None:
    worker = enter("worker")
    assert worker.post("/account/passkeys/", {"answer": "{}", "name": "x"}).status_code == 400
    worker.post("/account/passkeys/new/")
    assert worker.post("/account/passkeys/", {"answer": '{"id": "x"}', "name": "x"}).status_code == 400
