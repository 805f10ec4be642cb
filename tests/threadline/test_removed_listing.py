"""What was removed is in no listing of the operator either: the number, its spellings in fields, the whole ad."""

import json
from pathlib import Path

from tests.threadline.command import run

REMOVED, OTHER = "312-555-0134", "602-555-0147"


def test_a_removed_number_and_a_removed_ad_are_not_listed(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "ads.jsonl"
    rows = [
        {"id": "1", "text": "Quiet studio, call three one two 555 01 34 any day", "phone": REMOVED},
        {"id": "2", "text": f"Garden work, call {OTHER}", "phone": OTHER},
        {"id": "3", "text": "Lost umbrella near the old bridge"},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(data, "import", str(file), "--site", "partner")[0] == 0
    assert run(data, "ingest")[0] == 0
    before = run(data, "ads")[1]
    assert [row["fields"].get("phone") for row in before] == [REMOVED, OTHER, None]
    for name in (REMOVED, "ad:partner:3"):
        assert run(data, "removal", "add", name, "--reason", "asked for")[0] == 0
    code, after, _ = run(data, "ads")
    assert code == 0
    assert [row["ad_id"] for row in after] == ["partner:1", "partner:2"]
    assert after[1] == before[1]
    assert "three one two" not in json.dumps(after)
    assert REMOVED not in json.dumps(after)
