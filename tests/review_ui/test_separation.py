"""Two real processes over one installation: nothing of the hotline shows at the ad desks, not even that it looked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

CANARY = "canaryobsidian5512"
ROLES = ("analyst", "child_safety", "investigator", "operator", "auditor")
PATHS = (
    "/account/", "/investigations/", "/search/", "/clusters/", "/watches/", "/referrals/", "/accounts/", "/status/",
    "/audit/", "/tips/", "/cases/", "/alerts/", "/services/", "/api/openapi.json",
)  # fmt: skip
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]*"')


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("both")


@pytest.fixture(scope="module")
def addresses(desk_server: Any, data: Path) -> Iterator[tuple[str, str]]:
    with desk_server.serve_desk("hotline", data) as hotline, desk_server.serve_desk("casework", data) as casework:
        yield hotline, casework


@pytest.fixture(scope="module")
def investigator(browser: Browser, addresses: tuple[str, str], desk_server: Any) -> Page:
    page: Page = browser.new_page()
    desk_server.log_in(page, addresses[1], "investigator")
    page.fill("#id_title", "Motel line")
    page.fill("#id_purpose", "Cards.")
    page.click("section.card:has(#id_title) button.main")
    page.wait_for_selector("#id_text")
    return page


def read(page: Page, address: str, path: str) -> str:
    response = page.goto(address + path)
    assert response
    return CHANGING.sub(r"\1", response.text())


def work_in_a_call(page: Page, address: str, desk_server: Any) -> None:
    desk_server.log_in(page, address, "worker")
    page.click("button.large")
    page.wait_for_selector("#typed:focus")
    page.fill("#typed", "202 555 0134")
    page.wait_for_selector("[data-figure=ads]")
    page.fill("#id_narrative", f"{CANARY} told about (202) 555-0134")
    page.click(".tip-card summary")
    for field in ("place", "organisation", "safe_contact"):
        page.fill(f"#id_{field}", CANARY)
    page.click("text=Save tip")
    page.wait_for_selector("text=Confirm")
    page.click("button.main")
    page.wait_for_selector("#typed")
    page.fill("#id_narrative", f"{CANARY} and a draft that is never saved")
    page.wait_for_selector("text=Draft kept")


def test_a_look_up_and_a_tip_change_no_byte_at_the_ad_desks(
    browser: Browser, addresses: tuple[str, str], desk_server: Any, investigator: Page
) -> None:
    hotline, casework = addresses
    paths = ("/investigations/", "/search/", "/clusters/", "/watches/", "/referrals/")
    before = [read(investigator, casework, path) for path in paths]
    page = browser.new_page()
    work_in_a_call(page, hotline, desk_server)
    page.close()
    assert [read(investigator, casework, path) for path in paths] == before


def test_no_canary_of_the_hotline_is_read_by_any_role_of_the_other_process(
    browser: Browser, addresses: tuple[str, str], desk_server: Any
) -> None:
    for role in ROLES:
        page = browser.new_context().new_page()
        desk_server.log_in(page, addresses[1], role)
        for path in PATHS:
            assert CANARY not in read(page, addresses[1], path), f"{role} at {path}"
        page.context.close()


def test_no_canary_lies_in_any_file_in_clear(addresses: tuple[str, str], data: Path) -> None:
    """Databases with their write-ahead logs, audit, index, logs: of both processes."""
    holding = [str(path) for path in data.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert holding == []


def test_the_hotline_s_operator_and_auditor_read_no_canary(
    browser: Browser, addresses: tuple[str, str], desk_server: Any
) -> None:
    for role in ("operator", "auditor"):
        page = browser.new_context().new_page()
        desk_server.log_in(page, addresses[0], role)
        for path in PATHS:
            assert CANARY not in read(page, addresses[0], path), f"{role} at {path}"
        page.context.close()
