"""The command line keeps its contract: exit codes, fields, one demo world for all."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LOOKUP_FIELDS = {
    *("query", "identifier", "candidates", "ads", "first_seen_at", "last_seen_at", "sites", "places", "linked", "hub"),
    *("generation", "sites_searched", "caveat"),
}
PROGRAM = Path(sys.executable).with_name("threadline")
pytestmark = pytest.mark.xdist_group("demo")


@dataclass(frozen=True)
class Run:
    """What a run of the program left."""

    code: int
    rows: list[dict[str, Any]]
    errors: str


@dataclass(frozen=True)
class Program:
    """The program on one data folder."""

    data: Path

    def __call__(self, *arguments: str, stdin: str = "") -> Run:
        command = [PROGRAM, *arguments, "--json", "--data", self.data]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=600)
        return Run(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)


@pytest.fixture(scope="session")
def program(demo_world: Path) -> Program:
    return Program(demo_world)


def _truth(program: Program) -> list[dict[str, Any]]:
    lines = (program.data / "demo" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_ad_of_the_demo_world_is_held_as_its_truth_says(program: Program) -> None:
    truth = {row["ad_id"]: row for row in _truth(program)}
    ads = {row["ad_id"]: row for row in program("ads").rows if row["site"].startswith("demo-")}
    assert set(ads) == set(truth)
    assert {ad["ad_type"] for ad in ads.values()} <= {"commercial", "job", "forum", "other"}
    assert all(ad["first_seen_at"].endswith("Z") for ad in ads.values())


def test_a_lookup_in_any_spelling_counts_the_distinct_ads_of_the_truth(program: Program, number: str) -> None:
    truth = _truth(program)
    carrying = {row["ad_id"] for row in truth if number in row["phones"]}
    spelt = f" ({number[2:5]}) {number[5:8]} - {number[8:]}"
    run = program("lookup", "-", "--reason", "a test", stdin=spelt)
    assert run.code == 0
    answer = run.rows[0]
    assert answer["identifier"] == f"phone:{number}"
    assert answer["ads"] == len(carrying)
    assert set(answer) >= LOOKUP_FIELDS
    crawled = [site for site in answer["sites_searched"] if site["slug"].startswith("demo-")]
    assert len(crawled) == 2
    assert all(site["last_complete_at"] for site in crawled)


@pytest.fixture(scope="session")
def number(program: Program) -> str:
    """The number that the demo recommends."""
    return str(json.loads((program.data / "demo" / "accounts.json").read_text(encoding="utf-8"))["number"])


def test_a_number_not_held_is_an_answer_and_not_a_fault(program: Program) -> None:
    run = program("lookup", "+12025550199", "--reason", "a test")
    assert (run.code, run.rows[0]["ads"]) == (0, 0)
    assert "not in what we hold" in run.rows[0]["caveat"].lower()


@pytest.mark.parametrize(
    "arguments",
    [
        ("lookup", "+12025550199"),
        ("lookup", "+12025550199", "--reason", "  "),
        ("lookup", "no number here", "--reason", "a test"),
        ("search", "massage"),
        ("search", "massage", "--reason", "a test", "--near", "north"),
        ("search", "massage", "--reason", "a test", "--cursor", "broken"),
        ("links", "no number here", "--reason", "a test"),
        ("match", "nothing-here.jpg", "--reason", "a test"),
        ("crawl", "/nonexistent.toml"),
        ("import", "/nonexistent.csv", "--site", "partner"),
        ("judge", "a", "b", "perhaps", "--reason", "a test"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_so_and_answers_nothing(program: Program, arguments: tuple[str, ...]) -> None:
    run = program(*arguments)
    assert run.code == 2, run.errors
    assert run.rows == []
    assert run.errors.strip()
    assert "Traceback" not in run.errors


def test_a_question_leaves_its_row_before_the_answer_even_when_it_holds_no_number(program: Program) -> None:
    before = _audit_rows(program)
    program("lookup", "no number here", "--reason", "a test")
    program("search", "massage", "--reason", "a test")
    assert _audit_rows(program) == before + 2


def _audit_rows(program: Program) -> int:
    """Rows of the casework audit; none before anything was asked."""
    run = program("audit", "verify")
    assert run.code == 0, run.errors
    details = {row["what"]: row["detail"] for row in run.rows}
    return int(details.get("casework audit chain", "0 rows").split()[0])


def test_no_number_stands_in_the_audit_file(program: Program, number: str) -> None:
    program("lookup", number, "--reason", f"the caller named {number}")
    for path in (program.data / "desks" / "casework").glob("audit*"):
        content = path.read_bytes()
        assert number.encode() not in content
        assert number[2:].encode() not in content


def test_search_counts_facets_and_pages_without_repeating(program: Program) -> None:
    first = program("search", "", "--reason", "a test", "--ad-type", "commercial", "--limit", "5")
    summary = first.rows[-1]
    assert {"total", "exact", "facets", "cursor", "generation"} <= set(summary)
    assert all(set(one) == {"value", "count"} for counts in summary["facets"].values() for one in counts)
    assert {hit["ad_type"] for hit in first.rows[:-1]} == {"commercial"}
    second = program(
        "search", "", "--reason", "a test", "--ad-type", "commercial", "--limit", "5", "--cursor", summary["cursor"]
    )
    seen = [hit["ad_id"] for run in (first, second) for hit in run.rows[:-1]]
    assert len(seen) == len(set(seen)) == 10


def test_links_explain_every_member_by_a_path(program: Program, number: str) -> None:
    row = program("links", number, "--reason", "a test").rows[0]
    assert row["ads"] == len(row["members"]) >= 2
    assert all(
        member["path"] and all(step["key"] and step["reason"] for step in member["path"]) for member in row["members"]
    )


def test_a_photo_finds_its_own_ad(program: Program) -> None:
    photo = next(path for path in (program.data / "archive" / "pictures").rglob("*") if path.is_file())
    rows = program("match", str(photo), "--reason", "a test").rows
    assert rows[0]["verdict"] == "same_picture"
    assert rows[0]["rank"] == 1


def test_what_looks_after_the_installation_finds_it_intact(program: Program) -> None:
    for command in (("archive", "verify"), ("audit", "verify"), ("index", "check")):
        run = program(*command)
        assert run.code == 0, run.errors
        assert all(row["ok"] for row in run.rows)
    assert program("stats").rows[0]["ads"] >= 120


def test_a_judgement_splits_and_survives_a_rebuild(program: Program, number: str) -> None:
    members = [member["ad_id"] for member in program("links", number, "--reason", "a test").rows[0]["members"]]
    assert program("judge", members[0], members[-1], "different", "--reason", "a test").code == 0
    for command in ("ingest", "rebuild"):
        assert program(command).code == 0
        held = program("links", members[0], "--reason", "a test").rows[0]
        assert members[-1] not in {member["ad_id"] for member in held["members"]}


def test_extract_is_a_pure_function_and_names_bad_lines(tmp_path: Path) -> None:
    lines = '{"id": 1, "text": "Austin, TX \\ud800 $120/hr"}\n{broken\n[1]\n{"id": 2, "text": null, "title": "x"}\n'
    environment = {**os.environ, "THREADLINE_DATA": str(tmp_path / "none")}
    done = subprocess.run(
        [PROGRAM, "extract"], input=lines, capture_output=True, text=True, check=False, env=environment
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert done.stdout.isascii()
    assert [row.get("id") for row in rows] == [1, None, None, 2]
    assert all("error" in row and row["line"] == at for at, row in enumerate(rows, 1) if at in {2, 3})
    assert not (tmp_path / "none").exists()


def test_a_partner_file_is_searchable_and_a_bad_row_is_named(program: Program, tmp_path: Path) -> None:
    table = tmp_path / "partner.csv"
    table.write_text(
        'n,head,body\n1,Farm work,"Farm work in Fresno, CA. Call 559-555-0107"\n,,\n2,Cleaner,Cleaner wanted\n'
    )
    maps = ("--map", "id=n", "--map", "title=head", "--map", "text=body")
    run = program("import", str(table), "--site", "partner", "--ad-type", "job", *maps)
    assert run.code == 1
    assert "partner.csv" in run.errors
    assert "3" in run.errors
    assert program("ingest").code == 0
    assert program("lookup", "559-555-0107", "--reason", "a test").rows[0]["ads"] == 1


def test_real_job_ads_of_a_partner_become_searchable(program: Program, external: Path) -> None:
    table = external / "data" / "real_job_ads_499.csv"
    if not table.exists():
        pytest.skip(f"outside material is not here: {table}")
    maps = ("--map", "id=job_id", "--map", "title=title", "--map", "text=description")
    run = program("import", str(table), "--site", "emscad", "--ad-type", "job", *maps)
    assert run.code == 0, run.errors
    assert program("ingest").code == 0
    found = program("search", "intern", "--reason", "a test", "--site", "emscad")
    assert found.rows[-1]["total"] >= 1
