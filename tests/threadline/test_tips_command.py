"""`threadline tips import` from outside: counts as rows, faults by line, exit codes, nothing of a tip in the output."""

import json
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("threadline")
ROWS = "legacy_id,narrative\nold-1,Secret words of a caller.\nold-2,\nold-3,More secret words.\n"


def run(data: Path, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    command = [PROGRAM, "tips", "import", *arguments, "--json", "--data", data]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert "ecret" not in done.stdout + done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_tips_are_counted_kept_and_audited(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "old.csv"
    file.write_text("legacy_id,narrative\nold-1,Secret words of a caller.\n")
    code, rows, _errors = run(data, str(file), "--dry-run")
    assert (code, rows[0]["new"], rows[0]["dry_run"]) == (0, 1, True)
    file.write_text(ROWS)
    code, rows, errors = run(data, str(file))
    assert code == 1
    assert rows == [{"file": "old.csv", "new": 2, "known": 0, "faulty": 1, "dry_run": False}]
    assert "old.csv, line 3: nothing was told" in errors
    code, rows, _errors = run(data, str(tmp_path / "missing.csv"))
    assert (code, rows) == (2, [])
    done = subprocess.run(
        [PROGRAM, "audit", "verify", "--json", "--data", data], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not any(b"ecret" in path.read_bytes() for path in data.rglob("*") if path.is_file())
