"""Two people review the same cluster without seeing each other's answer; one claim has one winner; keys work."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from review_ui.desk import Desk
from review_ui.investigations.models import ReviewAnswer, ReviewClaim
from review_ui.review.queue import CLAIM_LASTS, find_settled
from review_ui.tokens import hide

TOKEN_OF = "cluster-one"


def reviewer(enter: Any) -> Client:
    client: Client = enter("analyst")
    client.post("/investigations/reason/", {"words": "weekly review"})
    return client


def answer(client: Client, value: str, note: str = "") -> Any:
    return client.post(f"/review/{hide('cluster', TOKEN_OF)}/", {"answer": value, "note": note})


def test_the_second_reviewer_sees_no_trace_of_the_first(casework: Desk, enter: Any) -> None:
    first, second, control = (reviewer(enter) for _ in range(3))
    assert "7 ads held together" in first.get("/review/").content.decode()
    answer(first, "signs", "canary-note-771")
    for path in ("/review/", f"/clusters/{hide('cluster', TOKEN_OF)}/", "/clusters/"):
        page = second.get(path).content.decode()
        assert "canary-note" not in page
        assert "analyst-0" not in page
    second.post("/review/skip/")
    assert "7 ads held together" in control.get("/review/").content.decode()


def test_a_sign_is_quoted_where_it_stands_and_its_contacts_stay_hidden(casework: Desk, enter: Any) -> None:
    page = reviewer(enter).get("/review/").content.decode()
    quotes = page[page.index('<q class="quote">') : page.index("Against it") if "Against it" in page else None]
    assert "Sweet company in" in quotes
    assert 'class="m m-indicator' in quotes
    assert "555" not in page
    assert "+1202••••••• A" in page


def test_with_an_investigation_a_path_is_written_for_people(casework: Desk, enter: Any) -> None:
    client = enter("investigator")
    client.post("/investigations/", {"title": "One number", "purpose": "follow it"})
    page = client.get(f"/clusters/{hide('cluster', TOKEN_OF)}/").content.decode()
    assert "+1 202-555-0134" in page
    assert "phone:+1" not in page


def test_two_that_agree_settle_and_two_that_differ_call_a_third(casework: Desk, enter: Any) -> None:
    first, second, third = (reviewer(enter) for _ in range(3))
    for client, value in ((first, "signs"), (second, "independent")):
        client.get("/review/")
        answer(client, value)
    assert find_settled() == set()
    assert "7 ads held together" in third.get("/review/").content.decode()
    answer(third, "independent")
    assert find_settled() == {TOKEN_OF}


def test_nobody_gets_a_cluster_twice_or_while_another_has_it(casework: Desk, enter: Any) -> None:
    first, second = reviewer(enter), reviewer(enter)
    first.get("/review/")
    assert "Nothing waits for you" in second.get("/review/").content.decode()
    answer(first, "unsure")
    assert "Nothing waits for you" in first.get("/review/").content.decode()


def test_a_claim_that_ran_out_keeps_nothing(casework: Desk, enter: Any) -> None:
    client = reviewer(enter)
    client.get("/review/")
    ReviewClaim.objects.update(claimed_at=timezone.now() - CLAIM_LASTS - timedelta(seconds=1))
    assert answer(client, "signs").status_code == 403
    assert not ReviewAnswer.objects.exists()


def test_the_last_answer_can_be_taken_back(casework: Desk, enter: Any) -> None:
    client = reviewer(enter)
    client.get("/review/")
    answer(client, "spam")
    client.post("/review/undo/")
    assert not ReviewAnswer.objects.exists()
    assert "7 ads held together" in client.get("/review/").content.decode()


def test_an_unknown_answer_is_refused(casework: Desk, enter: Any) -> None:
    client = reviewer(enter)
    client.get("/review/")
    assert answer(client, "guilty").status_code == 403


_CLAIM_AT_ONCE = """
import sys, threading, django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from review_ui.accounts.models import Account
from review_ui.evidence import open_engine
from review_ui.investigations.models import ReviewClaim
from review_ui.review.queue import claim_next
people = [Account.objects.create(username=f"p{n}", role="analyst", password="!") for n in range(20)]
together, won = threading.Barrier(20), []
def claim(account):
    together.wait()
    won.append(claim_next(account, open_engine()))
    connection.close()
threads = [threading.Thread(target=claim, args=(one,)) for one in people]
[one.start() for one in threads]
[one.join() for one in threads]
print(sorted(won)[-2:], len(won), ReviewClaim.objects.count())
"""


def test_twenty_claims_at_once_have_one_winner(world: Any, tmp_path: Path) -> None:
    """In a process of its own, over the real database file."""
    shutil.copytree(world.index, tmp_path / "index", symlinks=True)
    environment = os.environ | {"THREADLINE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "threadline.web.casework"}
    command = [sys.executable, "-c", _CLAIM_AT_ONCE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['', 'cluster-one'] 20 1"


@pytest.fixture(scope="module")
def address(desk_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desk_server.serve_desk("casework", tmp_path_factory.mktemp("review")) as served:
        yield served


@pytest.mark.browser
def test_a_cluster_is_decided_with_one_key(
    address: str, desk_server: Any, browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = browser.new_page()
    desk_server.log_in(page, address, "analyst")
    page.fill("#words", "weekly review")
    page.click("text=Search for this reason")
    page.wait_for_selector("#id_text")
    page.goto(f"{address}/review/")
    page.focus("#note")
    page.keyboard.type("1 is not an answer while typing")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_selector("text=Nothing waits for you")
    page.keyboard.press("b")
    page.wait_for_selector("text=Taken back.")
    assert "7 ads held together" in page.inner_text("h1")
    records = next(tmp_path_factory.getbasetemp().glob("review*/desks/casework/records.sqlite3"))
    with sqlite3.connect(records) as database:
        assert database.execute("SELECT count(*) FROM investigations_reviewanswer").fetchone() == (0,)
    database.close()
