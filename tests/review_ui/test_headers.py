"""Headers, forged requests, sizes: the same on every answer of every route."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from review_ui.accounts.models import Account
from review_ui.desk import Desk

PAGES = ["/log-in/", "/look-up/", "/tips/", "/services/", "/nothing/", "/static/css/base.css", "/audit/", "/ads/x/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers(worker: Client, path: str) -> None:
    response = worker.get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "ETag" not in response
    response.close()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_another_site_can_do_nothing(worker: Client, world: Any, site: str) -> None:
    response = worker.post("/look-up/", {"typed": world.NUMBER}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 403
    assert worker.get("/tips/", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_a_visit_by_link_is_let_through(worker: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert worker.get("/tips/", headers=headers).status_code == 200


def test_a_form_without_our_token_is_refused(hotline: Desk, enter: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = enter("worker").cookies
    response = client.post("/calls/open/")
    assert response.status_code == 403
    assert "Nothing was done" in response.content.decode()


def test_an_unknown_host_is_refused(hotline: Desk) -> None:
    assert Client().get("/log-in/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("length", ["7000000", "-1", "many"])
def test_bodies_too_large_are_refused_unread(worker: Client, length: str) -> None:
    assert worker.post("/look-up/", {"typed": "x"}, CONTENT_LENGTH=length).status_code == 413


def test_fields_beyond_django_s_limit_are_refused(worker: Client) -> None:
    assert worker.post("/tips/new/", {"narrative": "x" * 2_000_000}).status_code in (400, 413)


def test_reading_changes_nothing(worker: Client, hotline: Desk) -> None:
    tables = [Account.objects.model] + [
        model
        for app in ("hotline", "resources")
        for model in vars(import_module(f"review_ui.{app}.models")).values()
        if hasattr(model, "objects") and model.__module__ == f"review_ui.{app}.models"
    ]
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    for path in ("/", "/look-up/", "/tips/", "/tips/new/", "/cases/", "/services/", "/account/"):
        worker.get(path)
    assert before == [list(model.objects.order_by("pk").values()) for model in tables]


def test_no_template_marks_text_as_safe_or_holds_script_or_style() -> None:
    room = Path(import_module("review_ui").__file__ or "").parent
    for template in room.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        for banned in ("|safe", "autoescape off", "style=", "<style", "onclick", "onload", "hx-on", "javascript:"):
            assert banned not in text, f"{template.name}: {banned}"
        for script in text.split("<script")[1:]:
            assert script.lstrip().startswith("src="), template.name
    for module in room.rglob("*.py"):
        assert "mark_safe" not in module.read_text(encoding="utf-8"), module.name
