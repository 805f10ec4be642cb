"""The slider in a real Chromium with scripts turned off, and axe-core on the picture and quarantine pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from matching.pictures.quarantine import Quarantine

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe-4.14.1") / "axe.min.js"
_RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', '))"""


@pytest.fixture(scope="module")
def address(
    desk_server: Any, load_module: Callable[[str], ModuleType], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    data = tmp_path_factory.mktemp("pictures-browser")
    module: Any = load_module("picture_world")
    module.build(data, load_module("made_up_world"))
    Quarantine(data / "quarantine", bytes(32)).put("ab" * 32, b"harmless", ("pdq", "a drawn room", 5))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THREADLINE_PICTURES", "true")
        with desk_server.serve_desk("casework", data) as served:
            yield served


def test_the_slider_moves_by_arrow_keys_without_a_script(browser: Browser, address: str, desk_server: Any) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    _open_pictures(page, address, desk_server, "analyst")
    page.click("text=Lay it over >> nth=0")
    over = page.locator(".overlay .over")
    page.focus("#at-50")
    clips = []
    for _ in range(3):
        clips.append(page.locator(".slider input:checked").get_attribute("id"))
        page.keyboard.press("ArrowRight")
    assert clips == ["at-50", "at-60", "at-70"]
    assert over.bounding_box() == page.locator(".overlay img").first.bounding_box()
    page.context.close()


def test_what_lies_over_is_cut_where_the_slider_stands_and_the_pages_pass_axe(
    browser: Browser, address: str, desk_server: Any
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    _open_pictures(page, address, desk_server, "child_safety")
    _check(page, "pictures")
    page.click("text=Lay it over >> nth=0")
    for place, cut in (("#at-0", "100%"), ("#at-30", "70%"), ("#at-100", "0%")):
        page.check(place)
        clip = page.eval_on_selector(".overlay .over", "one => getComputedStyle(one).clipPath")
        assert cut in clip or (cut == "0%" and clip.startswith("inset(0"))
    _check(page, "comparison")
    page.goto(address + "/quarantine/")
    _check(page, "quarantine")
    assert faults == [], "the content security policy held something back"
    page.context.close()


def _open_pictures(page: Page, address: str, desk_server: Any, role: str) -> None:
    desk_server.log_in(page, address, role)
    page.goto(address + "/investigations/")
    page.fill("#id_title", "Rooms")
    page.fill("#id_purpose", "Compare.")
    page.click("section.card:has(#id_title) button.main")
    page.goto(address + "/search/")
    page.fill("#id_text", '"day 0"')
    page.press("#id_text", "Enter")
    page.click("a[href*='/ads/'] >> nth=0")
    page.click("text=Its pictures")
    page.wait_for_selector(".picture-list img")


def _check(page: Page, where: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8") + "\n;null")
    assert page.evaluate(_RUN) == [], where
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, where
    page.set_viewport_size({"width": 1280, "height": 900})
