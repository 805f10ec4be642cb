"""Schemathesis reads the API's own document and sends what it allows and what it forbids: no answer breaks."""

import json
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from review_ui.accounts.models import Account
from review_ui.api.clients import add_client
from review_ui.api.routes import api
from review_ui.desk import Desk

_SETTINGS = settings(
    max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)  # fmt: skip


@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
@pytest.mark.parametrize("path", ["/api/lookup", "/api/tips"])
def test_no_request_breaks_the_api(hotline: Desk, path: str, mode: Any) -> None:
    Account.objects.create(username="ann", role="worker", password="!")
    headers = {"Authorization": f"Bearer {add_client('switchboard')}"}
    document = api.get_openapi_schema(path_prefix="/api/")
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document)))
    operation = schema[path]["POST"]
    answered: set[int] = set()

    def send(body: object) -> None:
        named = (
            body | {"actor": "ann"} if isinstance(body, dict) and mode == schemathesis.GenerationMode.POSITIVE else body
        )
        content = named if isinstance(named, bytes) else json.dumps(named).encode("utf-8", "surrogatepass")
        answer = Client().post(path, content, content_type="application/json", headers=headers)
        answered.add(answer.status_code)
        assert answer.status_code in (200, 201, 400, 403, 422), (answer.status_code, named)
        assert answer["Cache-Control"] == "no-store"
        json.loads(answer.content)

    run(operation, mode, send)
    assert answered & ({200, 201, 400} if mode == schemathesis.GenerationMode.POSITIVE else {422, 400})


def run(operation: Any, mode: Any, send: Any) -> None:
    @_SETTINGS
    @given(case=operation.as_strategy(generation_mode=mode))
    def body(case: Any) -> None:
        send(case.body if not isinstance(case.body, schemathesis.core.NotSet) else None)

    body()
