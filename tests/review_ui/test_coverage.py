"""What the directory lacks, dated capacity, and why nobody is referred somewhere."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from review_ui.desk import Desk
from review_ui.resources.coverage import find_gaps
from review_ui.resources.directory import NewResource, add_resource
from review_ui.resources.models import Resource

TODAY = datetime.now(UTC).date()


def service(name: str, admin: str, **more: object) -> Resource:
    return add_resource(NewResource(name, "+13035550142", "Town", 39.7, -105.0, admin=admin, **more))  # type: ignore[arg-type]


def missing(admin: str) -> set[str]:
    return {
        str(one)
        for area in find_gaps(Resource.objects.all(), TODAY)
        if area.name.startswith(admin)
        for one in area.missing
    }


def test_a_need_is_met_only_by_a_checked_service_one_may_refer_to(hotline: Desk) -> None:
    service("Old", "CO", takes_minors=True, checked_on=TODAY - timedelta(days=200))
    service("Shut", "CO", is_always_open=True, do_not_refer=True, do_not_refer_reason="closed", checked_on=TODAY)
    service("Good", "CO", is_emergency=True, languages=("en", "es"), checked_on=TODAY)
    assert {"24 h", "Minors"} <= missing("CO")
    assert not {"Emergency shelter", "Spanish"} & missing("CO")


def test_areas_with_most_gaps_come_first(hotline: Desk, enter: Any) -> None:
    service("Good", "CO", is_emergency=True, takes_minors=True, checked_on=TODAY)
    service("Bare", "ID", checked_on=TODAY)
    page = enter("worker").get("/services/gaps/").content.decode()
    assert page.index("ID, US") < page.index("CO, US")


def test_capacity_is_dated_and_old_figures_say_so(hotline: Desk, enter: Any) -> None:
    one = service("Shelter", "CO", checked_on=TODAY - timedelta(days=300))
    supervisor = enter("supervisor")
    assert supervisor.post(f"/services/{one.pk}/checked/", {"capacity": "4"}).status_code == 302
    one.refresh_from_db()
    assert (one.capacity, one.checked_on) == (4, TODAY)
    assert "older than a week" not in supervisor.get(f"/services/{one.pk}/").content.decode()
    assert "Free places told within a week" not in missing("CO")
    Resource.objects.update(capacity_at=datetime.now(UTC) - timedelta(days=9))
    assert "older than a week" in supervisor.get(f"/services/{one.pk}/").content.decode()
    assert "Free places told within a week" in missing("CO")


@pytest.mark.parametrize(
    "fields", [{"do_not_refer": "1"}, {"capacity": "many"}, {"capacity": "-1"}, {"capacity": "999999"}]
)
def test_a_note_needs_its_reason_and_a_number(hotline: Desk, enter: Any, fields: dict[str, str]) -> None:
    one = service("Shelter", "CO")
    assert enter("supervisor").post(f"/services/{one.pk}/checked/", fields).status_code == 400
    one.refresh_from_db()
    assert (one.do_not_refer, one.capacity, one.checked_on) == (False, None, None)


def test_do_not_refer_shows_its_reason_and_takes_the_service_out_of_the_answer(
    worker: Client, enter: Any, world: Any
) -> None:
    one = service("Shelter", "CO")
    assert "Shelter" in worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    reason = {"do_not_refer": "1", "do_not_refer_reason": "Turned two callers away."}
    enter("supervisor").post(f"/services/{one.pk}/checked/", reason)
    assert "Shelter" not in worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert "Turned two callers away." in worker.get(f"/services/{one.pk}/").content.decode()


def test_services_are_narrowed_by_whom_they_are_for(hotline: Desk, enter: Any) -> None:
    service("For women", "CO", genders=("women",))
    service("For men", "CO", genders=("men",))
    service("For all", "CO")
    page = enter("worker").get("/services/", {"gender": "women"}).content.decode()
    assert ("For women" in page, "For men" in page, "For all" in page) == (True, False, True)


def test_an_entry_is_grey_after_180_days(worker: Client, world: Any) -> None:
    service("Shelter", "CO", checked_on=date.today() - timedelta(days=181))  # noqa: DTZ011  # as a person dates it
    page = worker.post("/look-up/", {"typed": world.NUMBER}).content.decode()
    assert 'class="faded"' in page
    assert "not checked lately" in page
