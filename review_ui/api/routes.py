"""The routes of the API, with their faults as JSON."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI, Status
from ninja.errors import ValidationError

from index.answer import Answer
from index.faults import EngineError, NoIdentifierError
from index.lookup import look_up
from matching.links.keys import LinkKey
from review_ui.access import needs
from review_ui.api.clients import ClientToken, act_as
from review_ui.api.shapes import KeptTip, LookUpAnswer, LookUpQuestion, NewTipShape, Refusal
from review_ui.audit.recorder import record
from review_ui.desk import current_desk
from review_ui.evidence import open_engine
from review_ui.faults import AuditError, BadRecordError, RefusedError
from review_ui.hotline.choices import Whose
from review_ui.hotline.identifiers import read_identifiers
from review_ui.hotline.intake import NewTip, add_tip
from review_ui.lookup.earlier import find_earlier
from review_ui.policy import Action

api = NinjaAPI(
    title="Threadline hotline desk", version="1", auth=ClientToken(), docs_url=None, urls_namespace="api"
)  # fmt: skip
_REFUSALS = {400: Refusal, 401: Refusal, 403: Refusal, 422: Refusal, 503: Refusal}


@api.post("/lookup", response={200: LookUpAnswer, **_REFUSALS})
def post_lookup(request: HttpRequest, question: LookUpQuestion) -> LookUpAnswer:
    """Which ads carry this identifier. The audit row is on disk before the answer leaves."""
    act_as(request, question.actor, Action.LOOK_UP)
    if question.whose == Whose.CALLER.value and not question.consent:
        record(request, "look up refused", subject=question.typed, reason=question.call)
        raise RefusedError("the caller's own number needs the caller's consent")
    engine = open_engine()
    answer = look_up(engine, question.typed, current_desk().region)
    record(request, "look up", subject=answer.identifier or question.typed, detail="by API", reason=question.call)
    return LookUpAnswer.model_validate({**_fields(answer), "cases": _cases(answer)}, from_attributes=True)


@api.post("/tips", response={201: KeptTip, **_REFUSALS})
def post_tip(request: HttpRequest, tip: NewTipShape) -> Status[KeptTip]:
    """Keep a tip in a case of its own."""
    actor = act_as(request, tip.actor, Action.WRITE_TIP)
    fields = tip.model_dump(exclude={"actor", "identifiers"})
    with transaction.atomic():
        kept = add_tip(NewTip(identifiers=read_identifiers("\n".join(tip.identifiers)), **fields), actor)
        record(request, "tip written", subject=str(kept.case_id), detail="by API", reason=f"tip {kept.pk}")
    return Status(201, KeptTip(tip=str(kept.pk), case=kept.case.number))


def _fields(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in LookUpAnswer.model_fields if name != "cases"}


def _cases(answer: Answer) -> list[int]:
    if not answer.identifier:
        return []
    return sorted({found.tip.case.number for found in find_earlier([LinkKey.parse(answer.identifier)], answer.linked)})


_FAULTS: tuple[tuple[type[Exception], int], ...] = (
    (RefusedError, 403), (BadRecordError, 400), (NoIdentifierError, 400), (AuditError, 503), (EngineError, 503),
)  # fmt: skip


def _answer_faults() -> None:
    for kind, status in _FAULTS:
        api.add_exception_handler(kind, _say(status))
    api.add_exception_handler(ValidationError, _say_invalid)


def _say(status: int) -> Callable[[HttpRequest, Exception | type[Exception]], HttpResponse]:
    def say(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
        return api.create_response(request, {"detail": str(exception)}, status=status)

    return say


def _say_invalid(request: HttpRequest, exception: Exception | type[Exception]) -> HttpResponse:
    """Which fields are wrong, without what stood in them: an error must not repeat a number."""
    errors = exception.errors if isinstance(exception, ValidationError) else []
    wrong = sorted({".".join(str(part) for part in error["loc"][2:]) or "body" for error in errors})
    return api.create_response(request, {"detail": f"wrong or missing: {', '.join(wrong)}"}, status=422)


_answer_faults()


@needs(Action.OWN_ACCOUNT)
@require_GET
def show_schema(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # Django hands it in
    """The OpenAPI document, for whoever is logged in."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


def list_routes() -> list[URLPattern]:
    """The API's routes for the URL table; the calls have no session, a token stands in for the log-in."""
    calls = {str(route.pattern): route.callback for route in api.urls[0] if route.callback is not None}
    named = [path(f"api/{name}", login_not_required(calls[name]), name=f"api-{name}") for name in ("lookup", "tips")]
    return [*named, path("api/openapi.json", show_schema, name="api-schema")]
