"""What `make demo` invites to: log in as a hotline worker, type the number, read what the truth says."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def invitation(demo_world: Path) -> dict[str, Any]:
    """The log-ins and the number that the demo prints."""
    told: dict[str, Any] = json.loads((demo_world / "demo" / "accounts.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def carrying(demo_world: Path, invitation: dict[str, Any]) -> list[dict[str, Any]]:
    """The truth about the ads that carry that number."""
    lines = (demo_world / "demo" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [ad for ad in map(json.loads, lines) if invitation["number"] in ad["phones"]]


@pytest.fixture(scope="module")
def hotline(demo_world: Path) -> Iterator[str]:
    """The address of the demo's hotline desk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"THREADLINE_DATA": str(demo_world), "THREADLINE_HOTLINE_PORT": str(port)}
    with (demo_world / "hotline.log").open("wb") as log:
        command = [sys.executable, "-m", "threadline.web.server", "hotline"]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://localhost:{port}/log-in/", server)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture
def page(hotline: str, invitation: dict[str, Any]) -> Iterator[Page]:
    """A worker's page with an open call."""
    worker = next(one for one in invitation["accounts"] if one["role"] == "worker")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        opened = browser.new_page()
        opened.set_default_timeout(120_000)
        opened.goto(hotline)
        opened.fill("#id_username", worker["username"])
        opened.fill("#id_password", worker["password"])
        opened.click("button.main")
        opened.wait_for_selector("button.large:focus")
        opened.keyboard.press("Enter")
        opened.wait_for_selector("#typed:focus")
        yield opened
        browser.close()


def test_the_recommended_number_tells_count_cities_services_and_tips(
    page: Page, invitation: dict[str, Any], carrying: list[dict[str, Any]]
) -> None:
    number = invitation["number"]
    page.keyboard.type(f"({number[2:5]}) {number[5:8]} - {number[8:]}")
    # While it is typed the page answers what stands there so far: wait for the answer to the whole number.
    expect(page.locator("[data-figure=ads]")).to_have_text(str(len(carrying)), timeout=120_000)
    assert {ad["city"] for ad in carrying} <= set(page.locator("[data-figure=place]").all_inner_texts())
    assert page.locator("[data-figure=service]").count() >= 1
    answer = page.inner_text("#answer")
    assert answer.startswith("Tell the caller nothing from this screen.")
    assert "not travel" in answer.lower()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        assert server.poll() is None, "the desk ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # loopback, our own server
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the desk does not answer")
