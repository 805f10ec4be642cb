"""Wapiti against a real hotline desk, first as nobody, then as a worker in a call; prints what it finds above low.

Not among the requirements: `python -m venv W && W/bin/pip install wapiti3`, then THREADLINE_WAPITI=W/bin/wapiti.
THREADLINE_SCAN_SECONDS (default 60) bounds what each of the two scans takes to look around, and, halved, each of its
attacks. Nothing leaves this machine: the modules that need a server of the scanner's makers are left out.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.desk_client import DeskClient
from bench.desk_world import PASSWORD, Served, fill, serve

MODULES: Final = (
    "xss", "permanentxss", "sql", "timesql", "file", "exec", "redirect", "crlf", "csrf", "csp", "cookieflags",
    "http_headers", "methods", "upload", "backup", "htaccess",
)  # fmt: skip
BOUNDS: Final = ("--depth", "4", "--max-links-per-page", "60", "--max-files-per-dir", "20", "--max-parameters", "20")
LEFT_OUT: Final = ("log-out/*", "calls/end/*", "account/*", "static/*")
"""What would end the session of the scan, and files that no request changes."""
LOW: Final = 1


def main() -> None:
    """One JSON line: findings above low, and the kinds of all others."""
    program = os.environ.get("THREADLINE_WAPITI") or shutil.which("wapiti")
    if not program:
        sys.exit("wapiti is not installed; see the first lines of bench/scan_desk.py")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        fill(data, 500)
        with serve(data) as desk:
            cookies = DeskClient(desk.port, PASSWORD).cookie_header()
            nobody, found = scan(program, desk, data / "nobody.json")
            worker, more = scan(program, desk, data / "worker.json", cookies)
            found += more
    serious = sorted({f"{kind}: {level}: {path}" for kind, level, path in found if level > LOW})
    minor = sorted({kind for kind, level, _path in found if level <= LOW})
    pages = {"as_nobody": nobody, "as_worker": worker}
    print(json.dumps({"bench": "scan", "pages": pages, "above_low": serious, "low_or_less": minor}))
    sys.exit(bool(serious))


def scan(program: str, desk: Served, report: Path, cookies: str = "") -> tuple[int, list[tuple[str, int, str]]]:
    """How many pages were looked at; kind, level and path of every finding."""
    address = f"http://localhost:{desk.port}/"
    seconds = int(os.environ.get("THREADLINE_SCAN_SECONDS", "60"))
    command = [
        program, "-u", address, "-f", "json", "-o", str(report), "-m", ",".join(MODULES), *BOUNDS, "--flush-session",
        "--no-bugreport", "--max-scan-time", str(seconds), "--max-attack-time", str(seconds // 2), "--timeout", "10",
        "--tasks", "4", "--endpoint", address, "--verbose", "0",
        *(part for path in LEFT_OUT for part in ("-x", address + path)),
    ]  # fmt: skip
    if cookies:
        command += ["-H", f"Cookie: {cookies}"]
    # It finishes the attack it is in: every attack may take its time once more.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=seconds * (2 + len(MODULES)))
    content = json.loads(report.read_text())
    kinds = {**content["vulnerabilities"], **content["anomalies"]}
    found = [(kind, int(one["level"]), str(one["path"])) for kind, all_ in kinds.items() for one in all_]
    return int(content["infos"]["crawled_pages_nbr"]), found


if __name__ == "__main__":
    main()
