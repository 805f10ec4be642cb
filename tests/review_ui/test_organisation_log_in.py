"""Log-in by OpenID Connect against a real provider in a process of its own, in a real browser: who, never what for."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from review_ui.accounts.models import Account, OutsideName
from review_ui.accounts.organisation import account_of, bind
from review_ui.desk import Desk
from review_ui.faults import BadRecordError

PROGRAM = Path(sys.executable).with_name("oidc-provider-mock")


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen([PROGRAM, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("localhost", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        running.terminate()
        running.wait(10)


@pytest.fixture(scope="module")
def address(desk_server: Any, provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    named = {
        "THREADLINE_OIDC_ISSUER": provider,
        "THREADLINE_OIDC_CLIENT": "desk",
        "THREADLINE_OIDC_SECRET": "quiet-lamp",
    }
    before = dict(os.environ)
    os.environ.update(named)
    try:
        with desk_server.serve_desk("hotline", tmp_path_factory.mktemp("organisation")) as served:
            yield served
    finally:
        os.environ.clear()
        os.environ.update(before)


def answer_as(page: Page, subject: str) -> None:
    """What a person does at the provider."""
    page.wait_for_selector("input[name=sub]")
    page.fill("input[name=sub]", subject)
    page.click("button:has-text('Authorize')")


@pytest.mark.browser
def test_a_person_without_an_account_is_not_let_in_and_none_is_made(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/log-in/")
    page.click("text=Log in by your organisation")
    answer_as(page, "stranger")
    page.wait_for_selector("text=no account here is bound to you")
    page.goto(f"{address}/look-up/")
    page.wait_for_selector("#id_username")
    page.context.close()


@pytest.mark.browser
def test_a_bound_person_comes_in_with_the_role_of_the_account(browser: Browser, address: str, desk_server: Any) -> None:
    page = browser.new_context().new_page()
    desk_server.log_in(page, address, "supervisor")
    page.goto(f"{address}/account/")
    page.click("a:has-text('Bind')")
    answer_as(page, "ann")
    page.wait_for_selector("text=From now on you can log in by your organisation.")
    page.click("text=Leave")
    page.wait_for_selector("#id_username")
    page.click("text=Log in by your organisation")
    answer_as(page, "ann")
    page.wait_for_selector(".who")
    assert "supervisor" in page.inner_text(".who")
    assert "code=" not in page.url
    page.context.close()


@pytest.mark.parametrize("answer", [{}, {"code": "x"}, {"code": "x", "state": "forged"}, {"error": "access_denied"}])
def test_a_forged_answer_opens_nothing(hotline: Desk, settings: Any, answer: dict[str, str]) -> None:
    from dataclasses import replace

    settings.THREADLINE_DESK = replace(hotline, oidc_issuer="http://localhost:1", oidc_client="desk", oidc_secret="x")
    client = Client()
    assert client.post("/log-in/organisation/finish/", answer).status_code == 403
    assert "_auth_user_id" not in client.session


def test_without_a_provider_there_is_no_such_log_in(hotline: Desk) -> None:
    assert "organisation" not in Client().get("/log-in/").content.decode()
    assert Client().get("/log-in/organisation/").status_code == 404
    assert Client().post("/log-in/organisation/finish/").status_code == 404


def test_one_person_has_one_account_and_a_closed_one_opens_nothing(hotline: Desk) -> None:
    ann = Account.objects.create(username="ann", role="worker", password="!")
    bob = Account.objects.create(username="bob", role="operator", password="!")
    bind(ann, "https://id.example.org", "1")
    with pytest.raises(BadRecordError):
        bind(bob, "https://id.example.org", "1")
    assert account_of("https://id.example.org", "1") == ann
    assert account_of("https://other.example.org", "1") is None
    Account.objects.update(is_active=False)
    assert account_of("https://id.example.org", "1") is None
    assert OutsideName.objects.count() == 1
