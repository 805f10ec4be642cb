"""A hotline worker in a real browser, over the real server, a real index and real databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk_server.serve_desk("hotline", tmp_path_factory.mktemp("hotline")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, address: str, desk_server: Any) -> Iterator[Page]:
    """A worker's page with an open call; whatever breaks the content policy or leaves the origin fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    log_in(opened, address, desk_server.PASSWORD)
    opened.wait_for_selector("button.large:focus")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#typed:focus")
    yield opened
    assert faults == []
    context.close()


def test_a_worker_reads_the_answer_while_typing(page: Page) -> None:
    """No click, no key but the digits: the count, the cities and the services are there."""
    page.keyboard.type("(202) 555 - 0134")
    page.wait_for_selector("[data-figure=ads]")
    assert page.inner_text("[data-figure=ads]") == "7"
    assert page.locator("[data-figure=place]").all_inner_texts() == ["Denver, CO, US", "Boise, ID, US"]
    services = page.locator("[data-figure=service]").all_inner_texts()
    assert services[:2] == ["Front Range Shelter", "Mile High Legal Aid"]
    text = page.inner_text("#answer")
    assert text.startswith("Tell the caller nothing from this screen.")
    assert "Case 1" in text
    assert "rose@example.org" in text
    assert "911" in page.inner_text("header")


def test_nothing_typed_shows_in_title_or_address(page: Page) -> None:
    page.keyboard.type("202-555-0134")
    page.wait_for_selector("[data-figure=ads]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.title() == "Desk"
    assert page.evaluate("location.href").endswith("/look-up/")
    assert page.evaluate("history.length") <= 5


def test_last_digits_give_candidates_and_one_key_opens_one(page: Page) -> None:
    page.keyboard.type("0134")
    page.wait_for_selector(".candidates")
    page.click(".candidates button")
    page.wait_for_selector("[data-figure=ads]")
    assert page.inner_text("[data-figure=ads]") == "7"


def test_the_page_fits_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.keyboard.type("202 555 0134")
    page.wait_for_selector("[data-figure=ads]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_look_up_and_tip_work_without_script(browser: Browser, address: str, desk_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, address, desk_server.PASSWORD)
    page.click("button.large")
    page.wait_for_selector("#typed")
    page.fill("#typed", "+1.202.555.0134")
    page.click("form.ask button.main")
    assert page.inner_text("[data-figure=ads]") == "7"
    page.fill("#id_narrative", "Told without a script.")
    page.click("text=Save tip")
    assert "is saved as case" in page.inner_text(".messages")
    context.close()


def test_the_logs_hold_nothing_that_was_typed(
    page: Page, address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page.keyboard.type("202 555 0134")
    page.wait_for_selector("[data-figure=ads]")
    logs = list(Path(tmp_path_factory.getbasetemp()).rglob("hotline.log"))
    assert logs
    assert not any("0134" in log.read_text() for log in logs)


def log_in(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/log-in/")
    page.fill("#id_username", "worker")
    page.fill("#id_password", password)
    page.click("button.main")
    page.wait_for_url("**/look-up/")
