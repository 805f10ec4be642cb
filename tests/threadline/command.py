"""The program as scripts call it: exit code, JSON rows, what it said."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("threadline")


def run(data: Path, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """Run `threadline WORDS --json` over a data folder."""
    done = subprocess.run(
        [PROGRAM, *words, "--json", "--data", data], capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr
