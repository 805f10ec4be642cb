"""Posts of 10 MB, broken encodings, clocks that jump: a clear answer, nothing lost, nobody let in."""

import time
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client

from review_ui.desk import Desk
from review_ui.hotline.models import Tip
from review_ui.middleware import sessions

FORM = "application/x-www-form-urlencoded"
PATHS = (
    "/look-up/",
    "/tips/new/",
    "/tips/draft/",
    "/tell-us/",
    "/services/import/",
    "/log-in/",
    "/api/lookup",
    "/api/tips",
)


@pytest.mark.parametrize("path", PATHS)
def test_ten_megabytes_are_refused_with_a_sentence(worker: Client, path: str) -> None:
    answer = worker.post(path, b"typed=" + b"1" * 10_000_000, content_type=FORM)
    assert answer.status_code == 413
    assert b"large" in answer.content


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body", [b"\xff\xfe\x00a=\x80", b"typed=%ff%fe%00&narrative=%c3%28", b"a" * 3000 + b"=\x00", b"=&=&;;%%"]
)
def test_broken_encodings_break_nothing(worker: Client, path: str, body: bytes) -> None:
    assert worker.generic("POST", path, body, FORM).status_code < 500
    assert worker.generic("POST", path, body, "multipart/form-data; boundary=x").status_code < 500
    assert worker.generic("POST", path, body, "application/json; charset=utf-99").status_code < 500


@pytest.mark.parametrize(
    "words", [b"\xe9t\xe9", b"\xed\xa0\x80 half a pair", b"NUL \x00 in it", "\u202e\u0000\U0001f600".encode()]
)
def test_words_in_any_encoding_are_kept_or_refused_with_a_sentence(worker: Client, words: bytes) -> None:
    rest = "&urgency=routine&reporter=unknown&exploitation=unknown&consent=not_asked&channel=phone"
    answer = worker.post("/tips/new/", f"narrative={quote_from_bytes(words)}{rest}".encode(), content_type=FORM)
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) == (Tip.objects.count() == 1)


@pytest.mark.parametrize(
    ("jump", "is_out"),
    [(0, False), (60, False), (-30, False), (-3600, True), (20 * 60, False), (31 * 60, True), (13 * 3600, True)],
)
def test_a_clock_that_jumps_ends_sessions_and_never_lengthens_them(
    worker: Client, monkeypatch: pytest.MonkeyPatch, jump: float, is_out: object
) -> None:
    real = time.time
    monkeypatch.setattr(sessions.time, "time", lambda: real() + jump)
    assert (worker.get("/tips/").status_code == 302) == is_out


def test_a_session_without_times_is_none(hotline: Desk, enter: Any) -> None:
    client = enter("worker")
    session = client.session
    del session["began_at"]
    session.save()
    assert client.get("/tips/").status_code == 302
