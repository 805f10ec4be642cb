"""No serious fault that axe-core finds, on any page, in light and dark; and every page fits 320 pixels."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe-4.14.1") / "axe.min.js"
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', '))"""

HOTLINE = {
    "worker": [
        "/look-up/",
        "/tips/",
        "/tips/new/",
        "/alerts/",
        "/cases/",
        "/services/",
        "/services/gaps/",
        "/account/",
        "/nowhere/",
    ],
    "supervisor": ["/supervision/", "/inquiries/"],
    "operator": ["/accounts/", "/status/"],
    "auditor": ["/audit/"],
}
CASEWORK = {
    "analyst": ["/review/", "/account/"],
    "investigator": ["/investigations/", "/watches/", "/referrals/", "/search/", "/clusters/"],
    "auditor": ["/audit/"],
}


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hotline_address(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk_server.serve_desk("hotline", tmp_path_factory.mktemp("axe-hotline")) as served:
        yield served


@pytest.fixture(scope="module")
def casework_address(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk_server.serve_desk("casework", tmp_path_factory.mktemp("axe-casework")) as served:
        yield served


def test_pages_of_the_hotline(browser: Browser, hotline_address: str, desk_server: Any) -> None:
    for role, paths in HOTLINE.items():
        page = enter(browser, hotline_address, role, "light", desk_server)
        for path in paths:
            page.goto(hotline_address + path)
            check(page, path)
        page.context.close()


def test_pages_without_an_account(browser: Browser, hotline_address: str, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()  # type: ignore[arg-type]
    for path in ("/log-in/", "/tell-us/"):
        page.goto(hotline_address + path)
        check(page, path)
    page.fill("#id_narrative", "Told by somebody.")
    page.click("form button.main")
    page.wait_for_selector("text=Thank you")
    check(page, "thanks")
    page.context.close()


def test_a_tip_its_change_a_service_and_a_narrowed_answer(
    browser: Browser, hotline_address: str, desk_server: Any
) -> None:
    page = enter(browser, hotline_address, "supervisor", "light", desk_server)
    page.goto(hotline_address + "/tips/")
    page.click("tbody a >> nth=0")
    page.wait_for_selector(".tip-body")
    check(page, "tip")
    page.click("text=Change the tip")
    page.wait_for_selector("#id_narrative")
    check(page, "change of a tip")
    page.goto(hotline_address + "/services/")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("#capacity")
    check(page, "service")
    page.goto(hotline_address + "/look-up/")
    page.click("button.large")
    page.wait_for_selector("#typed:focus")
    for typed, shown in (("202 555 0134 Boise", "text=ads carry all of it"), ("Denver CO", "text=A city belongs")):
        page.fill("#typed", typed)
        page.wait_for_selector(shown)
        check(page, typed)
    page.context.close()


def test_the_answer_a_case_and_an_ad(browser: Browser, hotline_address: str, desk_server: Any, scheme: str) -> None:
    page = enter(browser, hotline_address, "worker", scheme, desk_server)
    page.wait_for_selector("button.large:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("#typed:focus")
    for typed, shown in (("202 555 0134", "[data-figure=ads]"), ("0134", ".candidates"), ("202*", "text=gives counts")):
        page.fill("#typed", typed)
        page.wait_for_selector(shown)
        check(page, typed)
    page.fill("#typed", "202 555 0134")
    page.click("text=Company in Boise >> nth=0")
    page.wait_for_selector(".ad-text")
    check(page, "ad")
    page.goto(hotline_address + "/cases/")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("text=Who read this")
    for summary in page.locator("summary").all():
        summary.click()
    check(page, "case")
    page.context.close()


def test_pages_of_the_ad_desks(browser: Browser, casework_address: str, desk_server: Any) -> None:
    for role, paths in CASEWORK.items():
        page = enter(browser, casework_address, role, "light", desk_server)
        if role == "investigator":
            page.fill("#id_title", "Motel line")
            page.fill("#id_purpose", "Cards.")
            page.click("section.card:has(#id_title) button.main")
            page.wait_for_selector("#id_text")
        for path in paths:
            page.goto(casework_address + path)
            check(page, path)
        page.context.close()


def test_results_a_cluster_and_an_identifier(
    browser: Browser, casework_address: str, desk_server: Any, scheme: str
) -> None:
    page = enter(browser, casework_address, "analyst", scheme, desk_server)
    page.fill("#id_title", "Review")
    page.fill("#id_purpose", "Cards.")
    page.click("section.card:has(#id_title) button.main")
    page.wait_for_selector("#id_text")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit-list")
    check(page, "results")
    page.goto(casework_address + "/clusters/")
    page.click(".cluster-list a >> nth=0")
    page.wait_for_selector(".members")
    check(page, "cluster")
    page.click(".pair .rows a >> nth=0")
    page.wait_for_selector(".figures")
    check(page, "identifier")
    page.context.close()


def enter(browser: Browser, address: str, role: str, scheme: str, desk_server: Any) -> Page:
    page = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()  # type: ignore[arg-type]
    desk_server.log_in(page, address, role)
    return page


def check(page: Page, where: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;null")
    assert page.evaluate(_RUN) == [], where
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, where
    # 200 % zoom of a screen of 1280 pixels is a page of 640.
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, where
    page.set_viewport_size({"width": 1280, "height": 900})
