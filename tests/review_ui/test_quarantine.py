"""The quarantine page: a deadline and no picture; decided once, with a reason, by the child-safety officer alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from matching.pictures.quarantine import Quarantine
from matching.pictures.quarantine_tasks import QuarantineTask
from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk

pytestmark = pytest.mark.django_db
CONTENT = b"a harmless picture that a test lists"


@pytest.fixture
def task(casework: Desk) -> QuarantineTask:
    return Quarantine(casework.quarantine, bytes(32)).put("ab" * 32, CONTENT, ("pdq", "harmless drawn room", 7))


def test_a_task_is_listed_with_its_deadline_and_nothing_of_the_picture(
    task: QuarantineTask, enter: Callable[[str], Client]
) -> None:
    page = enter("child_safety").get("/quarantine/").content.decode()
    assert "Decide until" in page
    assert task.task_id in page
    assert "7 of 256 bits" in page
    assert task.sha256 not in page
    assert "<img" not in page
    assert "data:image" not in page


def test_it_is_closed_once_with_a_reason_that_the_audit_holds(
    task: QuarantineTask, casework: Desk, enter: Callable[[str], Client]
) -> None:
    officer, place = enter("child_safety"), f"/quarantine/{task.task_id}/"
    officer.post(place, {"outcome": "reported", "reason": ""})
    assert Quarantine(casework.quarantine, bytes(32)).open_tasks() == [task]
    page = officer.post(place, {"outcome": "reported", "reason": "Report 12."}, follow=True).content.decode()
    assert "Nothing to decide." in page
    assert "Reported to the authority" in page
    row = next(row for row in chain_of(casework).rows() if row.action == "quarantine decided")
    assert (row.reason, row.detail) == ("Report 12.", "reported")
    again = officer.post(place, {"outcome": "not listed", "reason": "Second thought."}, follow=True).content.decode()
    assert "Somebody decided this task before." in again
    (closed,) = Quarantine(casework.quarantine, bytes(32)).closed_tasks(5)
    assert closed.outcome.startswith("reported: ")
    assert Quarantine(casework.quarantine, bytes(32)).unseal(task.task_id) == CONTENT


def test_other_roles_and_unknown_tasks_get_nothing(task: QuarantineTask, enter: Callable[[str], Client]) -> None:
    for role in ("analyst", "investigator", "operator", "auditor"):
        assert enter(role).get("/quarantine/").status_code == 403
        assert enter(role).post(f"/quarantine/{task.task_id}/", {"outcome": "reported"}).status_code == 403
    assert enter("child_safety").post("/quarantine/nothing/", {"outcome": "reported"}).status_code == 404


def test_a_missed_deadline_is_marked(casework: Desk, enter: Callable[[str], Client]) -> None:
    import sqlite3

    tasks = Quarantine(casework.quarantine, bytes(32))
    tasks.put("cd" * 32, CONTENT, ("sha256", "", 0))
    with sqlite3.connect(Path(casework.quarantine) / "quarantine.sqlite") as connection:
        connection.execute("UPDATE task SET deadline_at = '2026-01-01T00:00:00+00:00'")
    page = enter("child_safety").get("/quarantine/").content.decode()
    assert "overdue" in page
    assert "exactly a listed file" in page


def test_the_page_speaks_spanish(task: QuarantineTask, enter: Callable[[str], Client]) -> None:
    officer = enter("child_safety")
    officer.post("/language/", {"language": "es"})
    page = officer.get("/quarantine/").content.decode()
    assert "Cuarentena" in page
    assert "Decidir antes de" in page
