"""`make demo` without serving: seconds, processor seconds, ads ingested, and the largest process at its peak."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """One JSON line. `THREADLINE_BENCH_ADS` sets the size of the world (default 2,000)."""
    ads = int(os.environ.get("THREADLINE_BENCH_ADS", "2000"))
    program = Path(sys.executable).with_name("threadline")
    with tempfile.TemporaryDirectory() as scratch:
        command = [program, "demo", "--ads", str(ads), "--no-serve", "--json", "--data", f"{scratch}/data"]
        start = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    counts = json.loads(done.stdout.splitlines()[-1])
    figures = {
        "benchmark": "demo",
        "ads": counts["ads"],
        "seconds": round(wall, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_process_mib": round(used.ru_maxrss / 1024),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
