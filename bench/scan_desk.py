"""Wapiti against a real hotline desk, first as nobody, then as a worker in a call; prints what it finds above low.

Not among the requirements: `python -m venv W && W/bin/pip install wapiti3`, then THREADLINE_WAPITI=W/bin/wapiti.
THREADLINE_SCAN_SECONDS bounds each of the two scans (default 240).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.desk_client import DeskClient
from bench.desk_world import PASSWORD, Served, fill, serve

MODULES = (
    "xss,permanentxss,sql,timesql,file,exec,ssrf,redirect,crlf,csrf,csp,cookieflags,http_headers,methods,xxe,upload"
)
LOW = 1


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
            found = [*scan(program, desk, data / "nobody.json"), *scan(program, desk, data / "worker.json", cookies)]
    serious = sorted({f"{kind}: {level}: {path}" for kind, level, path in found if level > LOW})
    minor = sorted({kind for kind, level, _path in found if level <= LOW})
    print(json.dumps({"bench": "scan", "above_low": serious, "low_or_less": minor}))
    sys.exit(bool(serious))


def scan(program: str, desk: Served, report: Path, cookies: str = "") -> list[tuple[str, int, str]]:
    """Kind, level and path of every finding."""
    address = f"http://localhost:{desk.port}/"
    seconds = os.environ.get("THREADLINE_SCAN_SECONDS", "240")
    command = [
        program, "-u", address, "-f", "json", "-o", str(report), "-m", MODULES, "--flush-session", "--no-bugreport",
        "--max-scan-time", seconds, "-x", f"{address}log-out/", "-x", f"{address}calls/end/", "--verbose", "0",
    ]  # fmt: skip
    if cookies:
        command += ["-H", f"Cookie: {cookies}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=int(seconds) * 3 + 120)
    content = json.loads(report.read_text())
    kinds = {**content["vulnerabilities"], **content["anomalies"]}
    return [(kind, int(one["level"]), str(one["path"])) for kind, all_ in kinds.items() for one in all_]


if __name__ == "__main__":
    main()
