"""The API: a token per client, a human per call, the same policy, the same audit, and no body that breaks it."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_ui.accounts.models import Account
from review_ui.api.clients import add_client
from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.hotline.models import Tip

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["typed", "actor", "call", "whose", "consent", "narrative", "identifiers", "urgency"])


@pytest.fixture
def token(hotline: Desk) -> str:
    for role in ("worker", "operator", "auditor"):
        Account.objects.create(username=role, role=role, password="!")
    return add_client("switchboard")


def call(path: str, body: object, token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().post(f"/api/{path}", json.dumps(body), content_type="application/json", headers=headers)


def ask(token: str, **more: object) -> Any:
    return call("lookup", {"typed": "(202) 555-0134", "actor": "worker", "call": "sw-771", **more}, token)


def test_a_look_up_has_the_command_line_s_names(token: str, world: Any) -> None:
    add_tip(NewTip("told", (f"phone:{world.NUMBER}",)))
    answer = ask(token).json()
    assert (answer["identifier"], answer["ads"], answer["cases"]) == (f"phone:{world.NUMBER}", 7, [1])
    assert [place["value"] for place in answer["places"]] == ["Denver, CO, US", "Boise, ID, US"]
    assert {"linked", "hub", "generation", "sites_searched", "caveat", "candidates"} <= set(answer)


def test_the_audit_names_the_human_and_the_call(token: str, hotline: Desk) -> None:
    ask(token)
    row = chain_of(hotline).rows(newest=1)[0]
    assert (row.actor, row.reason) == (str(Account.objects.get(username="worker").pk), "sw-771")


@pytest.mark.parametrize("wrong", ["", "x" * 43, "\x00"])
def test_without_a_token_there_is_nothing(token: str, wrong: str) -> None:
    assert ask(wrong).status_code == 401


@pytest.mark.parametrize("actor", ["operator", "auditor", "nobody", "worker\x00"])
def test_the_policy_of_the_human_holds(token: str, actor: str) -> None:
    response = ask(token, actor=actor)
    assert response.status_code == 403
    assert "ads" not in response.json()


def test_the_callers_own_number_needs_consent(token: str) -> None:
    assert ask(token, whose="caller").status_code == 403
    assert ask(token, whose="caller", consent=True).status_code == 200


def test_an_ended_client_is_refused(token: str, enter: Any) -> None:
    operator = enter("operator")
    page = operator.get("/accounts/").content.decode()
    number = page.split('name="end" value="')[1].split('"')[0]
    operator.post("/accounts/programs/", {"end": number})
    assert ask(token).status_code == 401


def test_the_operator_makes_a_token_that_works(token: str, enter: Any) -> None:
    page = enter("operator").post("/accounts/programs/", {"name": "second"}).content.decode()
    assert ask(page.split('class="code wording">')[1].split("<")[0]).status_code == 200


def test_a_tip_is_kept(token: str) -> None:
    body = {"actor": "worker", "narrative": "told", "identifiers": ["202-555-0134"], "legacy_id": "A-7"}
    response = call("tips", body, token)
    assert response.status_code == 201
    tip = Tip.objects.get()
    assert response.json() == {"tip": str(tip.pk), "case": tip.case.number}
    assert tip.legacy_id == "A-7"


def test_no_answer_when_the_audit_cannot_be_written(token: str, hotline: Desk) -> None:
    chain_of(hotline).close()
    hotline.audit.unlink(missing_ok=True)
    hotline.audit.mkdir(parents=True)
    response = ask(token)
    assert response.status_code == 503
    assert set(response.json()) == {"detail"}
    hotline.audit.rmdir()


def test_an_error_does_not_repeat_what_was_sent(token: str) -> None:
    response = ask(token, typed={"number": "2025550134"})
    assert response.status_code == 422
    assert response.json() == {"detail": "wrong or missing: typed"}


def test_the_schema_describes_both_calls(worker: Client) -> None:
    schema = worker.get("/api/openapi.json").json()
    assert set(schema["paths"]) == {"/api/lookup", "/api/tips"}


@given(path=st.sampled_from(["lookup", "tips"]), body=JSON | st.dictionaries(NAMES, JSON))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_breaks_it(token: str, path: str, body: object) -> None:
    if isinstance(body, dict) and body.get("actor"):
        body["actor"] = "worker"
    response = call(path, body, token)
    assert response.status_code in (200, 201, 400, 403, 422)
    assert response["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'{"typed": ' + b"[" * 5000])
def test_bodies_that_are_no_json_are_refused(token: str, raw: bytes) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    response = Client().post("/api/lookup", raw, content_type="application/json", headers=headers)
    assert response.status_code in (400, 422)
