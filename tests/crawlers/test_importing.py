"""Partners' files become archived records and ads; a bad row costs itself alone."""

import json
import os
from pathlib import Path

import pytest

from crawlers.ad import Ad
from crawlers.archive import Archive
from crawlers.faults import ImportFileError
from crawlers.importing import ImportRequest, import_file
from crawlers.parsing.found import Found
from tests.crawlers.crawling import REPOSITORY

_COLUMNS = {"id": "n", "title": "head", "text": "body"}


def _write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _import(path: Path, folder: Path, **more: object) -> tuple[int, int, int, tuple[str, ...]]:
    counts = import_file(ImportRequest(path, folder / "archive", "partner", "job", **more))  # type: ignore[arg-type]
    return counts.new, counts.changed, counts.unchanged, counts.faults


def _ad(folder: Path, ad_id: str) -> Ad:
    with Archive(folder / "archive") as archive:
        ad = archive.ad(ad_id)
    assert ad is not None
    return ad


def test_rows_become_ads_with_their_origin_and_a_record(tmp_path: Path) -> None:
    """Source, terms and TLP mark go with the ad; the row as it was is in the archive."""
    path = _write(tmp_path, "a.csv", "n,head,body,pay\n1,Farm work,Call 559-555-0107,$15\n")
    columns = {**_COLUMNS, "price": "pay"}
    assert _import(path, tmp_path, columns=columns, terms="analysis only", tlp="TLP:RED") == (1, 0, 0, ())
    ad = _ad(tmp_path, "partner:1")
    assert (ad.title, ad.text, ad.fields["price"], ad.ad_type) == ("Farm work", "Call 559-555-0107", "$15", "job")
    assert (ad.origin.kind, ad.origin.source, ad.origin.terms) == ("imported", "a.csv", "analysis only")
    assert ad.origin.tlp == "TLP:RED"
    with Archive(tmp_path / "archive") as archive:
        record = archive.read_record(ad.capture_id)
        assert record.rec_type == "resource"
        assert json.loads(record.content_stream().read())["body"] == "Call 559-555-0107"
        assert all(check.ok for check in archive.verify())


def test_known_ids_become_revisions_and_nothing_is_stored_twice(tmp_path: Path) -> None:
    """Importing again changes nothing; an edit makes a revision."""
    path = _write(tmp_path, "a.jsonl", '{"id": 1, "text": "one"}\n{"id": 2, "text": "two"}\n')
    assert _import(path, tmp_path)[:3] == (2, 0, 0)
    assert _import(path, tmp_path)[:3] == (0, 0, 2)
    _write(tmp_path, "a.jsonl", '{"id": 1, "text": "one, edited"}\n{"id": 2, "text": "two"}\n')
    assert _import(path, tmp_path)[:3] == (0, 1, 1)
    assert _ad(tmp_path, "partner:1").revision == 2


def test_unreadable_rows_are_named_by_file_and_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    """Wrong number of columns, no id, no text, broken encoding."""
    rows = b"n,head,body\n1,a,b\n2,short\n,no id,x\n4,,\n5,\xff\xfe,x\n6,six,ok\n"
    path = _write(tmp_path, "a.csv", rows)
    new, _, _, faults = _import(path, tmp_path, columns=_COLUMNS)
    assert new == 2
    assert [fault.partition(": ")[0] for fault in faults] == [f"{path}:{line}" for line in (3, 4, 5, 6)]


def test_quoted_line_breaks_keep_the_line_numbers_right(tmp_path: Path) -> None:
    """The fault names the line where its row begins."""
    path = _write(tmp_path, "a.csv", 'n,head,body\n1,a,"two\nlines"\n2,short\n')
    _, _, _, faults = _import(path, tmp_path, columns=_COLUMNS)
    assert faults[0].startswith(f"{path}:4: ")
    assert _ad(tmp_path, "partner:1").text == "two\nlines"


def test_broken_json_lines_are_named_too(tmp_path: Path) -> None:
    """Half an object, an array, deep nesting, a lone surrogate."""
    lines = ['{"id": 1, "text"', "[]", "[" * 5000, '{"id": 4, "text": "\\ud800x"}', '{"id": 5, "text": "fine"}', ""]
    path = _write(tmp_path, "a.jsonl", "\n".join(lines))
    new, _, _, faults = _import(path, tmp_path)
    assert new == 2
    assert [fault.partition(": ")[0] for fault in faults] == [f"{path}:{line}" for line in (1, 2, 3)]
    assert _ad(tmp_path, "partner:4").text == "?x"


@pytest.mark.parametrize(
    ("name", "content", "columns"),
    [("a.xlsx", "x", {}), ("a.csv", "a,b\n1,2\n", {"id": "n"}), ("a.csv", "id,text\n1,2\n", {"colour": "id"})],
)
def test_a_file_that_cannot_be_read_at_all_is_refused(
    tmp_path: Path, name: str, content: str, columns: dict[str, str]
) -> None:
    """Unknown format, a column that is not there, a field that does not exist."""
    with pytest.raises(ImportFileError):
        _import(_write(tmp_path, name, content), tmp_path, columns=columns)


@pytest.mark.parametrize("site", ["../x", "", "a/b", ".hidden", "a b"])
def test_a_site_name_is_no_path(tmp_path: Path, site: str) -> None:
    """It becomes part of file names."""
    path = _write(tmp_path, "a.jsonl", '{"id": 1, "text": "x"}\n')
    with pytest.raises(ImportFileError):
        import_file(ImportRequest(path, tmp_path / "archive", site))


def test_the_removal_list_holds_for_imports(tmp_path: Path) -> None:
    """By the ad's id and by what it carries: neither ad nor record is stored."""

    class Removed:
        def holds_ad(self, ad_id: str) -> bool:
            return ad_id == "partner:1"

        def holds_content(self, ad_id: str, found: Found) -> bool:
            return ad_id.startswith("partner:") and "555-0107" in found.text

    rows = '{"id": 1, "text": "a"}\n{"id": 2, "text": "559-555-0107"}\n{"id": 3, "text": "c"}\n'
    path = _write(tmp_path, "a.jsonl", rows)
    assert _import(path, tmp_path, removal=Removed())[:3] == (1, 0, 0)
    with Archive(tmp_path / "archive") as archive:
        assert [ad.ad_id for ad in archive.ads()] == ["partner:3"]
        assert next(check.detail for check in archive.verify()) == "1 WARC records"


@pytest.mark.external
def test_a_real_file_of_job_ads_is_taken_in_whole(tmp_path: Path) -> None:
    """499 rows with quotes, line breaks and markup."""
    root = Path(os.environ.get("THREADLINE_EXTERNAL", REPOSITORY.parent / "shared"))
    path = root / "data" / "real_job_ads_499.csv"
    if not path.is_file():
        pytest.skip(f"outside material is not there: {path} (set THREADLINE_EXTERNAL)")
    columns = {"id": "job_id", "title": "title", "text": "description"}
    assert _import(path, tmp_path, columns=columns) == (499, 0, 0, ())
