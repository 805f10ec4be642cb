"""500 payloads in every field, read in a real browser: no dialog, no breach of the policy, no request elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """The address of a desk full of payloads, and the paths that show them."""
    data = tmp_path_factory.mktemp("hostile")
    with desk_server.serve_desk("hotline", data) as address:
        environment = os.environ | {"THREADLINE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "threadline.web.hotline"}
        program = Path(__file__).with_name("hostile_world.py")
        done = subprocess.run([sys.executable, program], env=environment, check=True, capture_output=True, text=True)
        yield address, done.stdout.split()


def watch(context: BrowserContext, address: str) -> list[str]:
    """Whatever a payload could do, as it happens."""
    faults: list[str] = []

    def attend(page: Page) -> None:
        page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(f"script {error}"))

    context.on("page", attend)
    context.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    return faults


def test_every_page_that_shows_them(browser: Browser, hostile: tuple[str, list[str]], desk_server: Any) -> None:
    address, paths = hostile
    context = browser.new_context()
    faults = watch(context, address)
    page = context.new_page()
    desk_server.log_in(page, address, "supervisor")
    assert len(paths) >= 125
    for path in paths:
        answered = page.goto(address + path)
        assert answered
        assert answered.status == 200, path
        assert "&lt;" in page.content() or path in ("/tips/", "/cases/", "/supervision/"), path
        assert faults == [], path
    context.close()


def test_answers_that_htmx_puts_into_the_page(
    browser: Browser, hostile: tuple[str, list[str]], desk_server: Any, load_module: Any
) -> None:
    address, _paths = hostile
    context = browser.new_context()
    faults = watch(context, address)
    page = context.new_page()
    desk_server.log_in(page, address, "worker")
    page.click("button.large")
    world = load_module("hostile_world")
    for group in range(25):
        number = world.number_of(group)
        page.fill("#typed", number)
        shown = f"+1 {number[2:5]}-{number[5:8]}-{number[8:]}"
        page.wait_for_selector(f"#answer h2:text-is('{shown}')")
        page.wait_for_selector("#answer .services li")
        assert faults == [], number
    for payload in load_module("payloads").make_payloads()[::10]:
        with page.expect_response("**/look-up/"):
            page.fill("#typed", payload.replace("\x00", "")[:190])
        assert faults == [], payload
    context.close()
