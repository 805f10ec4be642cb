"""Tips of an older system: whatever the encoding, once each, sealed, and never repeated by a message."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_ui.desk import Desk
from review_ui.faults import BadRecordError
from review_ui.hotline.import_rows import Layout, RowFault, read_csv
from review_ui.hotline.importing import ImportedFile, find_files, import_tips
from review_ui.hotline.intake import NewTip
from review_ui.hotline.letters import read_letter
from review_ui.hotline.models import Tip, TipKey
from review_ui.hotline.sealing import unseal

HEAD = "legacy_id,received_at,narrative,identifiers,place,urgency,sector,involves_minor\n"
ROWS = (
    HEAD
    + 'old-1,2024-05-01T10:00:00Z,"Told of a motel, José said.",202-555-0134;rose@example.org,Ely,urgent,hotel,yes\n'
    + "old-2,2024-05-02,A cleaning job that was none.,,Boise,,cleaning,\n"
)


def take(path: Path, layout: Layout | None = None, *, dry_run: bool = False) -> ImportedFile:
    (done,) = import_tips([str(path)], layout or Layout(), dry_run=dry_run)
    return done


def words_of(legacy_id: str) -> dict[str, object]:
    tip = Tip.objects.get(legacy_id=legacy_id)
    return unseal(str(tip.case_id), str(tip.pk), tip.sealed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_of_any_usual_encoding_become_sealed_tips(
    hotline: Desk, tmp_path: Path, encoding: str, dump_database: Any
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(ROWS.encode(encoding))
    done = take(path)
    assert (done.new, done.known, done.faulty) == (2, 0, 0)
    assert words_of("old-1")["narrative"] == "Told of a motel, José said."
    assert words_of("old-1")["identifiers"] == ["phone:+12025550134", "email:rose@example.org"]
    assert words_of("old-1")["sector"] == "hotel"
    tip = Tip.objects.get(legacy_id="old-1")
    assert (tip.received_at, tip.urgency, tip.involves_minor) == (datetime(2024, 5, 1, 10, tzinfo=UTC), "urgent", True)
    assert TipKey.objects.filter(tip=tip, kind="phone").count() == 1
    assert "motel" not in dump_database()


def test_a_second_run_adds_nothing(hotline: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(ROWS + ",2024-05-03,Without an id.,,,,,\n")
    assert take(path).new == 3
    again = take(path)
    assert (again.new, again.known) == (0, 3)
    assert Tip.objects.count() == 3


def test_a_dry_run_counts_and_keeps_nothing(hotline: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(ROWS)
    done = take(path, dry_run=True)
    assert (done.new, done.dry_run) == (2, True)
    assert Tip.objects.count() == 0


def test_a_bad_row_is_named_by_its_line_and_not_by_what_stands_in_it(hotline: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    rows = [
        "x1,yesterday,Secret words.,,,,,",
        "x2,2024-05-01,Secret words.,,,panic,,",
        "x3,2024-05-01,,,,,,",
        ROWS.splitlines()[1],
    ]
    path.write_text(HEAD + "\n".join(rows) + "\n")
    done = take(path)
    assert (done.new, done.faulty) == (1, 3)
    assert [fault.split(":")[0] for fault in done.faults] == ["line 2", "line 3", "line 4"]
    assert not any("Secret" in fault or "panic" in fault or "yesterday" in fault for fault in done.faults)


def test_columns_may_have_other_names_and_separators(hotline: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("Nr;Datum;Was gesagt wurde\n7;03.05.2024 14:30;Told.\n")
    layout = Layout({"legacy_id": "Nr", "received_at": "Datum", "narrative": "Was gesagt wurde"}, "%d.%m.%Y %H:%M")
    assert take(path, layout).new == 1
    assert Tip.objects.get(legacy_id="7").received_at == datetime(2024, 5, 3, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize("columns", [{"nothing": "narrative"}, {"narrative": "no such"}, {}])
def test_a_file_without_the_columns_is_refused(hotline: Desk, tmp_path: Path, columns: dict[str, str]) -> None:
    path = tmp_path / "old.csv"
    path.write_text("id,words\n1,Told.\n")
    with pytest.raises(BadRecordError):
        take(path, Layout(columns))


def test_only_csv_and_eml_are_taken(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.csv", "sub/b.eml", "sub/c.txt"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_files([tmp_path])] == ["a.csv", "b.eml"]
    with pytest.raises(BadRecordError):
        find_files([tmp_path / "sub" / "c.txt"])


def letter(body: str, subtype: str = "plain", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Es geht um ein Motel"
    message["From"] = "Ann <ann@example.org>"
    message["Date"] = "Wed, 01 May 2024 10:00:00 +0200"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(body, subtype=subtype, charset=charset)
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="x.gif")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("body", "subtype", "charset"),
    [
        ("José saw it.\nCall 202-555-0134.", "plain", "utf-8"),
        ("José saw it.\nCall 202-555-0134.", "plain", "iso-8859-1"),
        (
            "<html><style>p{}</style><p>José saw it.</p><script>x()</script><p>Call 202-555-0134.</p></html>",
            "html",
            "utf-8",
        ),
    ],
)
def test_a_letter_becomes_a_tip(hotline: Desk, tmp_path: Path, body: str, subtype: str, charset: str) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(letter(body, subtype, charset))
    assert take(path).new == 1
    assert take(path).known == 1
    tip = Tip.objects.get()
    assert (tip.channel, tip.received_at) == ("email", datetime(2024, 5, 1, 8, tzinfo=UTC))
    told = str(words_of(tip.legacy_id)["narrative"])
    assert told.startswith("Es geht um ein Motel\n\nJosé saw it.\nCall 202-555-0134.")
    assert told.endswith("From: Ann <ann@example.org>")


@given(st.binary(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_letter_or_a_fault(content: bytes) -> None:
    assert isinstance(read_letter(content), NewTip | RowFault)


@given(st.binary(max_size=2000))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_rows_or_faults(hotline: Desk, content: bytes) -> None:
    rows = list(read_csv(b"narrative,received_at\n" + content, Layout()))
    assert all(isinstance(row, NewTip | RowFault) for _line, row in rows)
