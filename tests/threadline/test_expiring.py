"""The retention clock: unlinked ads long unseen are erased; linked, used and held ones stay; nothing goes too early."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.archive import Archive
from index.open import open_index
from tests.threadline.command import run
from threadline.data_folder import DataFolder

LINKED, HELD, ALONE, FRESH = "312-555-0134", "602-555-0147", "415-555-0122", "303-555-0155"
ADS = (
    ("1", f"Quiet studio near the station, call {LINKED}"), ("2", f"New in town this week, call {LINKED}"),
    ("3", f"House cleaning on weekdays, call {HELD}"), ("4", f"Garden work and repairs, call {ALONE}"),
    ("5", f"Piano lessons for adults, call {FRESH}"), ("6", "Lost umbrella near the old bridge, please write"),
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six imported ads, ingested, all but the fifth last seen 400 days ago."""
    rows = [json.dumps({"id": number, "text": text}) for number, text in ADS]
    (tmp_path / "ads.jsonl").write_text("\n".join(rows), encoding="utf-8")
    data = tmp_path / "data"
    assert run(data, "import", str(tmp_path / "ads.jsonl"), "--site", "partner")[0] == 0
    assert run(data, "ingest")[0] == 0
    long_ago = (datetime.now(UTC) - timedelta(days=400)).isoformat(timespec="microseconds")
    with sqlite3.connect(data / "archive" / "archive.sqlite") as connection:
        connection.execute("UPDATE ad_state SET last_seen_at=? WHERE ad_id<>'partner:5'", (long_ago,))
    connection.close()
    return data


def held(data: Path) -> set[str]:
    with Archive(DataFolder(data).archive) as archive:
        return {ad.ad_id.partition(":")[2] for ad in archive.ads()}


def test_only_what_nothing_keeps_is_erased_and_everything_still_verifies(data: Path) -> None:
    assert run(data, "removal", "add", HELD, "--reason", "court order 7", "--legal-hold")[0] == 0
    code, rows, _ = run(data, "expire", "--reason", "yearly", "--dry-run")
    expected = {"site": "partner", "days": 365, "overdue": 5, "linked": 2, "in_use": 0, "on_hold": 1, "erased": 2}
    assert (code, rows) == (0, [expected])
    assert held(data) == {"1", "2", "3", "4", "5", "6"}
    assert run(data, "expire", "--reason", "yearly")[1] == [expected]
    assert held(data) == {"1", "2", "3", "5"}
    engine = open_index(DataFolder(data).index)
    assert set(engine.get(["partner:4", "partner:5", "partner:6"])) == {"partner:5"}
    engine.close()
    for what in ("archive", "audit"):
        assert run(data, what, "verify")[0] == 0
    assert run(data, "index", "check")[0] == 0
    assert run(data, "rebuild")[0] == 0
    assert held(data) == {"1", "2", "3", "5"}


def test_an_ad_that_somebody_judged_stays(data: Path) -> None:
    assert run(data, "judge", "partner:4", "partner:6", "different", "--reason", "read both")[0] == 0
    (row,) = run(data, "expire", "--reason", "yearly")[1]
    assert (row["in_use"], row["erased"]) == (2, 1)
    assert held(data) == {"1", "2", "4", "5", "6"}


def test_nothing_expires_before_it_was_ingested(data: Path, tmp_path: Path) -> None:
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "7", "text": f"Call {ALONE} for the garden"}))
    assert run(data, "import", str(tmp_path / "more.jsonl"), "--site", "partner")[0] == 0
    code, rows, errors = run(data, "expire", "--reason", "yearly")
    assert (code, rows) == (1, [])
    assert "run `threadline ingest` first" in errors
    assert held(data) >= {"4", "6", "7"}


def test_without_a_reason_nothing_expires(data: Path) -> None:
    assert run(data, "expire", "--reason", " ")[0] == 2
    assert len(held(data)) == 6
