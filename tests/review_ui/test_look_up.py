"""The look-up page: what it answers, what it refuses, and what it leaves in the audit."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from index.answer import Answer
from matching.links.keys import LinkKey
from review_ui.audit.chain import AuditChain
from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Call
from review_ui.lookup import views
from review_ui.lookup.page import AnswerPage, put_together


def ask(client: Client, typed: str, **more: str) -> str:
    response = client.post("/look-up/", {"typed": typed, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_call_there_is_no_answer(hotline: Desk, enter: Any, world: Any) -> None:
    page = enter("worker").post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert "Ready for a call" in page
    assert "data-figure" not in page


@pytest.mark.parametrize("typed", ["+12025550134", "202 555 0134", "(202) 555-0134", "1-202-555-0134", "202.555.0134 "])
def test_any_spelling_gives_the_same_answer(worker: Client, typed: str) -> None:
    page = ask(worker, typed)
    assert 'data-figure="ads">7<' in page
    assert "Denver, CO, US" in page
    assert "Boise, ID, US" in page


def test_the_answer_opens_with_the_warning(worker: Client, world: Any) -> None:
    page = worker.post("/look-up/", {"typed": world.NUMBER}, headers={"HX-Request": "true"}).content.decode()
    assert page.strip().startswith('<p class="tell-nothing">')


def test_a_number_not_held_says_what_that_means(worker: Client) -> None:
    page = ask(worker, "202 555 0111")
    assert "Not in what we hold." in page
    assert "What this does not mean" in page


def test_an_area_code_gives_counts_and_nobody(worker: Client, world: Any) -> None:
    page = ask(worker, "202*")
    assert "gives counts" in page
    assert "555-0134" not in page
    assert "555-0177" not in page


def test_nonsense_gives_a_hint(worker: Client) -> None:
    assert "Type a number" in ask(worker, "nothing to see")


@pytest.mark.parametrize("typed", ["\x00\x00\x00\x00", "9" * 5000, "\ud83d" * 20, "' OR 1=1 --", "%%%%%%%"])
def test_hostile_input_is_answered_calmly(worker: Client, typed: str) -> None:
    assert worker.post("/look-up/", {"typed": typed.encode("utf-8", "replace").decode()}).status_code == 200


def test_earlier_tips_are_found_directly_and_through_a_link(worker: Client, world: Any) -> None:
    direct = add_tip(NewTip("Seen on a card.", (f"phone:{world.NUMBER}",)))
    linked = add_tip(NewTip("A job offer.", (f"email:{world.EMAIL}",)))
    unrelated = add_tip(NewTip("Another matter.", (f"phone:{world.OTHER}",)))
    page = ask(worker, world.NUMBER)
    assert f"/cases/{direct.case_id}/" in page
    assert f"/cases/{linked.case_id}/" in page
    assert "names rose@example.org, linked in ads" in page
    assert f"/cases/{unrelated.case_id}/" not in page


def test_the_audit_row_holds_the_call_and_a_hash(worker: Client, hotline: Desk, world: Any) -> None:
    ask(worker, "(202) 555 0134")
    row = chain_of(hotline).rows(newest=1)[0]
    assert (row.action, row.role) == ("look up", "worker")
    assert row.reason == str(Call.objects.get().pk)
    assert row.subject == chain_of(hotline).hash_of(str(LinkKey("phone", world.NUMBER)))


def test_no_answer_when_the_audit_cannot_be_written(worker: Client, hotline: Desk, world: Any) -> None:
    chain_of(hotline).close()
    for path in hotline.audit.parent.glob("audit.sqlite3*"):
        path.unlink()
    hotline.audit.mkdir()
    response = worker.post("/look-up/", {"typed": world.NUMBER})
    assert response.status_code == 503
    assert "Denver" not in response.content.decode()
    hotline.audit.rmdir()


def test_the_callers_own_number_needs_consent(worker: Client, hotline: Desk, world: Any) -> None:
    refused = worker.post("/look-up/", {"typed": world.NUMBER, "whose": "caller"})
    assert refused.status_code == 403
    assert chain_of(hotline).rows(newest=1)[0].action == "look up refused"
    assert 'data-figure="ads">7<' in ask(worker, world.NUMBER, whose="caller", consent="1")
    assert "consent recorded" in [row.action for row in chain_of(hotline).rows(newest=3)]


def test_an_unknown_whose_is_refused(worker: Client, world: Any) -> None:
    assert worker.post("/look-up/", {"typed": world.NUMBER, "whose": "police"}).status_code == 403


def test_after_the_call_its_id_is_no_reason_any_more(worker: Client, world: Any) -> None:
    worker.post("/calls/end/")
    assert "Ready for a call" in worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert Call.objects.get().ended_at


def test_somebody_elses_call_is_no_reason(worker: Client, enter: Any, world: Any) -> None:
    other = enter("worker")
    session = other.session
    session["call_id"] = str(Call.objects.get().pk)
    session.save()
    assert "Ready for a call" in other.post("/look-up/", {"typed": world.NUMBER}).content.decode()


def test_the_chain_holds_after_all_this(worker: Client, hotline: Desk, world: Any) -> None:
    ask(worker, world.NUMBER)
    assert all(check.ok for check in AuditChain(hotline.audit, hotline.audit_key).verify())


def test_a_number_and_a_city_narrow_the_answer(worker: Client) -> None:
    page = ask(worker, "202 555 0134 Boise")
    assert 'data-figure="ads">2<' in page
    assert "ads carry all of it" in page
    assert "+1 202-555-0134 + Boise, ID, US" in page


def test_a_city_alone_gives_counts_and_nobody(worker: Client) -> None:
    page = ask(worker, "Denver CO")
    assert "A city belongs to many people" in page
    assert "Linked identifiers" not in page
    assert "555-0134" not in page.partition('id="answer"')[2].partition("<aside")[0]


def test_a_number_not_held_shows_held_numbers_one_slip_away(worker: Client) -> None:
    page = ask(worker, "202 555 0135")
    assert "Not in what we hold." in page
    assert "+1 202-555-0134" in page
    assert "1 digit differs" in page


def test_several_terms_leave_one_row_in_the_audit_and_no_word_of_them(worker: Client, hotline: Desk) -> None:
    ask(worker, "202 555 0134 Boise rose@example.org")
    row = chain_of(hotline).rows(1)[0]
    assert (row.action, row.detail) == ("look up", "3 terms at once")
    assert "rose" not in str(row)


def test_tips_are_found_under_each_term(worker: Client) -> None:
    add_tip(NewTip("Told.", ("email:rose@example.org",)))
    assert "Case 1" in ask(worker, "rose@example.org 202 555 0134")


def test_the_cluster_comes_after_the_answer_and_only_in_a_call(worker: Client, hotline: Desk, world: Any) -> None:
    answer = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    token = answer.split('name="cluster" value="')[1].split('"')[0]
    page = worker.post("/look-up/cluster/", {"cluster": token}).content.decode()
    assert "7 ads in one cluster" in page
    assert world.EMAIL in page
    row = chain_of(hotline).rows(1)[0]
    assert (row.action, row.subject) == ("cluster read", chain_of(hotline).hash_of("cluster-one"))
    assert worker.post("/look-up/cluster/", {"cluster": "cluster-one"}).content == b""
    worker.post("/calls/end/")
    assert worker.post("/look-up/cluster/", {"cluster": token}).content == b""


def test_linked_identifiers_that_are_not_listed_are_counted(
    worker: Client, world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_a_busy_number(engine: Any, answer: Answer, placing: Any) -> AnswerPage:
        return put_together(engine, replace(answer, linked_count=len(answer.linked) + 31), placing)

    monkeypatch.setattr(views, "put_together", of_a_busy_number)
    assert "and 31 more, each on fewer of these ads" in ask(worker, world.NUMBER)
    monkeypatch.undo()
    assert "more, each on fewer" not in ask(worker, world.NUMBER)
