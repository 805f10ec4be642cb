"""`threadline label` from outside: an agency line stops holding its ads together at the next ingest, and says so."""

import json
from pathlib import Path

from tests.threadline.command import run

LINE = "312-555-0199"
OWN = ("312-555-0134", "602-555-0147")


def test_an_agency_line_is_followed_no_more(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "ads.jsonl"
    texts = [f"Piano lessons number {n}, call {OWN[n // 2]}. Booking office {LINE}" for n in range(4)]
    file.write_text("\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)))
    assert run(data, "import", str(file), "--site", "partner")[0] == 0
    assert run(data, "ingest")[0] == 0
    assert run(data, "links", OWN[0], "--reason", "check")[1][0]["ads"] == 4
    code, (row,), _ = run(data, "label", LINE, "agency_line", "--reason", "a booking office answers")
    assert (code, row["subject"], row["revision"], row["label"]) == (0, "phone:+13125550199", 0, "agency_line")
    assert run(data, "ingest")[0] == 0
    (links,) = run(data, "links", OWN[0], "--reason", "check")[1]
    assert (links["ads"], links["hubs"]) == (2, ["phone:+13125550199"])
    assert run(data, "rebuild")[0] == 0
    assert run(data, "links", OWN[0], "--reason", "check")[1][0]["ads"] == 2


def test_an_ad_is_labelled_at_the_revision_that_is_held(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "ads.jsonl"
    file.write_text(json.dumps({"id": "1", "text": f"Garden work, call {LINE}"}))
    assert run(data, "import", str(file), "--site", "partner")[0] == 0
    assert run(data, "ingest")[0] == 0
    code, (row,), _ = run(data, "label", "partner:1", "organised", "--reason", "seen before")
    assert (code, row["subject"], row["revision"]) == (0, "partner:1", 1)
    assert run(data, "label", "partner:1", "agency_line", "--reason", "x")[0] == 2
    assert run(data, "label", "partner:1", "organised", "--reason", " ")[0] == 2
