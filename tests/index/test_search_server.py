"""bin/search-server says what is missing instead of failing somewhere else."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(cache: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program where no Maven can be found."""
    environment = {**os.environ, "PATH": str(cache), "THREADLINE_SEARCH_CACHE": str(cache)}
    call = [sys.executable, ROOT / "bin" / "search-server", *words]
    return subprocess.run(call, capture_output=True, text=True, env=environment, check=False)


def test_without_maven_it_says_so_and_ends_with_its_own_code(tmp_path: Path) -> None:
    ended = run(tmp_path, "start", "opensearch")
    assert ended.returncode == 3
    assert "Maven (mvn) is not installed" in ended.stderr or "needs Java" in ended.stderr
    assert ended.stdout == ""


def test_only_pinned_versions_are_run(tmp_path: Path) -> None:
    ended = run(tmp_path, "start", "elasticsearch", "--version", "1.2.3")
    assert ended.returncode == 3
    assert "no pinned elasticsearch 1.2.3; known: 9.2.0, 8.19.3" in ended.stderr


def test_nothing_is_listed_or_stopped_where_nothing_runs(tmp_path: Path) -> None:
    for verb in ("list", "stop"):
        ended = run(tmp_path, verb)
        assert (ended.returncode, ended.stdout) == (0, "")
